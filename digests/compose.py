"""What one member should hear, in what order, and how much of it. Reads only."""

from collections.abc import Iterable
from typing import cast

from debates.models import Activity, Claim, Debate, Kind, Suggestion
from teams.models import Team, User

from . import news
from .letter import Answered, Argument, DebateNews, Letter, Waiting
from .window import Window
from .words import shorten, text_of

# Arguments in one mail; the rest is told as a number.
MOST_ARGUMENTS = 12
MOST_DEBATES = 8
MOST_UNSPOKEN = 3
MOST_CLOSING = 5
MOST_WAITING = 5


def compose(team: Team, user: User, window: Window) -> Letter:
    """The digest of one member of a team; `is_quiet` when there is nothing worth a mail."""
    debates = news.debates_of(team, user, window)
    all_news = _with_numbers(debates, user, window)
    told = sorted(
        (n for n in all_news.values() if n.arguments or n.has_events), key=_most_relevant_first
    )
    shown = told[:MOST_DEBATES]
    _add_arguments(shown, user, window)
    closing = sorted(
        (d for d in debates if news.closes_within_days(d, window.until)),
        key=lambda d: (d.closes_at, d.pk),
    )
    in_blocks = {n.debate.pk for n in told}
    unspoken = [d for d in debates if news.invites(d, window.until) and d.pk not in in_blocks]
    newly_closing = [d for d in closing if not news.closes_within_days(d, window.since)]
    suggestions = news.suggestions_for(debates, user, window.until)
    return Letter(
        team=team,
        since=window.since,
        until=window.until,
        debates=shown,
        more_debates=len(told) - len(shown),
        arguments=sum(n.arguments for n in told),
        debates_with_arguments=sum(1 for n in told if n.arguments),
        answers=sum(n.answers for n in told),
        closing=closing[:MOST_CLOSING],
        waiting=[_waiting(suggestion) for suggestion in suggestions[:MOST_WAITING]],
        more_waiting=len(suggestions[MOST_WAITING:]),
        unspoken=unspoken[:MOST_UNSPOKEN],
        more_unspoken=len(unspoken) - len(unspoken[:MOST_UNSPOKEN]),
        # What has waited before is no reason for a mail.
        is_quiet=not told
        and not newly_closing
        and not any(s.waits_since > window.since for s in suggestions),
    )


def _with_numbers(debates: list[Debate], user: User, window: Window) -> dict[int, DebateNews]:
    numbers = news.numbers_of(debates, user, window)
    all_news = {d.pk: DebateNews(d, *numbers.get(d.pk, news.Numbers())) for d in debates}
    for debate_id, kind in news.events_of(debates, window):
        item = all_news[debate_id]
        if kind in (Kind.DEBATE_OPENED, Kind.DEBATE_IMPORTED):
            item.is_new = item.debate.opened_by_id != user.pk
        else:
            item.is_closed = kind == Kind.DEBATE_CLOSED
            item.is_reopened = kind == Kind.DEBATE_REOPENED
            item.has_new_phase = kind == Kind.PHASE_CHANGED
    return all_news


def _waiting(suggestion: Suggestion) -> Waiting:
    claim = suggestion.claim
    return Waiting(claim, shorten(text_of(claim)), suggestion.kind)


def _most_relevant_first(item: DebateNews) -> tuple[int, bool, int, int]:
    took_part = bool(item.debate.my_claims)  # type: ignore[attr-defined]
    return (-item.answers, not took_part, -item.arguments, item.debate.pk)


def _add_arguments(shown: list[DebateNews], user: User, window: Window) -> None:
    by_debate = {n.debate.pk: n for n in shown}
    found = news.arguments_of([n.debate for n in shown], user, window, most=MOST_ARGUMENTS)
    for item in by_debate.values():
        mine = [a for a in found if a.debate_id == item.debate.pk]
        item.answered = list(_by_answered_claim(item.debate, mine))


def _by_answered_claim(debate: Debate, activities: list[Activity]) -> Iterable[Answered]:
    """Arguments together under what they answer, in the order in which they were found."""
    groups: dict[int, Answered] = {}
    for activity in activities:
        claim = cast("Claim", activity.claim)
        parent = cast("Claim", claim.parent)
        for shown in (claim, claim.content, parent):
            shown.debate = debate
        answers_me = activity.nearness == news.ANSWERS_ME  # type: ignore[attr-defined]
        group = groups.setdefault(
            parent.pk, Answered(parent, shorten(text_of(parent)), answers_me, [])
        )
        group.arguments.append(
            Argument(claim, text_of(claim), claim.author_name, activity.at, answers_me)
        )
    return groups.values()
