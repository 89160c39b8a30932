"""The lists of a debate's health: what each measures in a sentence, and its lines."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.core.paginator import Page
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from debates.health import measures
from debates.health.paging import steady_page
from debates.models import Claim, Debate, Participant

PER_PAGE = 25
# Lines of each list on the page of all.
FIRST = 3

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Measure:
    """One list: its name in addresses, what it is called, what is measured, and how."""

    name: str
    title: Promise
    measured: Promise
    nothing: Promise
    find: Callable[[Participant], measures.Rows]
    say: Callable[[Row], str]
    """What was counted, in words."""
    needs_votes: bool = False
    needs_people: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A claim on a list."""

    claim: Claim
    fact: str
    since: datetime | None
    """Since when, where that is what was measured."""


@dataclass(slots=True)
class Listed:
    """A page of one list, as a reader sees it."""

    measure: Measure
    page: "Page[Any]"
    lines: list[Line] = field(default_factory=list)

    @property
    def number(self) -> int:
        """How many there are in all."""
        return self.page.paginator.count

    @property
    def more(self) -> int:
        """How many of them stand on other pages."""
        return self.number - len(self.page.object_list)


def _votes_said(row: Row) -> str:
    said = ngettext(
        "%(n)d person voted, %(mean)s on average",
        "%(n)d people voted, %(mean)s on average",
        row["voters"],
    )
    return said % {"n": row["voters"], "mean": number_format(row["impact"], 1)}


def _sides_said(row: Row) -> str:
    pros, cons = row["pros"], row["cons"]
    if pros:
        return ngettext("%(n)d pro, no con", "%(n)d pros, no con", pros) % {"n": pros}
    return ngettext("%(n)d con, no pro", "%(n)d cons, no pro", cons) % {"n": cons}


def _claims_said(row: Row) -> str:
    return ngettext("%(n)d claim", "%(n)d claims", row["claims"]) % {"n": row["claims"]}


def _time_said(_row: Row) -> str:
    return ""  # the template says since when, in the reader's zone


MEASURES: dict[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure(
            "unanswered",
            _("Voted on and unanswered"),
            _("Claims that several people voted on and nobody has answered, most votes first."),
            _("Whatever several people voted on has an answer."),
            measures.voted_unanswered,
            _votes_said,
            needs_votes=True,
        ),
        Measure(
            "unsourced",
            _("Weighty and without a source"),
            _(
                "Claims with a mean impact of 3 or more, by several votes, that have neither a"
                " source nor a link in their words; the weightiest first."
            ),
            _("Whatever weighs much says what it is founded on."),
            measures.unsourced,
            _votes_said,
            needs_votes=True,
        ),
        Measure(
            "one-sided",
            _("One side only"),
            _("Claims with at least three answers, all of them pros or all of them cons."),
            _("Wherever there are three answers, both sides have spoken."),
            measures.one_sided,
            _sides_said,
        ),
        Measure(
            "single-voice",
            _("One voice only"),
            _(
                "Branches of at least three claims that one person wrote alone; the largest first."
                " Who that is does not matter here: others have left them alone with it."
            ),
            _("No branch is one person’s alone."),
            measures.single_voiced,
            _claims_said,
            needs_people=True,
        ),
        Measure(
            "open-cons",
            _("Cons nobody has answered"),
            _("Cons that have stood for a week or longer without an answer, the oldest first."),
            _("No con has waited for a week."),
            partial(measures.waiting, stance="con"),
            _time_said,
        ),
        Measure(
            "open-pros",
            _("Pros nobody has answered"),
            _("Pros that have stood for a week or longer without an answer, the oldest first."),
            _("No pro has waited for a week."),
            partial(measures.waiting, stance="pro"),
            _time_said,
        ),
    )
}


def measures_of(debate: Debate) -> list[Measure]:
    """The lists a debate can have: who wrote what cannot be told where nobody has a name."""
    return [it for it in MEASURES.values() if debate.shows_people or not it.needs_people]


def list_all(reader: Participant) -> list[Listed]:
    """The first lines of every list, each in two queries, and all their claims in two."""
    listed = [
        Listed(measure, steady_page(measure.find(reader), FIRST, ""))
        for measure in measures_of(reader.debate)
    ]
    return _with_claims(listed, reader.debate)


def list_one(measure: Measure, reader: Participant, number: str) -> Listed:
    """One page of one list."""
    page = steady_page(measure.find(reader), PER_PAGE, number)
    return _with_claims([Listed(measure, page)], reader.debate)[0]


def _with_claims(listed: list[Listed], debate: Debate) -> list[Listed]:
    rows = [list(it.page.object_list) for it in listed]
    keys = {row["claim"] for found in rows for row in found}
    claims = Claim.objects.with_ways(keys, debate)
    for it, found in zip(listed, rows, strict=True):
        it.lines = [Line(claims[row["claim"]], it.measure.say(row), row.get("at")) for row in found]
    return listed
