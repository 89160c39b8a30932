"""(c) django-treebeard's ltree tree (experimental in version 7): a path of labels, no `parent`."""

import string
from typing import Any, ClassVar

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from treebeard.exceptions import InvalidMoveToDescendant  # type: ignore[import-not-found]
from treebeard.ltree import LT_Node  # type: ignore[import-not-found]

from .adjacency import Adjacency, Loop, Opened
from .rows import Columns, Row

_LETTERS = string.ascii_uppercase


class TreebeardClaim(LT_Node, Columns):
    """The library brings a unique index on the path; branches need a GiST index as well."""

    class Meta(Columns.Meta):
        # Inherited from LT_Node: spelt out, because this Meta replaces its.
        constraints: ClassVar = LT_Node._meta.constraints
        indexes: ClassVar = [
            models.Index(fields=["debate"], name="treebeard_debate"),
            GistIndex(fields=["path"], name="treebeard_path"),
        ]


class Treebeard(Adjacency):
    """Everything by path. The library keeps the order of siblings in the labels."""

    name = "(c) treebeard LT_Node"
    model: Any = TreebeardClaim
    columns = ("id", "debate", "stance", "position", "text", "path")

    def values(self, row: Row) -> tuple[Any, ...]:
        path = ".".join(_label(turn) for turn in row.turns)
        return (row.pk, row.debate, row.stance, row.position, row.text, path)

    def open(self, pk: int) -> Opened:
        claim = self.model.objects.get(pk=pk)
        ancestors = [above.pk for above in self.model.objects.get_ancestors(claim)]
        return Opened(ancestors, self._child_counts(claim))

    def child_counts(self, pk: int) -> list[tuple[int, int, int]]:
        return self._child_counts(self.model.objects.get(pk=pk))

    def _child_counts(self, claim: Any) -> list[tuple[int, int, int]]:
        level = len(claim.path) + 2
        below = self.model.objects.filter(
            path__descendants=OuterRef("path"), path__depth=level
        ).order_by()
        children = self.model.objects.get_children(claim).annotate(
            pros=_number(below.filter(stance="pro")), cons=_number(below.filter(stance="con"))
        )
        return [(child.pk, child.pros, child.cons) for child in children]

    def branch_sizes(self, pk: int) -> list[tuple[int, int]]:
        claim = self.model.objects.get(pk=pk)
        sizes = self.model.objects.get_descendants_group_count(claim)
        return sorted((child.pk, child.descendants_count + 1) for child in sizes)

    def preorder(self, debate: int) -> list[tuple[int, int]]:
        rows = self.model.objects.filter(debate=debate).order_by("path")
        return [
            (pk, len(path) - 1)
            for pk, path, _stance, _text in rows.values_list("pk", "path", "stance", "text")
        ]

    def add(self, debate: int, parent: int, stance: str, text: str) -> int:
        above = self.model.objects.get(pk=parent)
        return int(above.add_child(debate=debate, stance=stance, text=text).pk)

    def move(self, pk: int, target: int) -> None:
        both = self.model.objects.in_bulk([pk, target])
        try:
            both[pk].move(both[target], "last-child")
        except InvalidMoveToDescendant as error:
            raise Loop from error


def _label(turn: int) -> str:
    """Two letters, as many as the widest claim needs; in order."""
    return _LETTERS[turn // 26] + _LETTERS[turn % 26]


def _number(rows: Any) -> Coalesce:
    # There is no parent to group by; all rows of the subquery are of one debate.
    counted = Subquery(
        rows.annotate(one=F("debate")).values("one").annotate(n=Count("pk")).values("n")
    )
    return Coalesce(counted, 0, output_field=models.IntegerField())
