"""What one member should hear, and what not."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from debates.models import Activity, Claim, Debate, DebateKind, Naming, Phase
from digests.compose import MOST_ARGUMENTS, MOST_DEBATES
from digests.letter import Letter
from digests.window import Window
from digests.words import event_of
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_member, make_vote, root_of

from .helpers import last_week, letter_to

pytestmark = pytest.mark.django_db


def texts(letter: Letter) -> list[str]:
    """All arguments in the order in which they are read."""
    return [a.text for news in letter.debates for g in news.answered for a in g.arguments]


def test_nothing_happened_is_quiet(team: Team, writer: User) -> None:
    assert letter_to(writer, team).is_quiet


def test_ones_own_acts_are_no_news(thesis: Claim, team: Team, facilitator: User) -> None:
    make_claim(thesis, facilitator)
    letter = letter_to(facilitator, team)
    assert letter.arguments == 0
    assert letter.is_quiet


def test_a_new_argument_stands_under_what_it_answers(
    thesis: Claim, team: Team, writer: User, viewer: User
) -> None:
    make_claim(thesis, writer, "Coffee keeps you awake", "con")
    (news,) = letter_to(viewer, team).debates
    (group,) = news.answered
    assert group.text == "Tea is better than coffee"
    assert not group.is_mine
    (argument,) = group.arguments
    assert argument.text == "Coffee keeps you awake"
    assert argument.author == "Will Writer"
    assert (news.pros, news.cons, news.more) == (0, 1, 0)


def test_answers_to_me_come_first_then_where_i_took_part_then_what_matters_most(
    thesis: Claim, team: Team, writer: User, viewer: User, facilitator: User, owner: User
) -> None:
    mine = make_claim(thesis, writer, "mine")
    other = make_claim(thesis, viewer, "other")
    make_claim(other, writer, "I answered there")
    elsewhere = make_claim(thesis, owner, "elsewhere")
    Activity.objects.update(at=timezone.now() - timedelta(days=30))
    plain = make_claim(elsewhere, viewer, "plain")
    liked = make_claim(elsewhere, viewer, "liked")
    make_vote(liked, owner, 4)
    make_vote(plain, owner, 0)
    make_claim(other, owner, "where I was")
    make_claim(mine, owner, "to me", "con")
    letter = letter_to(writer, team)
    assert texts(letter) == ["to me", "where I was", "liked", "plain"]
    assert letter.answers == 1
    assert letter.debates[0].answered[0].is_mine


def test_at_most_twelve_are_shown_and_the_rest_is_a_number(
    thesis: Claim, team: Team, writer: User, viewer: User
) -> None:
    for _ in range(MOST_ARGUMENTS + 7):
        make_claim(thesis, writer)
    letter = letter_to(viewer, team)
    assert len(texts(letter)) == MOST_ARGUMENTS
    assert letter.debates[0].more == 7
    assert letter.arguments == MOST_ARGUMENTS + 7


def test_a_lively_debate_does_not_silence_the_others(
    team: Team, thesis: Claim, writer: User, viewer: User, facilitator: User
) -> None:
    for _ in range(30):
        make_claim(thesis, writer)
    quiet = root_of(make_debate(team, facilitator, "Dogs may come to work"))
    make_claim(quiet, writer, "They cheer everybody up")
    assert "They cheer everybody up" in texts(letter_to(viewer, team))


def test_debates_that_concern_me_come_first(
    team: Team, thesis: Claim, writer: User, viewer: User, facilitator: User
) -> None:
    mine = root_of(make_debate(team, facilitator, "Dogs may come to work"))
    answered = make_claim(mine, viewer)
    for _ in range(5):
        make_claim(thesis, writer)
    make_claim(answered, writer)
    assert [n.debate.title for n in letter_to(viewer, team).debates] == [
        "Dogs may come to work",
        "Tea is better than coffee",
    ]


def test_more_debates_than_find_room_are_counted(
    team: Team, writer: User, viewer: User, facilitator: User
) -> None:
    for n in range(MOST_DEBATES + 2):
        make_claim(root_of(make_debate(team, facilitator, f"Statement {n}")), writer)
    letter = letter_to(viewer, team)
    assert len(letter.debates) == MOST_DEBATES
    assert letter.more_debates == 2
    assert letter.arguments == letter.debates_with_arguments == MOST_DEBATES + 2


def test_every_number_equals_a_recount(
    team: Team, writer: User, viewer: User, facilitator: User
) -> None:
    for n in range(3):
        root = root_of(make_debate(team, facilitator, f"Statement {n}"))
        mine = make_claim(root, viewer)
        for m in range(n + 2):
            make_claim(mine if m % 2 else root, writer, "", "con" if m else "pro")
    letter = letter_to(viewer, team)
    others = Claim.objects.exclude(parent=None).exclude(author__user=viewer)
    assert letter.arguments == others.count() == 9
    assert letter.answers == others.filter(parent__author__user=viewer).count()
    for news in letter.debates:
        here = others.filter(debate=news.debate)
        assert news.pros == here.filter(stance="pro").count()
        assert news.cons == here.filter(stance="con").count()


def test_archived_claims_and_what_lies_outside_the_window_are_left_out(
    thesis: Claim, team: Team, writer: User, viewer: User
) -> None:
    gone = make_claim(thesis, writer, "gone")
    Claim.objects.filter(pk=gone.pk).update(archived_at=timezone.now())
    make_claim(thesis, writer, "long ago", at=timezone.now() - timedelta(days=8))
    make_claim(thesis, writer, "fresh")
    assert texts(letter_to(viewer, team)) == ["fresh"]


def test_two_windows_that_touch_tell_everything_once(
    thesis: Claim, team: Team, writer: User, viewer: User
) -> None:
    moments = [timezone.now() - timedelta(hours=h) for h in range(20)]
    for at in moments:
        make_claim(thesis, writer, at=at)
    border = moments[10]
    first = letter_to(viewer, team, Window(border - timedelta(days=7), border))
    second = letter_to(viewer, team, Window(border, timezone.now()))
    assert first.arguments + second.arguments == 20
    assert (first.arguments, second.arguments) == (10, 10)


def test_drafts_are_for_those_who_frame_them(
    team: Team, writer: User, viewer: User, facilitator: User
) -> None:
    draft = make_debate(team, facilitator, "Secret plan")
    make_claim(root_of(draft), writer)
    Debate.objects.filter(pk=draft.pk).update(phase=Phase.DRAFT, opens_at=None)
    assert letter_to(viewer, team).is_quiet


def test_nothing_of_another_team(thesis: Claim, team: Team, writer: User, outsider: User) -> None:
    make_claim(thesis, writer)
    assert letter_to(outsider, team).is_quiet
    make_member(team, outsider)
    other = root_of(make_debate(outsider.memberships.first().team, outsider, "Elsewhere"))
    make_claim(other, outsider)
    letter = letter_to(outsider, team)
    assert [n.debate.title for n in letter.debates] == ["Tea is better than coffee"]


def test_new_closed_and_closing_debates(
    team: Team, viewer: User, facilitator: User, debate: Debate
) -> None:
    debate.close()
    soon = make_debate(team, facilitator, "Closing", closes_at=timezone.now() + timedelta(days=3))
    later = make_debate(team, facilitator, "Later", closes_at=timezone.now() + timedelta(days=30))
    letter = letter_to(viewer, team)
    by_title = {n.debate.title: n for n in letter.debates}
    assert by_title[debate.title].is_closed
    assert by_title["Closing"].is_new
    assert by_title["Later"].is_new
    assert letter.closing == [soon]
    assert later not in letter.closing


def test_of_several_phases_the_last_is_told(
    team: Team, viewer: User, writer: User, debate: Debate
) -> None:
    Activity.objects.update(at=timezone.now() - timedelta(days=60))

    def said() -> str:
        (news,) = letter_to(viewer, team).debates
        return event_of(news)

    debate.close(reason="We meet.")
    assert said() == "This debate has closed. Everything that was said can still be read."
    debate.decide("Tea,\nfor now.")
    assert said() == "Decided: “Tea, for now.”"
    debate.reopen(reason="Nobody came.")
    assert said() == "This debate is open again."


def test_a_draft_is_news_from_the_moment_it_opens(
    team: Team, viewer: User, facilitator: User
) -> None:
    draft = make_debate(team, facilitator, "Secret plan", phase=Phase.DRAFT)
    draft.frame(background="Still thinking")
    assert letter_to(viewer, team).is_quiet
    Activity.objects.update(at=timezone.now() - timedelta(days=60))
    draft.open()
    (news,) = letter_to(viewer, team).debates
    assert news.is_new


def test_a_closing_date_is_news_once(team: Team, viewer: User, debate: Debate) -> None:
    Activity.objects.update(at=timezone.now() - timedelta(days=60))
    now = timezone.now()
    Debate.objects.update(closes_at=now + timedelta(days=4))
    assert not letter_to(viewer, team, Window(now - timedelta(days=7), now)).is_quiet
    assert letter_to(viewer, team, Window(now - timedelta(days=1), now)).is_quiet


def test_what_i_opened_is_not_new_to_me(team: Team, facilitator: User, debate: Debate) -> None:
    assert letter_to(facilitator, team).is_quiet


def test_debates_in_which_i_have_not_spoken_are_offered_but_are_no_news(
    team: Team, thesis: Claim, writer: User, viewer: User, facilitator: User
) -> None:
    silent = make_debate(team, facilitator, "Dogs may come to work")
    Activity.objects.update(at=timezone.now() - timedelta(days=60))
    assert letter_to(viewer, team).is_quiet
    make_claim(thesis, writer)
    letter = letter_to(viewer, team)
    assert letter.unspoken == [silent]
    make_claim(root_of(silent), viewer)
    assert letter_to(viewer, team).unspoken == []


def test_a_question_counts_theses(
    team: Team, viewer: User, writer: User, facilitator: User
) -> None:
    question = make_debate(team, facilitator, "When do we meet?", kind=DebateKind.QUESTION)
    thesis = make_claim(root_of(question), writer, "On Mondays", None)
    make_claim(thesis, writer, "Fresh heads", "pro")
    (news,) = letter_to(viewer, team).debates
    assert (news.theses, news.pros, news.arguments) == (1, 1, 2)


@pytest.mark.parametrize("naming", [Naming.MASKED, Naming.UNATTRIBUTED])
def test_masks_are_not_lifted(
    team: Team, writer: User, viewer: User, facilitator: User, naming: str
) -> None:
    root = root_of(make_debate(team, facilitator, "Night shifts", naming=naming))
    make_claim(root, writer)
    (news,) = letter_to(viewer, team).debates
    author = news.answered[0].arguments[0].author
    mask = root.debate.join(writer).mask
    assert author == (mask if naming == Naming.MASKED else "Somebody")
    assert "Will" not in author


def test_without_masks_the_order_does_not_tell_that_two_claims_are_by_one_person(
    team: Team, writer: User, viewer: User, owner: User, facilitator: User
) -> None:
    def second_text(naming: str) -> str:
        root = root_of(make_debate(team, facilitator, f"Shifts, {naming}", naming=naming))
        answered = make_claim(root, owner, "by the owner")
        make_claim(answered, viewer, "my answer to the owner")
        unrelated = make_claim(root, owner, "also by the owner")
        by_writer = make_claim(root, writer, "by the writer")
        Activity.objects.update(at=timezone.now() - timedelta(days=30))
        make_claim(unrelated, facilitator, "under the owner")
        make_claim(by_writer, facilitator, "under the writer")
        first, *_ = texts(letter_to(viewer, team))
        return first

    # With masks one sees that both are by one person, so what goes on there may come first.
    assert second_text(Naming.MASKED) == "under the owner"
    # Without, the newer one comes first, whoever wrote above it.
    assert second_text(Naming.UNATTRIBUTED) == "under the writer"


def test_five_queries_however_many_debates(
    team: Team,
    writer: User,
    viewer: User,
    facilitator: User,
    django_assert_num_queries: Any,
) -> None:
    def fill(debates: int, claims: int) -> None:
        for n in range(debates):
            root = root_of(make_debate(team, facilitator, f"Statement {n}"))
            for _ in range(claims):
                make_claim(root, writer)

    fill(1, 1)
    window = last_week()
    with django_assert_num_queries(5):
        letter_to(viewer, team, window)
    fill(12, 3)
    window = last_week()
    with django_assert_num_queries(5):
        texts(letter_to(viewer, team, window))


def test_neither_do_debates_in_which_i_took_part(
    team: Team, thesis: Claim, writer: User, viewer: User, facilitator: User
) -> None:
    make_claim(thesis, viewer)
    for _ in range(20):
        make_claim(thesis, writer)
    other = root_of(make_debate(team, facilitator, "Dogs may come to work"))
    make_claim(other, writer, "They cheer everybody up")
    assert "They cheer everybody up" in texts(letter_to(viewer, team))
