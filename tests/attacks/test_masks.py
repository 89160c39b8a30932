"""A mask is never lifted: every page, fragment, export and mail of a masked debate is searched."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from debates.models import (
    Activity,
    Bookmark,
    Claim,
    ClaimVersion,
    Comment,
    Debate,
    FlagKind,
    Naming,
    PassedOver,
    Source,
    Suggestion,
    Thanks,
    Vote,
)
from teams.models import Team, User
from tests.architecture.who_may import DEBATES, NO_SUCH_METHOD
from tests.calendar import next_digest
from tests.factories import (
    make_claim,
    make_comment,
    make_debate,
    make_member,
    make_source,
    make_suggestion,
    make_user,
    make_vote,
    root_of,
)

SECRET_NAME, SECRET_ADDRESS = "Quillon Xerxesdottir", "quillon.xerxes@example.org"
FRAGMENTS = ("", "section#overview", "div#overview", "main#main")


@pytest.fixture
def author(team: Team) -> User:
    """Somebody whose name would be recognised anywhere."""
    return make_member(team, make_user(SECRET_NAME, email=SECRET_ADDRESS))


@pytest.fixture
def everybody(owner: User, facilitator: User, writer: User, viewer: User) -> dict[str, User]:
    """Every kind of member but the author, who may know who they are."""
    return {"admin": owner, "facilitator": facilitator, "member": writer, "answered": viewer}


@pytest.fixture(params=[Naming.MASKED, Naming.UNATTRIBUTED])
def masked(
    request: pytest.FixtureRequest,
    team: Team,
    facilitator: User,
    author: User,
    everybody: dict[str, User],
) -> Claim:
    """A claim of the author's in a debate without names, with everything a claim can have."""
    debate = make_debate(team, facilitator, naming=request.param)
    root = root_of(debate)
    claim = make_claim(root, author, "Said by nobody you know")
    reply = make_claim(claim, everybody["answered"], "Answered by another", "con")
    make_claim(reply, author, "And answered back")
    make_vote(claim, author, 4)
    make_vote(root, author, 0)
    claim.reword("Said better by nobody you know", by=debate.join(author), version=1, reason="typo")
    make_source(claim, author, "https://example.org/rota", passage="nobody you know")
    make_source(reply, author, "https://example.org/door")
    make_source(claim, author).remove(by=debate.join(author))
    comment = make_comment(claim, everybody["answered"], "Which rota?")
    make_comment(claim, author, "The one on the door", comment)
    make_comment(root, author, "Who decides this?")
    claim.explain("More of it, **in full**", by=debate.join(author), number=0)
    elsewhere = make_claim(root, everybody["answered"], "Said elsewhere")
    claim.link_under(elsewhere, "con", by=debate.join(author))
    reply.thank(by=debate.join(author))
    reply.flag(FlagKind.UNCLEAR, by=debate.join(author), note="Which rota is meant?")
    claim.flag(FlagKind.SOURCE, by=debate.join(everybody["answered"]))
    claim.answer_flags(FlagKind.SOURCE, "It hangs on the door", by=debate.join(author))
    make_suggestion(reply, author, text="Answered by another, kindly")
    make_suggestion(claim, everybody["answered"], "claim").accept(
        by=debate.join(author), seen="here", text="Said with the author's changes"
    )
    long_ago = timezone.now() - timedelta(days=8)
    make_suggestion(claim, author, "move", to=root, stance="con", at=long_ago)
    make_suggestion(root, author, text="Better said by nobody").accept(
        by=debate.join(everybody["facilitator"]), seen="1"
    )
    reply.bookmark(by=debate.join(author))
    PassedOver.objects.ignore(reply, by=debate.join(author))
    return claim


def addresses(claim: Claim) -> Iterator[str]:
    """Every address below /debates/, for each claim and each comment it can be asked about."""
    world: dict[str, Any] = {"debate": claim.debate_id, "team": claim.debate.team.slug}
    world |= {"kind": "unclear", "wording": "wording", "guess": "guess", "measure": "open-cons"}
    world["form"] = "svg"
    suggestions = Suggestion.objects.filter(debate=claim.debate_id)
    comments = Comment.objects.filter(claim__debate=claim.debate_id)
    many = {
        "source": Source.objects.filter(claim__debate=claim.debate_id),
        "claim": Claim.objects.filter(debate=claim.debate_id),
        "thesis": Claim.objects.filter(debate=claim.debate_id),
        "comment": comments,
        "question": comments,
        "activity": Activity.objects.filter(debate=claim.debate_id),
        **dict.fromkeys(("suggestion", "aged", "proposal"), suggestions),
    }
    for row in DEBATES:
        if row.get == NO_SUCH_METHOD:
            continue
        arguments = row.arguments.split()
        asked = next((name for name in arguments if name in many), "claim")
        for pk in many[asked].values_list("pk", flat=True):
            yield reverse(row.name, args=[(world | {asked: pk})[name] for name in arguments])


