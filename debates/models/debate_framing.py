"""What stands around the arguments: title, background, cover, names, dates."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction
from django.utils import timezone

from .activity import Activity, Kind
from .claim_verbs import STEP
from .debate_choices import MAX_TITLE, Naming, Phase
from .refusals import NamesStayHidden, PhaseMoved
from .visible_text import visible_text

if TYPE_CHECKING:
    from .claim import Claim
    from .debate import Debate

# What may still be chosen while nobody but those who frame has seen the debate.
ONLY_IN_A_DRAFT = {"thesis", "theses", "opens_at", "votes_shown"}
# What stands in the tree rather than on the debate.
WORDS = {"thesis", "theses"}


class DebateFraming(models.Model):
    """Mixin of Debate."""

    class Meta:
        abstract = True

    def frame(self, *, at: datetime | None = None, **wanted: Any) -> Activity | None:
        """Change what stands around the arguments. None when nothing changed.

        Args:
            wanted: title (empty: as it is), background, naming, cover, tags, closes_at; in
                a draft also thesis (the statement or question itself), theses (all first answers
                to a question, in order), opens_at and votes_shown.

        Raises:
            PhaseMoved: something that is fixed since the debate opened, or its end since it closed.
            NamesStayHidden: after opening it goes only towards more anonymity.
            ValueError: theses for what is no question; forms leave them out.
        """
        me, now = cast("Debate", self), at or timezone.now()
        with transaction.atomic():
            me._lock_current(now)  # noqa: SLF001 (the other half of this very class)
            thesis = me.claims.get(parent=None)
            wanted["title"] = self._title(wanted, thesis.text)
            present = {name: getattr(me, name) for name in wanted if name not in WORDS}
            present |= {"thesis": thesis.text, "theses": me.first_theses()}
            changed = [name for name, value in wanted.items() if present.get(name) != value]
            if not changed:
                return None
            self._check(changed, wanted)
            if "thesis" in changed:
                thesis.text = wanted["thesis"]
                thesis.save(update_fields=["text"])
            more = self._put_theses(thesis, wanted["theses"]) if "theses" in changed else 0
            fields = [name for name in changed if name not in WORDS]
            for name in fields:
                setattr(me, name, wanted[name])
            me.save(update_fields=fields)
            if "naming" in changed and me.naming == Naming.MASKED:
                me.participants.give_masks()
            return me.record(Kind.DEBATE_FRAMED, at=now, changed=changed, claims=more)

    def first_theses(self) -> list[str]:
        """The answers that stand under a question, in order, as they were typed."""
        me = cast("Debate", self)
        theses = me.claims.filter(is_thesis=True, archived_at=None).order_by("position", "pk")
        return list(theses.values_list("text", flat=True)) if me.has_theses else []

    def _put_theses(self, question: "Claim", wanted: list[str]) -> int:
        """Make these the answers to a question nobody has seen yet. Returns how many were added.

        What reads as before stays the same row; of the others each new wording takes the place of
        an old one, as far as there are any. Nobody could answer or vote, so the rest may go.
        """
        me = cast("Debate", self)
        if not me.has_theses:
            raise ValueError(f"debate {me.pk} is no question")
        old = list(me.claims.filter(is_thesis=True).order_by("position", "pk"))
        before = len(old)
        rows: list[Claim | None] = [_take(old, text) for text in wanted]
        for place, (row, text) in enumerate(zip(rows, wanted, strict=True), 1):
            thesis = row or (old.pop(0) if old else type(question)(is_thesis=True))
            thesis.debate, thesis.parent = me, question
            thesis.text, thesis.position = text, place * STEP
            thesis.save()
        for thesis in old:
            thesis.delete()
        return len(wanted) - before

    def _title(self, wanted: dict[str, Any], thesis: str) -> str:
        """As asked for; one that only repeats the statement goes along when that changes."""
        me = cast("Debate", self)
        title = wanted.get("title") or me.title
        repeats = title == me.title == visible_text(thesis)[:MAX_TITLE]
        return (
            visible_text(wanted["thesis"])[:MAX_TITLE] if repeats and "thesis" in wanted else title
        )

    def _check(self, changed: list[str], wanted: dict[str, Any]) -> None:
        """Refuse what this phase does not allow, before anything is changed."""
        me = cast("Debate", self)
        if me.phase == Phase.DRAFT:
            return
        hidden = Naming(me.naming).and_more_hidden
        if "naming" in changed and wanted["naming"] not in hidden:
            raise NamesStayHidden
        fixed = ONLY_IN_A_DRAFT if me.phase == Phase.OPEN else ONLY_IN_A_DRAFT | {"closes_at"}
        if fixed.intersection(changed):
            raise PhaseMoved(me)


def _take(rows: "list[Claim]", text: str) -> "Claim | None":
    """Take the first of these that reads like this out of the list."""
    for row in rows:
        if row.text == text:
            rows.remove(row)
            return row
    return None
