"""(a) Only `parent`; the way up is a recursive query along one branch. What the project does."""

from collections.abc import Iterable
from typing import Any, ClassVar, NamedTuple

from django.db import connection, models, transaction
from django.db.models import Count, Max, OuterRef, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from debates.models.claim_queries import ANCESTORS_SQL

from .rows import STEP, Columns, Row

# LATERAL with OFFSET 0 keeps the planner at one index look-up a claim. As a plain join it may
# read the whole table on every level instead, depending on what ANALYZE last saw: the same
# question was measured at 26 ms and, after another ANALYZE, at 972 ms.
BRANCHES_SQL = """
WITH RECURSIVE below (top, id) AS (
    SELECT id, id FROM {table} WHERE parent_id = %s
    UNION ALL
    SELECT below.top, c.id
    FROM below, LATERAL (SELECT id FROM {table} WHERE parent_id = below.id OFFSET 0) c
)
SELECT top, count(*) FROM below GROUP BY top ORDER BY top
"""


class Loop(Exception):
    """A branch was to be moved into itself."""


class Opened(NamedTuple):
    """What a claim's page shows of the tree, by ids; children with their pros and cons."""

    ancestors: list[int]
    children: list[tuple[int, int, int]]


class AdjacencyClaim(Columns):
    """As debates.Claim: the index on (parent, position) finds the children in order."""

    parent = models.ForeignKey("self", models.CASCADE, null=True, db_index=False)

    class Meta(Columns.Meta):
        indexes: ClassVar = [
            models.Index(fields=["parent", "position"], name="adjacency_children"),
            models.Index(fields=["debate"], name="adjacency_debate"),
        ]


class Adjacency:
    """The questions, answered with `parent` alone. The other storages answer them their way."""

    name = "(a) adjacency list"
    model: Any = AdjacencyClaim
    columns: tuple[str, ...] = ("id", "debate", "parent_id", "stance", "position", "text")

    def values(self, row: Row) -> tuple[Any, ...]:
        """A row's values in the order of `columns`."""
        return (row.pk, row.debate, row.parent, row.stance, row.position, row.text)

    def fill(self, rows: Iterable[Row]) -> None:
        """Make the table and copy the claims in."""
        with connection.schema_editor() as editor:
            editor.create_model(self.model)
        target = self.table
        with connection.cursor() as cursor:
            with cursor.copy(f"COPY {target} ({', '.join(self.columns)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(self.values(row))
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{target}', 'id'), max(id)) FROM {target}"  # noqa: S608 (our own table)
            )
            cursor.execute(f"VACUUM ANALYZE {target}")

    def empty(self) -> None:
        """Drop the table."""
        with connection.schema_editor() as editor:
            editor.delete_model(self.model)

    @property
    def table(self) -> str:
        """The name of the table."""
        name: str = self.model._meta.db_table
        return name

    def open(self, pk: int) -> Opened:
        """A claim, its ancestors, and its children with how many pros and cons they have."""
        claim = self.model.objects.get(pk=pk)
        return Opened([a.pk for a in self.ancestors(claim)], self.child_counts(pk))

    def ancestors(self, claim: Any) -> list[Any]:
        """From the root down to the parent."""
        sql = ANCESTORS_SQL.replace("debates_claim", self.table)
        by_id = {
            row.pk: row
            for row in self.model.objects.filter(pk__in=RawSQL(sql, [claim.pk]))  # noqa: S611 (the id is a parameter)
        }
        way, step = [], claim.parent_id
        while step is not None:
            way.append(by_id[step])
            step = by_id[step].parent_id
        return way[::-1]

    def child_counts(self, pk: int) -> list[tuple[int, int, int]]:
        """The children of a claim, loaded as a page would, with their pros and cons."""
        below = self.model.objects.filter(parent=OuterRef("pk")).order_by().values("parent")
        children = (
            self.model.objects.filter(parent=pk)
            .annotate(
                pros=_number(below.filter(stance="pro")), cons=_number(below.filter(stance="con"))
            )
            .order_by("position")
        )
        return [(child.pk, child.pros, child.cons) for child in children]

    def branch_sizes(self, pk: int) -> list[tuple[int, int]]:
        """How many claims stand in the branch of each child of a claim, the child included."""
        with connection.cursor() as cursor:
            cursor.execute(BRANCHES_SQL.format(table=self.table), [pk])
            return [(top, size) for top, size in cursor.fetchall()]

    def preorder(self, debate: int) -> list[tuple[int, int]]:
        """The whole tree in reading order, each claim with its depth; texts are loaded too."""
        rows = self.model.objects.filter(debate=debate).order_by("-position")
        roots: list[int] = []
        children: dict[int, list[int]] = {}
        for pk, parent, _stance, _text in rows.values_list("pk", "parent_id", "stance", "text"):
            (roots if parent is None else children.setdefault(parent, [])).append(pk)
        order, waiting = [], [(pk, 0) for pk in roots]
        while waiting:
            pk, depth = waiting.pop()
            order.append((pk, depth))
            waiting += [(child, depth + 1) for child in children.get(pk, ())]
        return order

    def add(self, debate: int, parent: int, stance: str, text: str) -> int:
        """Put a claim under another one, as the last child."""
        with transaction.atomic():
            claim = self.model.objects.create(
                debate=debate,
                parent_id=parent,
                stance=stance,
                text=text,
                position=self.last_position(parent) + STEP,
            )
        return int(claim.pk)

    def last_position(self, parent: int) -> int:
        """The position of the last child, 0 without children."""
        last = self.model.objects.filter(parent=parent).aggregate(last=Max("position"))["last"]
        return last or 0

    def move(self, pk: int, target: int) -> None:
        """Put a branch under another claim, as its last child; never into itself."""
        with transaction.atomic():
            claim = self.model.objects.get(pk=target)
            if pk in {target, *(above.pk for above in self.ancestors(claim))}:
                raise Loop
            self.model.objects.filter(pk=pk).update(
                parent=target, position=self.last_position(target) + STEP
            )


def _number(rows: Any) -> Coalesce:
    counted = Subquery(rows.annotate(n=Count("pk")).values("n"))
    return Coalesce(counted, 0, output_field=models.IntegerField())
