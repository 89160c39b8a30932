"""How a debate leaves its rows to become a file."""

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, cast

from django.db import models

from .document import Document, DocumentClaim, DocumentSource, Kind, Stance
from .visible_text import visible_text

if TYPE_CHECKING:
    from .debate import Debate


class _Row(NamedTuple):
    """What is read of a claim."""

    id: int
    parent_id: int | None
    stance: Stance | None
    text: str
    links_to_id: int | None
    external_number: int | None
    external_title: str


class DebateExport(models.Model):
    """Mixin of Debate."""

    class Meta:
        abstract = True

    def as_document(self) -> Document:
        """The whole debate as it stands, without what was archived: two queries, no recursion.

        A claim's text and branch are printed where it comes first, be that its own place or a
        link's; every later place becomes a link to the first.
        """
        me = cast("Debate", self)
        rows = _rows_by_parent(me)
        sources = _sources_by_claim(me)
        claims: list[DocumentClaim] = []
        printed: dict[int, int] = {}  # content to its place in the list
        by_id = {row.id: row for children in rows.values() for row in children}
        # Next to print: the row, its parent's place and its ordinal. The last comes first.
        waiting = [(row, cast("int | None", None), 1) for row in rows[None]]
        while waiting:
            row, parent, ordinal = waiting.pop()
            content = by_id[row.links_to_id or row.id]
            claim = DocumentClaim(parent, ordinal, row.stance, link=printed.get(content.id))
            place = len(claims)
            claims.append(claim)
            if claim.link is not None:
                continue
            printed[content.id] = place
            claim.text = content.text
            claim.external_number = content.external_number
            claim.external_title = content.external_title
            claim.sources = sources[content.id]
            below = enumerate(rows[content.id], start=1)
            waiting += [(child, place, number) for number, child in below][::-1]
        return Document(me.title, cast("Kind", me.kind), claims)


def _rows_by_parent(debate: "Debate") -> dict[int | None, list[_Row]]:
    """The claims that are shown, in the order of their siblings."""
    from .claim import Claim

    found = Claim.objects.filter(debate=debate).shown().order_by("position", "pk")
    rows: dict[int | None, list[_Row]] = defaultdict(list)
    for values in found.values_list(*_Row._fields).iterator():  # noqa: SLF001 (its documented name)
        rows[values[1]].append(_Row(*values))
    return rows


def _sources_by_claim(debate: "Debate") -> dict[int, list[DocumentSource]]:
    from .source import Source

    sources: dict[int, list[DocumentSource]] = defaultdict(list)
    cited = Source.objects.standing().filter(claim__debate=debate).select_related("claim")
    fields = ("number", "url", "title", "quotation", "passage", "position", "claim__text")
    for source in cited.only("claim_id", *fields).order_by("claim_id", "number").iterator():
        start, position = source.place_in(visible_text(source.claim.text)) or (None, None)
        sources[source.claim_id].append(
            DocumentSource(
                number=source.number,
                url=source.url,
                title=source.title,
                quotation=source.quotation,
                position=position,
                start=start,
            )
        )
    return sources