def leaks(text: str, author: User) -> list[str]:
    """What of the person stands in a text."""
    needles = [*SECRET_NAME.split(), SECRET_ADDRESS, author.initials + "<", f"user-{author.pk}"]
    return [needle for needle in needles if needle.lower() in text.lower()]


def test_no_page_fragment_or_export_names_anybody(
    masked: Claim,
    author: User,
    everybody: dict[str, User],
    client_of: Callable[[User], Client],
) -> None:
    asked = 0
    for kind, person in everybody.items():
        client = client_of(person)
        # A fragment says the same to all.
        targets = FRAGMENTS if kind == "member" else ("",)
        for address in sorted(set(addresses(masked))):
            for target in targets:
                headers = {"HX-Request": "true", "HX-Target": target} if target else {}
                answer = client.get(address, headers=headers)
                said = answer.getvalue().decode() + json.dumps(dict(answer.headers))
                assert leaks(said, author) == [], f"{address} as {person}"
                asked += 1
    assert asked > 100


def test_exact_times_are_not_told_nor_days_that_give_the_hour_away(
    masked: Claim, writer: User, client_of: Callable[[User], Client]
) -> None:
    client = client_of(writer)
    for address in set(addresses(masked)):
        days = []
        # It is never the same day in both.
        for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):
            User.objects.filter(pk=writer.pk).update(time_zone=zone)
            said = client.get(address).getvalue().decode()
            at = timezone.localtime(masked.created_at, ZoneInfo(zone))
            assert at.strftime("%H:%M") not in said.replace("17:00", ""), address
            days.append(
                re.findall(r'<time datetime="([^"]+)|class="record__day"[^>]*>([^<]+)', said)
            )
        assert days[0] == days[1], address


def test_the_talk_is_there_and_shows_masks(
    masked: Claim, author: User, writer: User, client_of: Callable[[User], Client]
) -> None:
    address = reverse("debates:comment_index", args=[masked.debate_id, masked.pk])
    said = client_of(writer).get(address).content.decode()
    assert "The one on the door" in said
    assert (masked.debate.join(author).mask or "Somebody") in said


def test_thanks_are_a_number_and_nobody_is_recorded_for_them(
    masked: Claim, writer: User, client_of: Callable[[User], Client]
) -> None:
    thanks = Thanks.objects.get()
    said = client_of(writer).get(thanks.claim.get_absolute_url()).content.decode()
    assert "1 person says thanks" in said
    assert Activity.objects.get(kind="thanks_changed").participant is None


def test_two_claims_of_one_person_cannot_be_joined_where_nobody_has_a_mask(
    masked: Claim, writer: User, client_of: Callable[[User], Client]
) -> None:
    if masked.debate.naming != Naming.UNATTRIBUTED:
        pytest.skip("a mask is the same throughout its debate")
    authors = {claim.author_name for claim in Claim.objects.filter(debate=masked.debate_id)}
    assert authors <= {"Somebody", "imported"}
    page = client_of(writer).get(masked.debate.get_absolute_url()).content.decode()
    assert f"participant-{masked.author_id}" not in page


@pytest.mark.usefixtures("masked")
def test_no_mail_names_anybody(author: User, everybody: dict[str, User]) -> None:
    call_command("send_digests", "--at", next_digest().isoformat(), "--send")
    others = [m for m in mail.outbox if SECRET_ADDRESS not in m.to]
    assert {m.to[0] for m in others} >= {person.email for person in everybody.values()}
    for message in others:
        raw = message.message().as_string()
        parts: list[Any] = [message.body, *(a[0] for a in getattr(message, "alternatives", []))]
        assert leaks(raw + "".join(map(str, parts)), author) == []


def test_what_reaches_logs_and_the_record_names_nobody(masked: Claim, author: User) -> None:
    rows = [
        masked,
        masked.author,
        *Debate.objects.all(),
        *Vote.objects.all(),
        *ClaimVersion.objects.all(),
        *Comment.objects.all(),
        *Source.objects.all(),
        *Thanks.objects.all(),
        *Bookmark.objects.all(),
        *Suggestion.objects.all(),
        *PassedOver.objects.all(),
        *Activity.objects.all(),
    ]
    said = " ".join(map(str, rows)) + json.dumps(list(Activity.objects.values_list("data")))
    assert leaks(said, author) == []


def test_whoever_frames_is_named_but_not_joined_to_a_mask(
    team: Team, facilitator: User, writer: User, client_of: Callable[[User], Client]
) -> None:
    debate = make_debate(team, facilitator, naming=Naming.MASKED)
    make_claim(root_of(debate), facilitator, "Also said")
    assert Activity.objects.get(kind="debate_opened").participant is None
    page = client_of(writer).get(debate.get_absolute_url()).content.decode()
    assert page.count(facilitator.name) == 1
