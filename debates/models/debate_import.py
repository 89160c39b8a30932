"""How a debate that was read from a file becomes rows."""

import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, connections, models, transaction
from django.utils import timezone

from teams.models import Team, User

from .activity import Activity, Kind
from .claim_verbs import STEP
from .debate_choices import MAX_TITLE
from .document import Document

if TYPE_CHECKING:
    from .claim import Claim
    from .debate import Debate
    from .source import Source

# Large enough that the round trips do not count, small enough that memory stays flat.
BATCH = 2_000


class DebateImport(models.QuerySet["Debate"]):
    """Mixin of the questions about debates."""

    def import_document(
        self,
        document: Document,
        *,
        team: Team,
        by: User | None,
        token: uuid.UUID | None = None,
        at: datetime | None = None,
    ) -> "Debate":
        """A new open debate from a document: all of it, or nothing.

        One thing happened, however many claims came with it, so there is one Activity. The claims
        have no author. A link is a row of its own with its own stance.

        Args:
            by: who frames the debate from now on.
            token: of the form; the same one again gives the debate that was made the first time.
        """
        now = at or timezone.now()
        return self.once(
            lambda: self._import(document, now, team=team, opened_by=by, token=token),
            opened_by=by,
            token=token,
        )

    def once(
        self, make: Callable[[], "Debate"], *, opened_by: User | None, token: uuid.UUID | None
    ) -> "Debate":
        """What a form asked for. Sent twice, or twice at once, it is one debate."""
        if token is None:
            return make()
        made = self.filter(opened_by=opened_by, token=token)
        if (known := made.first()) is not None:
            return known
        try:
            with transaction.atomic(using=self.db):
                return make()
        except IntegrityError:
            if (known := made.all().first()) is None:
                raise
            return known

    def _import(self, document: Document, now: datetime, **fields: Any) -> "Debate":
        from .claim import Claim
        from .source import Source

        team: Team = fields["team"]
        with transaction.atomic(using=self.db):
            debate = self.create(
                **fields,
                title=document.title[:MAX_TITLE],
                kind=document.kind,
                language=team.language,
                opens_at=now,
                created_at=now,
                claims_count=len(document.claims),
            )
            keys = self._reserve_keys(Claim, len(document.claims))
            _create(Claim, _claims(Claim, document, debate, keys, now))
            _create(Source, _sources(Source, document, keys))
            Activity.objects.create(
                debate=debate,
                kind=Kind.DEBATE_IMPORTED,
                claim_id=keys[0],
                data={"claims": len(document.claims), "links": document.links},
                at=now,
            )
        return debate

    def _reserve_keys(self, model: type[models.Model], count: int) -> list[int]:
        """Primary keys nobody else will get, so that claims can name parents not yet written."""
        with connections[self.db].cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [model._meta.db_table, count],
            )
            return [key for (key,) in cursor.fetchall()]


def _claims(
    model: type["Claim"], document: Document, debate: "Debate", keys: list[int], now: datetime
) -> Iterator["Claim"]:
    for key, claim in zip(keys, document.claims, strict=True):
        yield model(
            pk=key,
            debate=debate,
            parent_id=None if claim.parent is None else keys[claim.parent],
            stance=claim.stance,
            is_thesis=claim.stance is None and claim.parent is not None,
            text=claim.text,
            links_to_id=None if claim.link is None else keys[claim.link],
            external_number=claim.external_number,
            external_title=claim.external_title,
            position=claim.ordinal * STEP,
            created_at=now,
        )


def _sources(model: type["Source"], document: Document, keys: list[int]) -> Iterator["Source"]:
    for key, claim in zip(keys, document.claims, strict=True):
        for source in claim.sources:
            yield model(
                claim_id=key,
                number=source.number,
                url=source.url,
                title=source.title,
                quotation=source.quotation,
                position=source.position,
            )


def _create(model: type[models.Model], rows: Iterator[models.Model]) -> None:
    """Write rows a batch at a time; only one batch is ever held."""
    while batch := list(islice(rows, BATCH)):
        model._default_manager.bulk_create(batch)
