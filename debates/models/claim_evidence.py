"""What a claim is founded on."""

import uuid
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.db.models import Max

from .activity import Activity, Kind
from .refusals import TooManySources
from .word_links import LINK_MARK, WordLink, word_links

if TYPE_CHECKING:
    from .claim import Claim
    from .participant import Participant
    from .source import Source

# Real claims have at most five. More belong to several claims.
MOST_SOURCES = 20


class ClaimEvidence(models.Model):
    """Mixin of Claim."""

    class Meta:
        abstract = True

    @cached_property
    def evidence(self) -> "list[Source]":
        """The sources that stand on it. Pages of many claims set it with `Source.put_on`."""
        from .source import Source

        me = cast("Claim", self)
        Source.objects.put_on([me], me.debate)
        return cast("list[Source]", vars(me)["evidence"])

    @cached_property
    def troubled_links(self) -> list[WordLink]:
        """The links in its words whose pages are gone or did not answer.

        No query where its page has asked with it (`with_word_checks`), or it has no links.
        """
        me = cast("Claim", self)
        if LINK_MARK not in me.text:
            return []
        if "word_checks" not in vars(me):
            asked = type(me).objects.with_word_checks(me.debate).filter(pk=me.pk)
            me.word_checks = asked.values_list("word_checks", flat=True).first()
        checks = {check["url"]: check for check in me.word_checks or ()}
        links = [link for link in word_links(me.text) if link.url in checks]
        for link in links:
            link.link_state = checks[link.url]["state"]
            link.link_checked_at = datetime.fromisoformat(checks[link.url]["at"])
        return links

    def cite(
        self, *, by: "Participant", token: uuid.UUID | None = None, **words: str
    ) -> tuple["Source", Activity | None]:
        """Add a source to this claim, be it one's own or another's: its words stay as they are.

        Args:
            words: url, title, quotation, kind, passage.

        Returns:
            The source and what to tell. The same token again gives the source that was made the
            first time, and nothing to tell.

        Raises:
            DebateReadOnly: the debate is closed.
            ClaimGone: this claim was archived meanwhile.
            TooManySources: it has as many as a claim may have.
        """
        from .source import Source

        me, token = cast("Claim", self), token or uuid.uuid4()
        with transaction.atomic():
            debate = me.lock_standing()
            repeated = Source.objects.filter(added_by=by, token=token).first()
            if repeated is not None:
                return repeated, None
            if me.sources.filter(removed_at=None).count() >= MOST_SOURCES:
                raise TooManySources
            last = me.sources.aggregate(last=Max("number"))["last"] or 0
            source = Source.objects.create(
                claim=me, number=last + 1, added_by=by, token=token, **words
            )
            vars(me).pop("evidence", None)
            activity = debate.record(Kind.SOURCE_ADDED, claim=me, by=by, source=source.pk)
            return source, activity
