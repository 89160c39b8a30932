"""What stands around the arguments: title, background, cover, names, dates."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction
from django.utils import timezone

from .activity import Activity, Kind
from .debate_choices import MAX_TITLE, Naming, Phase
from .refusals import NamesStayHidden, PhaseMoved
from .visible_text import visible_text

if TYPE_CHECKING:
    from .debate import Debate

# What may still be chosen while nobody but those who frame has seen the debate.
ONLY_IN_A_DRAFT = {"thesis", "opens_at", "votes_shown"}


class DebateFraming(models.Model):
    """Mixin of Debate."""

    class Meta:
        abstract = True

    def frame(self, *, at: datetime | None = None, **wanted: Any) -> Activity | None:
        """Change what stands around the arguments. None when nothing changed.

        Args:
            wanted: title (empty: as it is), background, naming, cover, tags, closes_at; in
                a draft also thesis (the statement or question itself), opens_at and votes_shown.

        Raises:
            PhaseMoved: something that is fixed since the debate opened, or its end since it closed.
            NamesStayHidden: after opening it goes only towards more anonymity.
        """
        me, now = cast("Debate", self), at or timezone.now()
        with transaction.atomic():
            me._lock_current(now)  # noqa: SLF001 (the other half of this very class)
            thesis = me.claims.get(parent=None)
            wanted["title"] = self._title(wanted, thesis.text)
            present = {name: getattr(me, name) for name in wanted if name != "thesis"}
            present["thesis"] = thesis.text
            changed = [name for name, value in wanted.items() if present.get(name) != value]
            if not changed:
                return None
            self._check(changed, wanted)
            if "thesis" in changed:
                thesis.text = wanted["thesis"]
                thesis.save(update_fields=["text"])
            fields = [name for name in changed if name != "thesis"]
            for name in fields:
                setattr(me, name, wanted[name])
            me.save(update_fields=fields)
            if "naming" in changed and me.naming == Naming.MASKED:
                me.participants.give_masks()
            return me.record(Kind.DEBATE_FRAMED, at=now, changed=changed)

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
