"""(b) `parent`, and beside it the way from the root as an `ltree` of ids."""

from typing import Any, ClassVar

from django.contrib.postgres.indexes import GistIndex
from django.db import connection, models, transaction

from .adjacency import Adjacency, Loop
from .rows import STEP, Columns, Row

# As wide as a number can get, so that the order of the labels is that of the ids.
WIDTH = 9
ADD_SQL = """
INSERT INTO {table} (id, debate, parent_id, stance, position, text, path)
SELECT n, %s, id, %s, %s, %s, path || lpad(n::text, 9, '0')
FROM {table}, nextval(pg_get_serial_sequence('{table}', 'id')) n WHERE id = %s RETURNING id
"""
MOVE_SQL = """
UPDATE {table} SET path = %s::ltree || subpath(path, nlevel(%s::ltree) - 1) WHERE path <@ %s::ltree
"""
SIZES_SQL = """
SELECT c.id, (SELECT count(*) FROM {table} d WHERE d.path <@ c.path)
FROM {table} c WHERE c.parent_id = %s ORDER BY c.id
"""


class LtreeField(models.TextField):  # type: ignore[type-arg]
    """A column of PostgreSQL's ltree."""

    def db_type(self, connection: Any) -> str:
        return "ltree"


class LtreeClaim(Columns):
    """Children by `parent`, branches and ways by `path`."""

    parent = models.ForeignKey("self", models.CASCADE, null=True, db_index=False)
    path = LtreeField()

    class Meta(Columns.Meta):
        indexes: ClassVar = [
            models.Index(fields=["parent", "position"], name="ltree_children"),
            models.Index(fields=["debate"], name="ltree_debate"),
            GistIndex(fields=["path"], name="ltree_path"),
        ]


class LtreePath(Adjacency):
    """Reading order among siblings is that of their ids: another one would be in the labels."""

    name = "(b) ltree path"
    model: Any = LtreeClaim
    columns = (*Adjacency.columns, "path")

    def values(self, row: Row) -> tuple[Any, ...]:
        return (*super().values(row), ".".join(f"{pk:0{WIDTH}}" for pk in row.way))

    def ancestors(self, claim: Any) -> list[Any]:
        # The labels are the ids: no need to look for them.
        ids = [int(label) for label in claim.path.split(".")[:-1]]
        by_id = self.model.objects.in_bulk(ids)
        return [by_id[pk] for pk in ids]

    def branch_sizes(self, pk: int) -> list[tuple[int, int]]:
        with connection.cursor() as cursor:
            cursor.execute(SIZES_SQL.format(table=self.table), [pk])
            return [(child, size) for child, size in cursor.fetchall()]

    def preorder(self, debate: int) -> list[tuple[int, int]]:
        rows = self.model.objects.filter(debate=debate).order_by("path")
        return [
            (pk, path.count("."))
            for pk, path, _stance, _text in rows.values_list("pk", "path", "stance", "text")
        ]

    def add(self, debate: int, parent: int, stance: str, text: str) -> int:
        with transaction.atomic(), connection.cursor() as cursor:
            position = self.last_position(parent) + STEP
            values: list[Any] = [debate, stance, position, text, parent]
            cursor.execute(ADD_SQL.format(table=self.table), values)
            return int(cursor.fetchone()[0])

    def move(self, pk: int, target: int) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            paths = dict(self.model.objects.filter(pk__in=[pk, target]).values_list("pk", "path"))
            if f"{paths[target]}.".startswith(f"{paths[pk]}."):
                raise Loop
            cursor.execute(MOVE_SQL.format(table=self.table), [paths[target], paths[pk], paths[pk]])
            self.model.objects.filter(pk=pk).update(
                parent=target, position=self.last_position(target) + STEP
            )
