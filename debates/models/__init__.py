"""What a debate is made of."""

from .activity import Activity, Kind
from .ballot import Ballot
from .bookmark import Bookmark
from .claim import Claim, Stance
from .claim_queries import in_sight
from .claim_version import ClaimVersion
from .comment import Comment
from .debate import Debate
from .debate_choices import (
    DebateKind,
    DebateTemplate,
    Naming,
    Origin,
    Phase,
    VotesShown,
)
from .details import Details
from .flag import Flag, FlagGroup, FlagKind
from .ghost import PutAside
from .link_check import LinkCheck, LinkState
from .mention import Mention
from .merge import Merge
from .participant import Participant, ParticipantRole
from .passed_over import PassedOver
from .reading import Reading
from .refusals import (
    CannotMerge,
    ClaimChanged,
    ClaimGone,
    ClosingHasPassed,
    CommentChanged,
    CommentResolved,
    DebateInUse,
    DebateReadOnly,
    DetailsChanged,
    DraftNotArchived,
    GroupNameTaken,
    GroupsNeedNames,
    NamesStayHidden,
    NoFlagWaits,
    NoSuchPlace,
    OriginGone,
    Overtaken,
    PhaseMoved,
    Refused,
    SourceChanged,
    SourceGone,
    StandsThereAlready,
    SuggestionSettled,
    TooManyGroups,
    TooManySources,
    VersionConflict,
)
from .source import Source, SourceKind
from .suggestion import Suggestion, SuggestionKind, SuggestionState
from .thanks import Thanks
from .unread import Sign, Unread
from .vote import Vote
from .voter_group import VoterGroup
from .waiting import Waiting

__all__ = [
    "Activity",
    "Ballot",
    "Bookmark",
    "CannotMerge",
    "Claim",
    "ClaimChanged",
    "ClaimGone",
    "ClaimVersion",
    "ClosingHasPassed",
    "Comment",
    "CommentChanged",
    "CommentResolved",
    "Debate",
    "DebateInUse",
    "DebateKind",
    "DebateReadOnly",
    "DebateTemplate",
    "Details",
    "DetailsChanged",
    "DraftNotArchived",
    "Flag",
    "FlagGroup",
    "FlagKind",
    "GroupNameTaken",
    "GroupsNeedNames",
    "Kind",
    "LinkCheck",
    "LinkState",
    "Mention",
    "Merge",
    "NamesStayHidden",
    "Naming",
    "NoFlagWaits",
    "NoSuchPlace",
    "Origin",
    "OriginGone",
    "Overtaken",
    "Participant",
    "ParticipantRole",
    "PassedOver",
    "Phase",
    "PhaseMoved",
    "PutAside",
    "Reading",
    "Refused",
    "Sign",
    "Source",
    "SourceChanged",
    "SourceGone",
    "SourceKind",
    "Stance",
    "StandsThereAlready",
    "Suggestion",
    "SuggestionKind",
    "SuggestionSettled",
    "SuggestionState",
    "Thanks",
    "TooManyGroups",
    "TooManySources",
    "Unread",
    "VersionConflict",
    "Vote",
    "VoterGroup",
    "VotesShown",
    "Waiting",
    "in_sight",
]
