"""The outline as a page: what was asked for, and everything the template says about it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from debates.models import Debate
from debates.models.visible_text import visible_text
from debates.overview import outline
from debates.overview.printed import Printed
from debates.overview.references import Reference, References
from debates.overview.svg import Links
from debates.overview.tree import Row

ID = 987_654_321  # stands for a claim's id where addresses are cut in two
MOST = 20_000  # claims on one page: docs/decisions/0007-outline.md
ALONE = 20  # a branch of more claims than this has a link to a page of its own
ALL = "all"
CHOICES = 5  # levels one can choose from, beside all of them


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the address of an outline."""

    branch: int | None = None
    levels: int | None = None
    printing: bool = False

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """Read an address; what makes no sense is as if it had not been asked."""
        levels = query.get("levels", "")
        unfolded = outline.DEEPEST if levels == ALL else _number(levels)
        printing = query.get("print") == "1"
        return cls(
            _number(query.get("branch", "")),
            outline.DEEPEST if printing else unfolded,
            printing,
        )


@dataclass(frozen=True)
class OutlinePage:
    """A debate, or one branch of it, in words."""

    debate: Debate
    printed: Printed
    asked: Asked

    @cached_property
    def start(self) -> int:
        """The place everything shown stands below: the thesis, unless a branch was asked for."""
        return (self.asked.branch and self.printed.place_of(self.asked.branch)) or 0

    @property
    def is_whole(self) -> bool:
        """Whether that is the thesis, or the question."""
        return self.start == 0

    @property
    def head(self) -> Row:
        """The claim at the top."""
        return self.printed.tree.rows[self.start]

    @property
    def head_text(self) -> str:
        """Its words."""
        return visible_text(self.head.text)

    @property
    def head_stance(self) -> str:
        """Pro or con, or thesis for what takes no side."""
        return outline.SIGNS[self.printed.tree.stances[self.start]]

    @property
    def head_word(self) -> str:
        """What it is."""
        if self.is_whole and self.debate.has_theses:
            return _("Question")
        return outline.words()[self.printed.tree.stances[self.start]]

    @property
    def head_number(self) -> str:
        """Its number, as in an export."""
        return outline.number_of(self.printed.tree, self.start)

    @property
    def head_marks(self) -> list[int]:
        """The numbers of its sources."""
        return self._references.marks[self.head.shows]

    @property
    def claims(self) -> int:
        """How many claims are below it."""
        return self.printed.tree.sizes[self.start] - 1

    @property
    def lists(self) -> SafeString:
        """Everything below it."""
        manner = outline.Manner(MOST, self.asked.levels, ALONE, self._references.marks)
        lists = outline.write(self.printed, self._links, self.start, manner)
        return mark_safe(lists)  # noqa: S308 (our own markup; texts in it are escaped)

    @property
    def references(self) -> list[Reference]:
        """What stands at the end."""
        return self._references.listed

    @property
    def levels(self) -> int:
        """How many levels are unfolded."""
        if self.asked.levels is None:
            return outline.levels_unfolded(self.printed.tree, self.start)
        return self.asked.levels

    @property
    def choices(self) -> list[dict[str, object]]:
        """How far one can unfold it."""
        deepest = self.printed.tree.levels(self.start)
        if deepest < 2:
            return []
        labels = {1: _("Fold all")}
        for levels in range(2, min(deepest, CHOICES + 1)):
            labels[levels] = ngettext("%(n)s level", "%(n)s levels", levels) % {"n": levels}
        current = self.levels if self.levels in labels else ALL
        return [
            {"label": label, "address": self._address(levels=value), "current": value == current}
            for value, label in [*labels.items(), (ALL, _("Unfold all"))]
        ]

    @property
    def print_address(self) -> str:
        """The same with everything unfolded, for paper."""
        return self._address(print=1)

    @cached_property
    def _references(self) -> References:
        tree = self.printed.tree
        last = tree.depths[self.start] + outline.levels_shown(tree, self.start, MOST)
        places = range(self.start, self.start + tree.sizes[self.start])
        shown = [tree.rows[place] for place in places if tree.depths[place] <= last]
        return References.of(self.debate, shown)

    @cached_property
    def _links(self) -> Links:
        before, _id, after = reverse("debates:claim_show", args=[self.debate.pk, ID]).partition(
            str(ID)
        )
        return Links((before, after), ("?branch=", ""), "#outline")

    def _address(self, **asked: object) -> str:
        branch = {} if self.is_whole else {"branch": self.asked.branch}
        return f"?{urlencode({**branch, **asked})}"


def _number(text: str) -> int | None:
    known = text.isascii() and text.isdigit() and len(text) < 19
    return int(text) or None if known else None
