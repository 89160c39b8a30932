"""The mail as it leaves: headers, both parts, size, hostile names."""

import email
import email.policy
import re
from datetime import timedelta
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.utils import timezone

from debates.models import Activity, Claim, Debate, Kind, Naming
from digests.letter import Letter
from digests.mail import context_of, message_of
from digests.words import summary_of
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_member, make_user, root_of

from .helpers import letter_to

pytestmark = pytest.mark.django_db
# "− Con", the text, who and when.
WORDS_OF_AN_ARGUMENT = 11
MESSAGE_ID = "<digest.2026-W47.u1.abcdef01@example.org>"


class Text(HTMLParser):
    """The visible text, links, headings and tags of an HTML part."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "a":
            self.links.append(dict(attrs)["href"] or "")

    def handle_data(self, data: str) -> None:
        if self.tags[-1][0] not in {"style", "title"}:
            self.shown.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.shown).split())


def parsed(letter: Letter, user: User) -> EmailMessage:
    """As a mail program reads it."""
    raw = message_of(letter, user, message_id=MESSAGE_ID).message().as_bytes()
    raw.decode("ascii")
    assert b"\r" not in raw
    assert max(len(line) for line in raw.split(b"\n")) <= 998
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def parts(letter: Letter, user: User) -> tuple[str, str]:
    """Text and HTML."""
    text, html = parsed(letter, user).iter_parts()
    return text.get_content(), html.get_content()


def make_claims(parent: Claim, by: User, text: str, number: int) -> None:
    """Many claims in few queries."""
    author = parent.debate.join(by)
    claims = Claim.objects.bulk_create(
        Claim(debate=parent.debate, parent=parent, stance="pro", text=text, author=author)
        for _ in range(number)
    )
    Activity.objects.bulk_create(
        Activity(debate=parent.debate, kind=Kind.CLAIM_ADDED, claim=claim, participant=author)
        for claim in claims
    )


@pytest.fixture
def busy(team: Team, facilitator: User, writer: User, viewer: User) -> Letter:
    """14 arguments in 3 debates, 2 of them in answer to the viewer, one debate closing."""
    for n, size in enumerate((7, 4, 1)):
        root = root_of(make_debate(team, facilitator, f"Statement {n}"))
        for m in range(size):
            make_claim(root, writer, f"Argument {m} of {n}", "con" if m % 3 else "pro")
    mine = make_claim(root, viewer, "My own view")
    make_claim(mine, writer, "You forget something", "con")
    make_claim(mine, facilitator, "And also this", "con")
    Debate.objects.filter(pk=root.debate_id).update(closes_at=timezone.now() + timedelta(days=2))
    make_debate(team, facilitator, "Nobody has spoken here")
    Activity.objects.filter(claim__parent=None).update(at=timezone.now() - timedelta(days=60))
    return letter_to(viewer, team)


def test_the_subject_says_what_happened_in_numbers(busy: Letter, viewer: User) -> None:
    assert parsed(busy, viewer)["Subject"] == (
        "Horizons: 14 new arguments in 3 debates, 2 answers to you"
    )


def test_numbers_of_one_are_singular(thesis: Claim, team: Team, writer: User, viewer: User) -> None:
    mine = make_claim(thesis, viewer)
    make_claim(mine, writer)
    assert summary_of(letter_to(viewer, team)) == "1 new argument in 1 debate, 1 answer to you"


def test_a_week_in_which_debates_only_began_or_ended(
    team: Team, viewer: User, facilitator: User
) -> None:
    debate = make_debate(team, facilitator)
    assert summary_of(letter_to(viewer, team)) == "1 new debate"
    Activity.objects.update(at=timezone.now() - timedelta(days=60))
    debate.close()
    assert summary_of(letter_to(viewer, team)) == "1 debate closed"


def test_headers(busy: Letter, viewer: User, team: Team) -> None:
    message = parsed(busy, viewer)
    assert message["To"] == viewer.email
    assert message["From"] == settings.DEFAULT_FROM_EMAIL
    assert message.get_all("Message-ID") == [MESSAGE_ID]
    assert message["List-Id"] == f"Horizons <team-{team.pk}.digest.{settings.MAIL_DOMAIN}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = re.fullmatch(r"<(\S+)>", message["List-Unsubscribe"].strip())
    assert url is not None
    assert url[1].startswith(f"{settings.COUNTERPOINT_ORIGIN}/unsubscribe/")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"


def test_text_first_then_html_and_nothing_else(busy: Letter, viewer: User) -> None:
    message = parsed(busy, viewer)
    assert message.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in message.iter_parts()]
    assert kinds == ["text/plain", "text/html"]


def test_both_parts_say_the_same(busy: Letter, viewer: User) -> None:
    text, html = parts(busy, viewer)
    seen = Text(html)
    flat = " ".join(text.split())
    assert set(seen.links) == set(re.findall(r"https?://\S+", text))
    for news in busy.debates:
        assert news.debate.title in flat
        assert news.debate.title in seen.text
        for group in news.answered:
            assert group.text in flat
            assert group.text in seen.text
            for argument in group.arguments:
                assert argument.text in flat
                assert argument.text in seen.text
    for sentence in (
        summary_of(busy),
        "3 new pros, 4 new cons",
        "Under your claim “My own view”",
        "in answer to you",
        "and 2 more",
        "closes on",
        "Nobody has spoken here",
    ):
        assert sentence in flat, sentence
        assert sentence in seen.text, sentence


def test_every_link_leads_to_this_site(busy: Letter, viewer: User) -> None:
    _, html = parts(busy, viewer)
    links = Text(html).links
    assert links
    assert all(link.startswith(f"{settings.COUNTERPOINT_ORIGIN}/") for link in links)
    argument = busy.debates[0].answered[0].arguments[0]
    assert f"{settings.COUNTERPOINT_ORIGIN}{argument.claim.get_absolute_url()}" in links


def test_the_html_is_made_for_mail_programs(busy: Letter, viewer: User) -> None:
    _, html = parts(busy, viewer)
    seen = Text(html)
    tags = [tag for tag, _ in seen.tags]
    assert not {"img", "script", "svg", "form", "link", "iframe", "object"} & set(tags)
    assert "url(" not in html
    assert tags.count("h1") == 1
    assert tags.count("title") == 1
    assert ("html", {"lang": "en-gb", "dir": "ltr"}) in seen.tags
    for tag, attributes in seen.tags:
        if tag == "table":
            assert attributes.get("role") == "presentation"
    assert "prefers-color-scheme: dark" in html
    assert re.search(r'<td class="mail-bar-pro"[^>]*style="[^"]*background', html)


def test_the_bar_of_pros_and_cons_carries_its_numbers(busy: Letter, viewer: User) -> None:
    _, html = parts(busy, viewer)
    cells = re.findall(r'<td class="mail-bar-(pro|con)" width="(\d+)%"[^>]*>([+−]\d+)</td>', html)
    assert ("pro", "43", "+3") in cells
    assert ("con", "57", "−4") in cells


def test_300_new_claims_stay_small(
    team: Team, facilitator: User, writer: User, viewer: User
) -> None:
    long = "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich & zurück. " * 6
    for n in range(20):
        root = root_of(make_debate(team, facilitator, f"{n} {long[:150]}"))
        make_claims(root, writer, long[:490], 15)
    letter = letter_to(viewer, team)
    assert letter.arguments == 300
    text, html = parts(letter, viewer)
    assert len(html.encode()) <= 60_000
    assert f"There is news in {letter.more_debates} more debates." in text


def test_our_own_words_are_few(busy: Letter, viewer: User) -> None:
    _, html = parts(busy, viewer)
    assert len(Text(html).text.split()) <= 250 + 9 * WORDS_OF_AN_ARGUMENT


def test_it_is_the_same_mail_however_often_it_is_written(busy: Letter, viewer: User) -> None:
    first, second = parts(busy, viewer), parts(busy, viewer)
    assert first == second


def test_hostile_words_stay_words(
    team: Team, facilitator: User, writer: User, viewer: User
) -> None:
    Team.objects.update(name="Evil\r\nBcc: everybody@example.org")
    team.refresh_from_db()
    root = root_of(make_debate(team, facilitator, "<script>alert(1)</script> \u202eabc"))
    make_claim(root, writer, "</td></table><img src=x onerror=alert(1)>\n\nsecond line")
    message = parsed(letter_to(viewer, team), viewer)
    assert message["Bcc"] is None
    assert message["Subject"].startswith("Evil Bcc: everybody@example.org: ")
    assert "\n" not in message["Subject"]
    text, html = (part.get_content() for part in message.iter_parts())
    assert not {"script", "img"} & {tag for tag, _ in Text(html).tags}
    assert "\u202e" not in text
    assert "<script>alert(1)</script>" in text


def test_words_from_right_to_left_are_isolated(
    team: Team, facilitator: User, writer: User, viewer: User
) -> None:
    root = root_of(make_debate(team, facilitator, "العمل ليلا"))
    make_claim(root, writer, "نعم")
    text, html = parts(letter_to(viewer, team), viewer)
    assert "\u2068نعم\u2069" in text
    assert "<bdi>نعم</bdi>" in html


def test_names_beyond_ascii_keep_their_address_readable(
    team: Team, facilitator: User, writer: User, viewer: User
) -> None:
    Team.objects.update(name="Zürich “Nächte” (West) " + "längst " * 7)
    team.refresh_from_db()
    make_claim(root_of(make_debate(team, facilitator)), writer)
    raw = message_of(letter_to(viewer, team), viewer, message_id=MESSAGE_ID).message()
    assert str(raw["List-Id"]).endswith(f" <team-{team.pk}.digest.{settings.MAIL_DOMAIN}>")
    subject = parsed(letter_to(viewer, team), viewer)["Subject"].strip()
    assert subject.startswith("Zürich “Nächte” (West) längst")


def test_days_are_those_of_the_reader(team: Team, facilitator: User, writer: User) -> None:
    far = make_member(team, make_user("Kiri", time_zone="Pacific/Kiritimati"))
    near = make_member(team, make_user("Una", time_zone="America/New_York"))
    late = timezone.now().replace(hour=12, minute=30) - timedelta(days=1)
    make_claim(root_of(make_debate(team, facilitator)), writer, at=late)
    tomorrow, today = (late + timedelta(days=1)).strftime("%a %-d"), late.strftime("%a %-d")
    assert f"Will Writer, {tomorrow}" in parts(letter_to(far, team), far)[0]
    assert f"Will Writer, {today}" in parts(letter_to(near, team), near)[0]


@pytest.mark.parametrize("naming", [Naming.MASKED, Naming.UNATTRIBUTED])
def test_nothing_in_the_whole_mail_names_who_is_masked(
    team: Team, facilitator: User, writer: User, viewer: User, naming: str
) -> None:
    root = root_of(make_debate(team, facilitator, "Night shifts", naming=naming))
    mine = make_claim(root, viewer)
    make_claim(mine, writer, "You forget something", "con")
    raw = message_of(letter_to(viewer, team), viewer, message_id=MESSAGE_ID)
    everything = raw.subject + raw.body + str(raw.alternatives[0][0]) + str(raw.extra_headers)
    for trace in (writer.name, "Will", writer.email, facilitator.name, facilitator.email):
        assert trace not in everything
    assert not re.search(r"\d\d:\d\d", str(raw.body))


def test_the_preview_and_the_mail_are_made_of_the_same(busy: Letter, viewer: User) -> None:
    context = context_of(busy, viewer)
    assert context["subject"] == parsed(busy, viewer)["Subject"]
