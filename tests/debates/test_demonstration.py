"""What a newcomer sees first: lively, readable, and whole."""

import statistics
import zoneinfo
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Avg, Count, F
from django.test import Client
from django.utils.html import escape

from debates.demonstration.load import FOLDER, SCRIPTS, load_demonstration
from debates.demonstration.script import ScriptError, read_script
from debates.models import (
    Activity,
    Claim,
    ClaimVersion,
    Comment,
    Debate,
    Flag,
    Kind,
    Naming,
    Phase,
    Source,
    Suggestion,
    Thanks,
    Vote,
)
from debates.models.visible_text import visible_length
from teams.demonstration import BY_KEY, PEOPLE
from teams.models import Membership, Team, User

NOW = datetime(2026, 11, 20, 15, 40, tzinfo=UTC)
MAIN, MASKED, DECIDED, FRESH = "24_7", "politeness", "weekly_sharing", "wednesdays"


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: object) -> Iterator[Team]:
    """The demonstration, loaded once for this module and rolled back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        team = load_demonstration(NOW)
        assert team is not None
        yield team
        transaction.set_rollback(True)


def debate_of(name: str) -> Debate:
    return Debate.objects.get(title=read_script(FOLDER / f"{name}.txt").head["title"])


def new_for(key: str, name: str) -> "Counter[str]":
    """Claims somebody has not read: "all", and "answers" to their own."""
    me = debate_of(name).participants.get(user__email=BY_KEY[key].email)
    acts = Activity.objects.unread_in(me).filter(kind=Kind.CLAIM_ADDED)
    return Counter(all=acts.count(), answers=acts.filter(claim__parent__author=me).count())


class TestContent:
    """The files themselves; no database."""

    def test_main_debate_is_long_and_deep(self) -> None:
        lines = list(read_script(FOLDER / f"{MAIN}.txt").walk())
        assert len(lines) >= 120
        assert max(level for _line, level in lines) >= 6

    def test_pros_and_cons_are_balanced_in_the_whole_and_uneven_in_branches(self) -> None:
        script = read_script(FOLDER / f"{MAIN}.txt")
        stances = Counter(line.stance for line, _level in script.walk())
        assert 0.4 < stances["pro"] / stances.total() < 0.6
        sizes = [sum(1 for _ in line.walk()) for line in script.lines]
        assert min(sizes) < 6 and max(sizes) > 20

    def test_no_text_is_said_twice_or_too_long(self) -> None:
        texts = [
            line.text
            for name in SCRIPTS
            for line, _level in read_script(FOLDER / f"{name}.txt").walk()
            if line.text
        ]
        assert [text for text, times in Counter(texts).items() if times > 1] == []
        assert [text for text in texts if not 40 <= visible_length(text) <= 320] == []

    def test_nobody_answers_before_the_claim_they_answer(self) -> None:
        def days(ago: str) -> float:
            return int(ago[:-1]) / 24 if ago.endswith("h") else int(ago)

        for name in SCRIPTS:
            for line, _level in read_script(FOLDER / f"{name}.txt").walk():
                assert all(days(below.ago) <= days(line.ago) for below in line.below), line.text

    def test_every_author_is_one_of_the_team(self) -> None:
        for name in SCRIPTS:
            authors = {line.by for line, _level in read_script(FOLDER / f"{name}.txt").walk()}
            assert authors <= BY_KEY.keys()

    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            ("+ zoe | no day", "cannot be read"),
            ("+ zoe 3 mighty | unknown weight", "cannot be read"),
            ("    + zoe 3 | two levels at once", "indented too far"),
            (" + zoe 3 | half a level", "indented too far"),
        ],
    )
    def test_a_line_that_cannot_be_read_is_named(
        self, tmp_path: Path, row: str, reason: str
    ) -> None:
        file = tmp_path / "bad.txt"
        file.write_text(f"title: T\nnaming: named\n\nWhy.\n\n===\n\n+ zoe 4 | fine\n{row}\n")
        with pytest.raises(ScriptError, match=rf"^bad\.txt:9: {reason}"):
            read_script(file)


class TestTeam:
    def test_fourteen_invented_people_nobody_can_sign_in_as(self, loaded: Team) -> None:
        users = User.objects.filter(memberships__team=loaded)
        assert users.count() == len(PEOPLE) == 14
        assert all(user.is_demonstration and not user.has_usable_password() for user in users)
        assert all(user.email.endswith(".example") for user in users)

    def test_one_facilitator_one_admin(self, loaded: Team) -> None:
        roles = Counter(Membership.objects.filter(team=loaded).values_list("role", flat=True))
        assert roles == {"member": 12, "facilitator": 1, "admin": 1}

    def test_second_load_changes_nothing(self, loaded: Team) -> None:
        before = (
            Team.objects.count(),
            User.objects.count(),
            Claim.objects.count(),
            Activity.objects.count(),
        )
        call_command("load_demonstration", verbosity=0)
        after = (
            Team.objects.count(),
            User.objects.count(),
            Claim.objects.count(),
            Activity.objects.count(),
        )
        assert after == before


class TestRows:
    def test_every_constraint_holds(self, loaded: Team) -> None:
        connection.check_constraints()

    def test_four_debates_of_four_kinds(self, loaded: Team) -> None:
        assert Debate.objects.filter(team=loaded).count() == 4
        assert debate_of(MAIN).is_open(NOW)
        assert timedelta(days=11) < debate_of(MAIN).closes_at - NOW < timedelta(days=13)
        assert debate_of(MASKED).naming == Naming.MASKED
        assert debate_of(DECIDED).phase == Phase.DECIDED
        assert debate_of(DECIDED).phase_since < NOW
        assert Claim.objects.filter(debate=debate_of(DECIDED), is_thesis=True).count() == 4
        assert debate_of(FRESH).claims_count == 4
        assert (
            Claim.objects.filter(debate=debate_of(FRESH), stance="con", children=None).count() == 1
        )

    def test_links_show_a_claim_elsewhere_in_the_same_debate_without_a_loop(
        self, loaded: Team
    ) -> None:
        links = Claim.objects.exclude(links_to=None).select_related("links_to", "debate", "parent")
        assert 6 <= len(links) <= 8
        for link in links:
            above = Claim.objects.ancestors_of(link)
            assert link.links_to not in above
            assert link.links_to.debate_id == link.debate_id
            assert link.created_at > link.links_to.created_at
            assert not link.children.exists()

    def test_counts_kept_with_the_rows_are_right(self, loaded: Team) -> None:
        for debate in Debate.objects.filter(team=loaded):
            assert debate.claims_count == debate.claims.count()
            assert debate.version == debate.activities.count()
            for person in debate.participants.annotate(n=Count("claims")):
                shown = person.claims.exclude(links_to=None).count()
                assert person.claims_count == person.n - shown

    def test_every_claim_and_vote_was_told(self, loaded: Team) -> None:
        told = Activity.objects.filter(debate__team=loaded)
        assert (
            told.filter(kind=Kind.CLAIM_ADDED).count() == Claim.objects.exclude(author=None).count()
        )
        assert told.filter(kind=Kind.VOTE_CAST).count() == Vote.objects.count()
        assert told.filter(kind=Kind.CLAIM_EDITED).count() == ClaimVersion.objects.count() >= 2
        assert told.filter(kind=Kind.CLAIM_ADDED).exclude(at=F("claim__created_at")).count() == 0

    def test_reworded_claims_keep_their_earlier_text(self, loaded: Team) -> None:
        for version in ClaimVersion.objects.select_related("claim"):
            assert version.claim.version == 2
            assert version.text != version.claim.text
            assert version.replaced_at == version.claim.edited_at > version.claim.created_at

    def test_sources_are_the_teams_own(self, loaded: Team) -> None:
        sources = Source.objects.all()
        assert sources.count() >= 6
        assert all(source.url.startswith("https://horizons.example.org/") for source in sources)
        assert all(source.kind and source.title and source.quotation for source in sources)
        assert all(source.added_by_id == source.claim.author_id for source in sources)


class TestLife:
    def test_activity_spreads_over_three_weeks_and_ends_a_few_hours_ago(self, loaded: Team) -> None:
        moments = list(Activity.objects.filter(debate=debate_of(MAIN)).values_list("at", flat=True))
        assert len({moment.date() for moment in moments}) >= 18
        assert timedelta(hours=1) < NOW - max(moments) < timedelta(hours=8)

    def test_people_write_at_their_own_hours_and_seldom_on_sundays(self, loaded: Team) -> None:
        written = Claim.objects.filter(debate=debate_of(MAIN)).exclude(author=None)
        local = [
            claim.created_at.astimezone(zoneinfo.ZoneInfo(claim.author.user.time_zone))
            for claim in written.select_related("author__user")
        ]
        assert sum(moment.isoweekday() == 7 for moment in local) < len(local) / 14
        asleep = [claim for claim in local if 2 <= claim.hour < 5]
        assert len(asleep) <= len(local) / 50

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        "now",
        [
            datetime(2026, 3, 31, 4, 5, tzinfo=UTC),  # two days after the clocks went forward
            datetime(2026, 10, 25, 23, 50, tzinfo=UTC),  # a Sunday, the clocks went back
            datetime(2027, 1, 5, 6, 0, tzinfo=UTC),
        ],
    )
    def test_is_fresh_and_in_order_whenever_it_is_loaded(
        self,
        django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
        now: datetime,
    ) -> None:
        # The module's own demonstration may be there: this one is loaded into an empty place.
        Team.objects.all().delete()
        User.objects.all().delete()
        # A newcomer waits for this: rows come in bulk, not one by one.
        with django_assert_max_num_queries(450):
            load_demonstration(now)
        replies = Claim.objects.exclude(parent=None)
        assert not replies.filter(created_at__lte=F("parent__created_at")).exists()
        assert not Vote.objects.filter(at__lte=F("claim__created_at")).exists()
        for debate in Debate.objects.all():
            assert debate.activities.latest("at").at <= now
            late = debate.activities.exclude(kind=Kind.PHASE_CHANGED).filter(
                at__gt=debate.closes_at
            )
            assert not late.exists()

    def test_votes_differ_and_so_do_their_spreads(self, loaded: Team) -> None:
        by_claim: dict[int, list[int]] = {}
        for claim, value in Vote.objects.filter(claim__debate=debate_of(MAIN)).values_list(
            "claim", "value"
        ):
            by_claim.setdefault(claim, []).append(value)
        spreads = [statistics.pstdev(values) for values in by_claim.values() if len(values) >= 5]
        assert len(spreads) > 100
        assert min(spreads) < 0.5 and max(spreads) > 1.4
        assert {value for values in by_claim.values() for value in values} == {0, 1, 2, 3, 4}

    def test_most_take_a_position_and_they_are_divided(self, loaded: Team) -> None:
        thesis = Claim.objects.get(debate=debate_of(MAIN), parent=None)
        values = list(thesis.votes.values_list("value", flat=True))
        assert len(values) >= 11
        assert sum(value > 2 for value in values) >= 4 and sum(value < 2 for value in values) >= 4

    def test_what_was_decided_had_the_most_behind_it(self, loaded: Team) -> None:
        theses = Claim.objects.filter(debate=debate_of(DECIDED), is_thesis=True)
        ranked = theses.annotate(mean=Avg("votes__value")).order_by("-mean")
        assert ranked[0].text.startswith("One page")
        assert ranked[0].mean - ranked[1].mean > 0.4
        assert ranked[3].mean < 1.6

    def test_votes_remember_the_wording_they_answered(self, loaded: Team) -> None:
        reworded = Claim.objects.filter(debate=debate_of(MAIN), version=2)
        assert reworded.count() >= 2
        for vote in Vote.objects.filter(claim__in=reworded).select_related("claim"):
            assert vote.claim_version == (2 if vote.at >= vote.claim.edited_at else 1)

    def test_everybody_finds_something_new(self, loaded: Team) -> None:
        for person in PEOPLE:
            assert Activity.objects.unread_by(User.objects.get(email=person.email)), person.key

    def test_what_the_door_says_of_people_is_true(self, loaded: Team) -> None:
        assert new_for("tomasz", MAIN)["answers"] == 3
        assert new_for("siobhan", MAIN)["answers"] == 2
        wren = debate_of(MAIN).participants.get(user__email=BY_KEY["wren"].email)
        assert wren.claims_count == 0
        assert debate_of(FRESH).opened_by.email == BY_KEY["nadia"].email
        new = {key: new_for(key, MAIN)["all"] for key in BY_KEY}
        assert max(new, key=lambda key: new[key]) == "idris"


class TestPages:
    @pytest.fixture
    def wren(self, loaded: Team, client_of: Callable[[User], Client]) -> Iterator[Client]:
        with transaction.atomic():
            yield client_of(User.objects.get(email=BY_KEY["wren"].email))
            transaction.set_rollback(True)

    @pytest.mark.parametrize("name", SCRIPTS)
    def test_every_debate_opens(self, wren: Client, name: str) -> None:
        answer = wren.get(debate_of(name).get_absolute_url())
        assert answer.status_code == 200
        assert debate_of(name).title in answer.content.decode()

    def test_no_name_shows_behind_the_masks(self, wren: Client) -> None:
        page = wren.get(debate_of(MASKED).get_absolute_url()).content.decode()
        framing = {BY_KEY["zoe"].name, BY_KEY["wren"].name}
        assert [p.name for p in PEOPLE if p.name in page and p.name not in framing] == []

    def test_claims_with_links_sources_and_history_open(self, wren: Client) -> None:
        links = Claim.objects.exclude(links_to=None).select_related("parent", "links_to")
        for link in links:
            page = wren.get(link.parent.get_absolute_url()).content.decode()
            assert escape(link.links_to.text[:40]) in page
        source = Source.objects.select_related("claim").first()
        assert source.title in wren.get(source.claim.get_absolute_url()).content.decode()
        reworded = Claim.objects.filter(version=2).first()
        assert wren.get(reworded.get_absolute_url()).status_code == 200


class TestAroundTheClaims:
    def test_it_shows_what_people_say_around_claims(self, loaded: Team) -> None:
        main = debate_of(MAIN)
        assert Comment.objects.filter(claim__debate=main, parent__isnull=False).count() >= 6
        assert Comment.objects.filter(claim__debate=debate_of(MASKED)).count() >= 3
        assert Flag.objects.filter(claim__debate=main).waiting().count() >= 2
        assert Flag.objects.filter(claim__debate=main).exclude(answer="").exists()
        assert Suggestion.objects.filter(debate=main, state="open").count() >= 2
        assert Claim.objects.filter(debate=main, details__isnull=False).exists()
        assert Thanks.objects.filter(claim__debate=main).count() >= 20

    def test_as_the_verbs_would_have_allowed_it(self, loaded: Team) -> None:
        for model, who in ((Flag, "participant"), (Thanks, "participant"), (Suggestion, "author")):
            assert not model.objects.filter(**{who: F("claim__author")}).exists(), model
        assert not Comment.objects.filter(created_at__lt=F("claim__created_at")).exists()
        assert not Comment.objects.filter(created_at__lt=F("parent__created_at")).exists()
        assert not Comment.objects.filter(parent__parent__isnull=False).exists()
        assert not Flag.objects.filter(answered_at__lt=F("at")).exists()
        longest = max(len(comment.text) for comment in Comment.objects.all())
        assert longest < 300

    def test_each_is_told_once_and_none_lies_ahead(self, loaded: Team) -> None:
        told = Counter(Activity.objects.values_list("kind", flat=True))
        assert told[Kind.COMMENT_ADDED] == Comment.objects.count()
        assert told[Kind.FLAG_RAISED] == Flag.objects.count()
        assert told[Kind.FLAG_ANSWERED] == Flag.objects.exclude(answer="").count()
        assert told[Kind.SUGGESTION_MADE] == Suggestion.objects.count()
        assert told[Kind.THANKS_CHANGED] == Thanks.objects.count()
        assert not Activity.objects.filter(at__gt=NOW).exists()
        about = Activity.objects.filter(kind=Kind.COMMENT_ADDED)
        assert not about.filter(comment=None).exists()
        assert not about.exclude(participant=F("comment__author")).exists()
