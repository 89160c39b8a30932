"""Put numbered claims into their places and follow their links.

A link always points back to a claim that was printed already and is not above it. That alone makes
a loop impossible. For a loop, a link inside the target's branch would have to lead to a claim above
the first link; such a claim would have to be above the target too, because it was printed before
the target and holds everything up to the first link, and a link to what is above it is refused.

The target may be an external reference: fifteen genuine files have that.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from debates.formats.kialo.decoding import refusal, shorten
from debates.formats.kialo.numbering import NUMBER, Record, as_ordinals
from debates.models.claim import MAX_RAW, MAX_VISIBLE
from debates.models.debate_choices import MAX_TITLE
from debates.models.document import Document, DocumentClaim, DocumentSource, Stance
from debates.models.visible_text import visible_length

_LINK = re.compile(rf"-> See ({NUMBER})")
_EXTERNAL = re.compile(r"-> See discussion #([1-9][0-9]{0,8}): (.+)", re.DOTALL)
_STANCES: dict[str | None, Stance] = {"Pro": "pro", "Con": "con"}


def reads_as_reference(text: str) -> bool:
    """Whether Kialo's text would take this for a link or an external reference."""
    return bool(_LINK.fullmatch(text) or _EXTERNAL.fullmatch(text))


def as_words(markdown: str) -> str:
    """A claim's text, with an escape in front if it would otherwise be taken for a reference."""
    return f"\\{markdown}" if reads_as_reference(markdown) else markdown


class Tree:
    """The claims placed so far. Records arrive in the order their numbers prescribe."""

    def __init__(self) -> None:
        self.claims: list[DocumentClaim] = []
        self.warnings: list[str] = []
        self._trail: list[int] = []  # from the root to the latest claim
        self._places: dict[str, int] = {}

    def add(self, record: Record, text: str, sources: list[DocumentSource] | None = None) -> None:
        """Place one claim with this text (inline Markdown), which also says if it is a link."""
        ordinals = as_ordinals(record.number)
        del self._trail[len(ordinals) - 1 :]
        parent = self._trail[-1] if self._trail else None
        if parent is not None and not self.claims[parent].text:
            reason = _("%(number)s stands under a link, and a link has no claims of its own.")
            raise refusal(record.line, reason, number=record.number)
        claim = DocumentClaim(parent, ordinals[-1], _STANCES.get(record.label))
        if link := _LINK.fullmatch(text):
            claim.link = self._target(link[1], record)
        elif external := _EXTERNAL.fullmatch(text):
            claim.external_number, claim.external_title = int(external[1]), external[2]
        else:
            claim.text = text
            claim.sources = sources or []
        self._check_words(claim, record)
        self._trail.append(len(self.claims))
        self._places[record.number] = len(self.claims)
        self.claims.append(claim)

    def document(self, title: str) -> Document:
        """The finished tree. The first thesis of a question is known by having no stance."""
        if len(title) > MAX_TITLE:
            warning = _("The title has %(length)d characters; only %(limit)d can be kept.")
            self.warnings.append(warning % {"length": len(title), "limit": MAX_TITLE})
        is_question = len(self.claims) > 1 and self.claims[1].stance is None
        return Document(title, "question" if is_question else "thesis", self.claims, self.warnings)

    def _target(self, target: str, record: Record) -> int:
        """The place of the claim that a link shows, if it may show it."""
        place = self._places.get(target)
        if target == record.number or (place is not None and place in self._trail):
            reason = _("%(number)s links to %(target)s, which is itself or stands above it.")
        elif place is None:
            reason = _("%(number)s links to %(target)s, which has not come before it.")
        elif self.claims[place].link is not None:
            reason = _("%(number)s links to %(target)s, which is itself a link.")
        else:
            return place
        raise refusal(record.line, reason, number=record.number, target=target)

    def _check_words(self, claim: DocumentClaim, record: Record) -> None:
        """Refuse what no debate can hold; warn of what only a form would refuse."""
        words = claim.text or claim.external_title
        if claim.stance is None and not claim.text:
            reason = _("%(number)s is a thesis, not a link.")
            raise refusal(record.line, reason, number=record.number)
        if claim.link is None and not words.strip():
            raise refusal(record.line, _("%(number)s has no text."), number=record.number)
        if len(words) > MAX_RAW:
            reason = _("%(number)s has %(length)d characters; %(limit)d is the most we can keep.")
            raise refusal(
                record.line, reason, number=record.number, length=len(words), limit=MAX_RAW
            )
        if (length := visible_length(words)) > MAX_VISIBLE:
            warning = _("%(number)s has %(length)d visible characters; %(limit)d is usual.")
            number = shorten(record.number)
            names = {"number": number, "length": length, "limit": MAX_VISIBLE}
            self.warnings.append(warning % names)
