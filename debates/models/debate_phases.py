"""Where a debate stands, and how it gets from one phase to the next."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .activity import Activity, Kind
from .debate_choices import Phase
from .refusals import ClosingHasPassed, PhaseMoved
from .team_time import in_team_time

if TYPE_CHECKING:
    from .debate import Debate

# From then on the page says that the debate closes soon.
CLOSING_SOON = timedelta(days=3)
# What somebody says when they move a debate on.
MAX_NOTE = 500
# What may have changed since the page was made.
READ_AGAIN = (
    *("phase", "phase_since", "phase_note", "opens_at", "closes_at"),
    *("title", "background", "naming", "votes_shown", "cover", "tags"),
)


class DebatePhases(models.Model):
    """Mixin of Debate. Dates count by themselves; the worker records what they brought about.

    Every step is taken under the debate's lock and begins by recording what was due, so that a
    late worker changes neither what happens nor its order, and two of them record it once.
    """

    phase = models.CharField(max_length=10, choices=Phase, default=Phase.OPEN)
    phase_since = models.DateTimeField(default=timezone.now, db_default=Now())
    # Why it is in this phase, or what was decided, in the words of whoever moved it on.
    phase_note = models.CharField(max_length=MAX_NOTE, blank=True, default="", db_default="")
    # When it opened. Of a draft: when it opens by itself; nothing while nobody has said.
    opens_at = models.DateTimeField(
        gettext_lazy("opens"), null=True, blank=True, default=timezone.now
    )
    closes_at = models.DateTimeField(gettext_lazy("closes"), null=True, blank=True)

    class Meta:
        abstract = True

    def phase_at(self, at: datetime | None = None) -> Phase:
        """The phase with what its dates have brought about, recorded or not."""
        now, phase = at or timezone.now(), Phase(self.phase)
        if phase == Phase.DRAFT and self.opens_at is not None and self.opens_at <= now:
            phase = Phase.OPEN
        if phase == Phase.OPEN and self.is_past_closing(now):
            phase = Phase.MEETING
        return phase

    def is_open(self, at: datetime | None = None) -> bool:
        """Whether one may argue and vote. Its time counts even before anybody acted on it."""
        return self.phase_at(at) == Phase.OPEN and cast("Debate", self).deleted_at is None

    def is_past_closing(self, at: datetime | None = None) -> bool:
        """Whether the closing time, if there is one, has come."""
        return self.closes_at is not None and self.closes_at <= (at or timezone.now())

    def closes_soon(self, at: datetime | None = None) -> bool:
        """Whether it is open and closes within three days."""
        now = at or timezone.now()
        return (
            self.is_open(now) and self.closes_at is not None and self.closes_at - now < CLOSING_SOON
        )

    def why_read_only(self) -> str:
        """Since when and why nothing can be added, and until when; empty while it is open."""
        phase = self.phase_at()
        if self.is_open():
            return ""
        if cast("Debate", self).deleted_at is not None:
            return _("This debate was deleted meanwhile.")
        if phase == Phase.ARCHIVED:
            return _("This debate is archived. You can read everything that was said.")
        if phase == Phase.DRAFT:
            return self._why_draft()
        if phase == Phase.DECIDED:
            return self._what_was_decided()
        note = self.phase_note if phase == self.phase else ""
        if self.closes_at is None:
            said = _("This debate is closed. You can read everything that was said.")
        else:
            said = _("This debate closed on %(day)s. You can read everything that was said.") % {
                "day": in_team_time(self.closes_at, cast("Debate", self).team)
            }
        if note:
            said = f"{said} {_('The reason given: “%(note)s”') % {'note': note}}"
        until = _("It stays closed unless whoever facilitates it opens it again.")
        return f"{said} {until}"

    def _why_draft(self) -> str:
        if self.opens_at is None:
            return _("This debate is a draft. It takes arguments once it is opened.")
        return _("This debate is a draft. It opens by itself on %(day)s.") % {
            "day": in_team_time(self.opens_at, cast("Debate", self).team)
        }

    def _what_was_decided(self) -> str:
        # The day only: whoever facilitates may be somebody behind a mask here.
        day = date_format(timezone.localtime(self.phase_since), "j F Y")
        if not self.phase_note:
            return _("This debate was decided on %(day)s, and is there to be read.") % {"day": day}
        return _("Decided on %(day)s: “%(note)s” The debate is there to be read.") % {
            "day": day,
            "note": self.phase_note,
        }

    def catch_up(self, at: datetime | None = None) -> list[Activity]:
        """Record what the dates have brought about: each change once, whoever comes first."""
        with transaction.atomic():
            return self._lock_current(at or timezone.now())

    def open(self, at: datetime | None = None) -> Activity | None:
        """Show a draft to the team and let them argue. None when it was opened already.

        Raises:
            ClosingHasPassed: its closing date lies behind, so that it would close at once.
        """
        now = at or timezone.now()
        with transaction.atomic():
            told = self._lock_current(now)
            if self.phase != Phase.DRAFT:
                return told[-1] if told else None
            if self.is_past_closing(now):
                raise ClosingHasPassed
            self.opens_at = now
            return self._enter(Phase.OPEN, Kind.DEBATE_OPENED, since=now, at=now)

    def close(self, at: datetime | None = None, *, reason: str = "") -> Activity | None:
        """End the arguing and go to the meeting. None when it was closed already."""
        now = at or timezone.now()
        with transaction.atomic():
            told = self._lock_current(now)
            if self.phase != Phase.OPEN:
                return told[-1] if told else None
            self.closes_at = now
            return self._enter(Phase.MEETING, Kind.DEBATE_CLOSED, since=now, at=now, note=reason)

    def decide(self, note: str = "", *, at: datetime | None = None) -> Activity | None:
        """Say that it is decided for now, and what. None when it says so already.

        Where it was decided before, only the words change.

        Raises:
            PhaseMoved: it is not in the meeting.
        """
        now = at or timezone.now()
        with transaction.atomic():
            self._lock_current(now)
            if self.phase == Phase.DECIDED:
                if note == self.phase_note:
                    return None
                self.phase_note = note
                self.save(update_fields=["phase_note"])
                return self._record(Kind.DEBATE_FRAMED, at=now, changed=["phase_note"])
            if self.phase != Phase.MEETING:
                raise PhaseMoved(cast("Debate", self))
            return self._enter(
                Phase.DECIDED,
                Kind.PHASE_CHANGED,
                since=now,
                at=now,
                note=note,
                phase=Phase.DECIDED.value,
            )

    def reopen(
        self, *, reason: str, closes_at: datetime | None = None, at: datetime | None = None
    ) -> Activity | None:
        """Let people argue again, for everybody to read why. None when it is open.

        Args:
            closes_at: when it closes again by itself; must lie ahead. None leaves it open.

        Raises:
            PhaseMoved: a draft, or archived.
        """
        now = at or timezone.now()
        if closes_at is not None and closes_at <= now:
            raise ValueError("a debate cannot be opened again until a moment that has passed")
        with transaction.atomic():
            self._lock_current(now)
            if self.phase == Phase.OPEN:
                return None
            if self.phase not in {Phase.MEETING, Phase.DECIDED}:
                raise PhaseMoved(cast("Debate", self))
            self.closes_at = closes_at
            return self._enter(
                Phase.OPEN, Kind.DEBATE_REOPENED, since=now, at=now, note=reason, was=self.phase
            )

    def _lock_current(self, now: datetime) -> list[Activity]:
        """Take the lock, read the row again, and record what was due by now."""
        rows = type(cast("Debate", self)).objects.select_for_update(of=("self",))
        self.refresh_from_db(fields=READ_AGAIN, from_queryset=rows)
        told = []
        if self.phase == Phase.DRAFT and self.opens_at is not None and self.opens_at <= now:
            told.append(self._enter(Phase.OPEN, Kind.DEBATE_OPENED, since=self.opens_at, at=now))
        if self.phase == Phase.OPEN and self.closes_at is not None and self.closes_at <= now:
            told.append(
                self._enter(Phase.MEETING, Kind.DEBATE_CLOSED, since=self.closes_at, at=now)
            )
        return told

    def _enter(
        self,
        to: Phase,
        kind: Kind,
        *,
        since: datetime,
        at: datetime,
        note: str = "",
        **data: Any,
    ) -> Activity:
        """Stand in another phase, and record it.

        Args:
            since: what the page says. `at` is when it is recorded: a digest that has already
                looked at the time before it would otherwise never tell it.
        """
        self.phase, self.phase_since, self.phase_note = to, since, note
        self.save(update_fields=["phase", "phase_since", "phase_note", "opens_at", "closes_at"])
        return self._record(kind, at=at, reason=note, **data)

    def _record(self, kind: Kind, *, at: datetime, **data: Any) -> Activity:
        return cast("Debate", self).record(kind, at=at, **data)
