"""What was said about a claim that is merged: comments, thanks, bookmarks and sources."""

from typing import TYPE_CHECKING, Any

from django.db.models import Max

from .passages import find_passage
from .visible_text import visible_text

if TYPE_CHECKING:
    from .claim import Claim

Brought = dict[str, Any]


def bring_talk(claim: "Claim", kept: "Claim") -> Brought:
    """All of it goes over; what somebody did to both, and a source both have, stays once."""
    from .comment import Comment

    thanks = claim.thanks.exclude(participant__in=kept.thanks.values("participant"))
    bookmarks = claim.bookmarks.exclude(participant__in=kept.bookmarks.values("participant"))
    brought: Brought = {
        "comments": _ids(claim.comments.all()),
        "claims_made": _ids(Comment.objects.filter(claim_made=claim)),
        # Nobody thanks themselves.
        "thanks": _ids(thanks.exclude(participant=kept.author_id)),
        "bookmarks": _ids(bookmarks),
        "sources": _bring_sources(claim, kept),
    }
    claim.comments.update(claim=kept)
    Comment.objects.filter(pk__in=brought["claims_made"]).update(claim_made=kept)
    claim.thanks.filter(pk__in=brought["thanks"]).update(claim=kept)
    claim.bookmarks.filter(pk__in=brought["bookmarks"]).update(claim=kept)
    return brought


def give_talk_back(claim: "Claim", kept: "Claim", brought: Brought) -> None:
    """The reverse; what was said since stays with the claim it was said about."""
    from .comment import Comment

    kept.comments.filter(pk__in=brought["comments"]).update(claim=claim)
    made = Comment.objects.filter(pk__in=brought["claims_made"], claim_made=kept)
    made.update(claim_made=claim)
    kept.thanks.filter(pk__in=brought["thanks"]).update(claim=claim)
    # A page that was open may have put a bookmark on the merged claim meanwhile.
    again = claim.bookmarks.values("participant")
    bookmarks = kept.bookmarks.filter(pk__in=brought["bookmarks"])
    bookmarks.exclude(participant__in=again).update(claim=claim)
    for pk, number, position, lost in brought["sources"]:
        if lost:
            kept.sources.filter(pk=pk, passage="").update(passage=lost)
        kept.sources.filter(pk=pk).update(claim=claim, number=number, position=position)


def _bring_sources(claim: "Claim", kept: "Claim") -> list[tuple[int, int, int | None, str]]:
    """Numbered after those that are there.

    They stood at words of the other wording: at the same words where the kept claim has them,
    otherwise they are about all of it. The words that are not there are given back last.
    """
    known = set(kept.sources.standing().values_list("url", "quotation"))
    number = kept.sources.aggregate(last=Max("number"))["last"] or 0
    brought, visible = [], visible_text(kept.text)
    for source in claim.sources.order_by("number"):
        if (source.url, source.quotation) in known:
            continue
        found = find_passage(visible, source.passage) is not None
        brought.append((source.pk, source.number, source.position, "" if found else source.passage))
        number += 1
        source.claim, source.number, source.position = kept, number, None
        source.passage = source.passage if found else ""
        source.save(update_fields=["claim", "number", "position", "passage"])
    return brought


def _ids(rows: Any) -> list[int]:
    return list(rows.values_list("pk", flat=True))
