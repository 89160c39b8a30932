"""What a debate is made of."""

from .activity import Activity, Kind
from .bookmark import Bookmark
from .claim import Claim, Stance
from .claim_queries import in_sight
from .claim_version import ClaimVersion
from .comment import Comment
from .debate import Debate
from .debate_choices import DebateKind, Naming, Phase, VotesShown
from .details import Details
from .flag import Flag, FlagGroup, FlagKind
from .participant import Participant, ParticipantRole
from .refusals import (
    ClaimGone,
    CommentChanged,
    CommentResolved,
    DebateReadOnly,
    DetailsChanged,
    DraftNotArchived,
    NoFlagWaits,
    NoSuchPlace,
    Overtaken,
    Refused,
    SourceChanged,
    SourceGone,
    StandsThereAlready,
    TooManySources,
    VersionConflict,
)
from .source import Source, SourceKind
from .thanks import Thanks
from .visit import Visit
from .vote import Vote

__all__ = [
    "Activity",
    "Bookmark",
    "Claim",
    "ClaimGone",
    "ClaimVersion",
    "Comment",
    "CommentChanged",
    "CommentResolved",
    "Debate",
    "DebateKind",
    "DebateReadOnly",
    "Details",
    "DetailsChanged",
    "DraftNotArchived",
    "Flag",
    "FlagGroup",
    "FlagKind",
    "Kind",
    "Naming",
    "NoFlagWaits",
    "NoSuchPlace",
    "Overtaken",
    "Participant",
    "ParticipantRole",
    "Phase",
    "Refused",
    "Source",
    "SourceChanged",
    "SourceGone",
    "SourceKind",
    "Stance",
    "StandsThereAlready",
    "Thanks",
    "TooManySources",
    "VersionConflict",
    "Visit",
    "Vote",
    "VotesShown",
    "in_sight",
]
