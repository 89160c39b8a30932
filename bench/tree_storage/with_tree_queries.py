"""(d) django-tree-queries: `parent`, and the whole tree of a debate walked in every query.

Used as sparingly as the library allows: limited to one debate by `tree_filter`, and without its
tree fields where they are not needed.
"""

from typing import Any, ClassVar

from django.db import models, transaction
from tree_queries.models import TreeNode  # type: ignore[import-not-found]

from .adjacency import Adjacency, Loop, Opened
from .rows import STEP, Columns


class TreeQueriesClaim(TreeNode, Columns):
    """The library's `parent` is nullable and indexed."""

    class Meta(Columns.Meta):
        ordering: ClassVar = ["position"]
        indexes: ClassVar = [
            models.Index(fields=["parent", "position"], name="tree_queries_children"),
            models.Index(fields=["debate"], name="tree_queries_debate"),
        ]


class TreeQueries(Adjacency):
    """Depth and path come from the database with each claim, nothing is stored."""

    name = "(d) tree-queries"
    model: Any = TreeQueriesClaim

    def open(self, pk: int) -> Opened:
        claim = self._with_path(pk)
        return Opened([above.pk for above in self.ancestors(claim)], self.child_counts(pk))

    def ancestors(self, claim: Any) -> list[Any]:
        by_id = self.model.objects.in_bulk(claim.tree_path[:-1])
        return [by_id[pk] for pk in claim.tree_path[:-1]]

    def branch_sizes(self, pk: int) -> list[tuple[int, int]]:
        claim = self._with_path(pk)
        below = self._tree(claim.debate).filter(tree_path__contains=pk).exclude(pk=pk)
        sizes: dict[int, int] = {}
        for path in below.values_list("tree_path", flat=True):
            top = path[claim.tree_depth + 1]
            sizes[top] = sizes.get(top, 0) + 1
        return sorted(sizes.items())

    def preorder(self, debate: int) -> list[tuple[int, int]]:
        rows = self._tree(debate).filter(debate=debate)
        return [
            (pk, depth)
            for pk, depth, _stance, _text in rows.values_list("pk", "tree_depth", "stance", "text")
        ]

    def move(self, pk: int, target: int) -> None:
        with transaction.atomic():
            # The library's own check, clean(), walks the trees of all debates; this walks one.
            if pk in self._with_path(target).tree_path:
                raise Loop
            self.model.objects.filter(pk=pk).update(
                parent=target, position=self.last_position(target) + STEP
            )

    def _tree(self, debate: int) -> Any:
        return self.model.objects.with_tree_fields().tree_filter(debate=debate)

    def _with_path(self, pk: int) -> Any:
        debate = self.model.objects.values_list("debate", flat=True).get(pk=pk)
        return self._tree(debate).get(pk=pk)
