"""Suggestions that wait for a member stand in their digest."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from debates.models import Activity, Claim, Naming
from digests.letter import Letter
from digests.mail import message_of
from digests.window import Window
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_suggestion, root_of

from .helpers import last_week, letter_to

pytestmark = pytest.mark.django_db


def days_ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)


def waiting(letter: Letter) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in letter.waiting]


def nothing_else_happened() -> None:
    """Everything on record is older than a digest."""
    Activity.objects.update(at=days_ago(30))


def test_they_wait_for_the_author_and_for_nobody_else(
    thesis: Claim, team: Team, writer: User, viewer: User, facilitator: User
) -> None:
    claim = make_claim(thesis, writer, "Tea calms")
    make_suggestion(claim, viewer)
    make_suggestion(claim, viewer, "move", to=thesis, stance="con")
    nothing_else_happened()
    letter = letter_to(writer, team)
    assert waiting(letter) == [("wording", "Tea calms"), ("move", "Tea calms")]
    assert not letter.is_quiet
    for other in (viewer, facilitator):
        assert letter_to(other, team).is_quiet
        assert not letter_to(other, team).waiting


def test_what_was_decided_or_archived_waits_no_more(
    thesis: Claim, team: Team, writer: User, viewer: User
) -> None:
    claim, gone = make_claim(thesis, writer), make_claim(thesis, writer)
    author = thesis.debate.join(writer)
    make_suggestion(claim, viewer).decline(by=author, answer="No")
    make_suggestion(make_claim(gone, writer), viewer)
    gone.archive(by=author)
    nothing_else_happened()
    assert letter_to(writer, team).is_quiet


def test_in_a_closed_debate_nothing_waits(
    thesis: Claim, team: Team, writer: User, viewer: User
) -> None:
    make_suggestion(make_claim(thesis, writer), viewer)
    thesis.debate.close()
    assert not letter_to(writer, team).waiting


@pytest.mark.parametrize(("days", "waits"), [(6.9, False), (7.1, True)])
def test_after_seven_silent_days_they_wait_for_whoever_frames(
    days: float,
    waits: bool,
    thesis: Claim,
    team: Team,
    writer: User,
    viewer: User,
    facilitator: User,
) -> None:
    make_suggestion(make_claim(thesis, writer), viewer, at=days_ago(days))
    nothing_else_happened()
    letter = letter_to(facilitator, team)
    assert bool(letter.waiting) == waits
    assert letter.is_quiet != waits


def test_on_the_thesis_they_wait_for_whoever_frames_at_once_and_also_for_their_own(
    thesis: Claim, team: Team, viewer: User, facilitator: User, owner: User
) -> None:
    make_suggestion(thesis, facilitator)
    nothing_else_happened()
    assert len(letter_to(facilitator, team).waiting) == 1
    assert len(letter_to(owner, team).waiting) == 1
    assert not letter_to(viewer, team).waiting


def test_what_was_told_before_is_repeated_but_is_no_reason_for_a_mail(
    thesis: Claim, team: Team, writer: User, viewer: User, facilitator: User
) -> None:
    claim = make_claim(thesis, writer)
    make_suggestion(claim, viewer, at=days_ago(20))
    nothing_else_happened()
    for person in (writer, facilitator):
        letter = letter_to(person, team)
        assert letter.is_quiet
        assert len(letter.waiting) == 1


def test_five_are_shown_and_the_rest_is_a_number(
    thesis: Claim, team: Team, writer: User, viewer: User
) -> None:
    for _ in range(7):
        make_suggestion(make_claim(thesis, writer), viewer)
    letter = letter_to(writer, team)
    assert (len(letter.waiting), letter.more_waiting) == (5, 2)


def test_the_mail_says_the_same_in_text_and_html_and_names_nobody(
    team: Team, facilitator: User, writer: User, viewer: User
) -> None:
    debate = make_debate(team, facilitator, naming=Naming.MASKED)
    claim = make_claim(root_of(debate), writer, "Tea calms")
    make_suggestion(claim, viewer)
    make_suggestion(claim, viewer, "claim", text="So it does", reason="Vera thinks so")
    nothing_else_happened()
    window = Window(last_week().since, timezone.now())
    message = message_of(letter_to(writer, team, window), writer, message_id="<x@example.org>")
    html = str(message.alternatives[0][0])
    assert message.subject == "Horizons: 2 suggestions for you"
    for said in (str(message.body), html):
        assert "Suggestions waiting for you" in said
        assert "Another wording of" in said
        assert "A new claim under" in said
        assert f"/debates/{debate.pk}/claims/{claim.pk}/suggestions/" in said
        assert "Vera" not in said
