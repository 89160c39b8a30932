"""What was said and done about claims without arguing: talk, flags, suggestions, thanks."""

import re
from datetime import datetime, timedelta

from debates.models import Comment, Flag, Kind, Suggestion, SuggestionKind, Thanks

from .habits import Clock
from .staging import Placed, Staging


def talk(staging: Staging) -> None:
    """Put everything in place that the script says around its claims."""
    for placed in staging.placed:
        at = placed.claim.edited_at or placed.claim.created_at
        around = _Around(staging, placed)
        for aside in placed.line.asides:
            at = staging.clock.moment(aside["by"], aside["ago"], at, seed=aside["text"])
            getattr(around, aside["what"])(aside, at)
            staging.acts[aside["by"]].append(at)
        _thank(staging, placed)


class _Around:
    """What is said about one claim; a method for every word that begins a line."""

    def __init__(self, staging: Staging, placed: Placed) -> None:
        self.staging, self.claim = staging, placed.claim
        self.latest_comment: Comment | None = None
        self.latest_flag: Flag | None = None

    def comment(self, said: re.Match[str], at: datetime) -> None:
        self.latest_comment = self._say(said, at, None)

    def answer(self, said: re.Match[str], at: datetime) -> None:
        self._say(said, at, self.latest_comment)

    def _say(self, said: re.Match[str], at: datetime, parent: Comment | None) -> Comment:
        comment = Comment.objects.create(
            claim=self.claim,
            parent=parent,
            author=self.staging.person(said["by"]),
            text=said["text"],
            created_at=at,
        )
        self.staging.record(Kind.COMMENT_ADDED, at, self.claim, said["by"]).comment = comment
        return comment

    def flag(self, said: re.Match[str], at: datetime) -> None:
        self.latest_flag = Flag.objects.create(
            claim=self.claim,
            participant=self.staging.person(said["by"]),
            kind=said["kind"],
            note=said["text"],
            claim_version=self.claim.version,
            at=at,
        )
        self.staging.record(Kind.FLAG_RAISED, at, self.claim, flag=said["kind"])

    def answered(self, said: re.Match[str], at: datetime) -> None:
        flag = self.latest_flag
        if flag is None:
            raise ValueError(f"no flag to answer: {said['text']}")
        flag.answer, flag.answered_at = said["text"], at
        flag.save(update_fields=["answer", "answered_at"])
        data = {"flag": flag.kind, "framing": False}
        self.staging.record(Kind.FLAG_ANSWERED, at, self.claim, said["by"], **data)

    def suggest(self, said: re.Match[str], at: datetime) -> None:
        made = Suggestion.objects.create(
            debate=self.staging.debate,
            claim=self.claim,
            kind=SuggestionKind.WORDING,
            author=self.staging.person(said["by"]),
            text=said["text"],
            version=self.claim.version,
            reason=said["reason"],
            created_at=at,
        )
        data: dict[str, object] = {"replaced": [], "reason": said["reason"]}
        told = self.staging.record(Kind.SUGGESTION_MADE, at, self.claim, said["by"], **data)
        told.suggestion = made

    def more(self, said: re.Match[str], at: datetime) -> None:
        text = said["text"].replace(" ¶ ", "\n\n").replace("\n\n- ", "\n- ")
        by = self.staging.person(said["by"])
        self.claim.details.create(number=1, text=text, by=by, at=at)
        self.staging.record(Kind.DETAILS_EDITED, at, self.claim, said["by"])


def _thank(staging: Staging, placed: Placed) -> None:
    """Thanks are given by whoever comes past the claim, and told without a name."""
    for key in placed.line.thanks:
        at = _comes(staging.clock, key, placed)
        person = staging.person(key)
        Thanks.objects.create(claim=placed.claim, participant=person, at=at)
        staging.record(Kind.THANKS_CHANGED, at, placed.claim, given=True)


def _comes(clock: Clock, key: str, placed: Placed) -> datetime:
    """At an hour of theirs, and at any rate before now."""
    at = clock.later(key, placed.claim.created_at, seed="thanks" + placed.line.text)
    return min(at, clock.now - timedelta(minutes=20))
