"""Noting what somebody has read. Each verb holds their row, so that two windows take turns."""

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django.db import connection, models, transaction
from django.db.models import F, Min

from .activity import Activity
from .claim_queries import BRANCH_SQL
from .ghost import PutAside

if TYPE_CHECKING:
    from .claim import Claim
    from .participant import Participant

# What is given a row is read up to there; further readings are kept.
READ_SQL = """
INSERT INTO debates_reading (participant_id, claim_id, up_to, marking, was)
SELECT %s, claims.id, %s, %s, 0 FROM ({claims}) AS claims (id)
ON CONFLICT (participant_id, claim_id) DO UPDATE
SET was = debates_reading.up_to, up_to = excluded.up_to, marking = excluded.marking
WHERE debates_reading.up_to < excluded.up_to
"""
# By so many acts the floor may lag behind before it is raised and rows are taken away.
LAG = 200


class ParticipantReading(models.Model):
    """Mixin of Participant. Acts are named by their ids, which are in the order of their commits.

    Whoever marks something as read says up to which act their page had shown it: what came
    meanwhile stays unread.
    """

    # Everything up to this act is read. What somebody finds on their first visit is not news.
    read_to = models.BigIntegerField(default=0, db_default=0)
    # What was done up to this act was done before they came, and leaves no ghost for them.
    came_after = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        abstract = True

    def read(self, claims: Iterable["Claim"], *, up_to: int) -> None:
        """These claims were seen as they were after an act."""
        with transaction.atomic():
            self._hold()
            ids = sorted(claim.pk for claim in claims)
            self._write("SELECT unnest(%s::bigint[])", [ids], up_to, None)

    def read_branch(self, claim: "Claim", *, up_to: int) -> uuid.UUID:
        """Mark what is unread in a branch as read. The answer takes it back."""
        me, marking = cast("Participant", self), uuid.uuid4()
        branch = models.expressions.RawSQL(BRANCH_SQL, [claim.pk])  # noqa: S611 (constant SQL, the id is a parameter)
        with transaction.atomic():
            self._hold()
            unread = Activity.objects.unread_in(me).filter(claim__in=branch, pk__lte=up_to)
            sql, params = unread.values("claim").distinct().query.sql_with_params()
            self._write(sql, list(params), up_to, marking)
        return marking

    def read_all(self, *, up_to: int) -> int:
        """Mark the whole debate as read. The answer, where one was before, takes it back."""
        with transaction.atomic():
            before = self._hold()
            if up_to > before:
                self._readings().filter(up_to__lte=before).delete()
                self._raise_to(up_to)
        return before

    def unread_branch(self, marking: uuid.UUID) -> bool:
        """Take back that a branch was marked; False when nothing of that mark is left."""
        marked = self._readings().filter(marking=marking)
        return bool(marked.update(up_to=F("was"), marking=None))

    def unread_all(self, *, up_to: int, before: int) -> bool:
        """Take back that everything was marked up to an act; False when more was read since."""
        if before >= up_to:
            return False
        here = type(self)._default_manager.filter(pk=self.pk, read_to=up_to)
        return bool(here.update(read_to=before))

    def tidy(self, *, up_to: int) -> None:
        """Raise the floor to just below the oldest unread act, and drop the rows it has passed.

        A mark it has passed cannot be taken back any more.
        """
        with transaction.atomic():
            floor = self._hold()
            unread = Activity.objects.unread_in(cast("Participant", self))
            oldest = unread.filter(pk__lte=up_to).aggregate(oldest=Min("pk"))["oldest"]
            raised = up_to if oldest is None else oldest - 1
            if raised > floor:
                self._raise_to(raised)
                self._readings().filter(up_to__lte=raised).delete()

    def _hold(self) -> int:
        """Lock one's row until the end of the transaction; where the floor is now."""
        mine = type(self)._default_manager.select_for_update().filter(pk=self.pk)
        self.read_to = mine.values_list("read_to", flat=True).get()
        return self.read_to

    def _raise_to(self, up_to: int) -> None:
        PutAside.objects.put_unread_aside(cast("Participant", self), up_to=up_to)
        self.read_to = up_to
        self.save(update_fields=["read_to"])

    def _readings(self) -> "models.QuerySet[models.Model]":
        return cast("Participant", self).readings.all()

    def _write(self, claims: str, params: list[Any], up_to: int, marking: uuid.UUID | None) -> None:
        with connection.cursor() as cursor:
            sql = READ_SQL.format(claims=claims)
            cursor.execute(sql, [self.pk, up_to, marking, *params])
