"""In which words the record tells what was done, and what of it is told to nobody."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from debates.models import Kind


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds one may ask for together."""

    name: str
    label: Promise
    kinds: tuple[Kind, ...]


GROUPS = (
    Group("added", gettext_lazy("New claims"), (Kind.CLAIM_ADDED,)),
    Group("words", gettext_lazy("Wordings"), (Kind.CLAIM_EDITED, Kind.DETAILS_EDITED)),
    Group(
        "shape",
        gettext_lazy("Moved, merged, archived"),
        (
            Kind.CLAIM_MOVED,
            Kind.CLAIM_ARCHIVED,
            Kind.CLAIM_RESTORED,
            Kind.CLAIM_MERGED,
            Kind.CLAIM_UNMERGED,
        ),
    ),
    Group(
        "sources",
        gettext_lazy("Sources"),
        (Kind.SOURCE_ADDED, Kind.SOURCE_EDITED, Kind.SOURCE_REMOVED, Kind.SOURCE_RESTORED),
    ),
    Group(
        "talk",
        gettext_lazy("Talk"),
        (
            Kind.COMMENT_ADDED,
            Kind.COMMENT_EDITED,
            Kind.COMMENT_RESOLVED,
            Kind.COMMENT_REOPENED,
            Kind.FLAG_ANSWERED,
        ),
    ),
    Group(
        "suggestions",
        gettext_lazy("Suggestions"),
        (
            Kind.SUGGESTION_MADE,
            Kind.SUGGESTION_ACCEPTED,
            Kind.SUGGESTION_DECLINED,
            Kind.SUGGESTION_WITHDRAWN,
        ),
    ),
    Group(
        "debate",
        gettext_lazy("The debate itself"),
        (
            Kind.DEBATE_DRAFTED,
            Kind.DEBATE_OPENED,
            Kind.DEBATE_IMPORTED,
            Kind.DEBATE_FRAMED,
            Kind.DEBATE_CLOSED,
            Kind.DEBATE_REOPENED,
            Kind.PHASE_CHANGED,
            Kind.DEBATE_ARCHIVED,
            Kind.DEBATE_RESTORED,
            Kind.DEBATE_DELETED,
            Kind.DEBATE_BROUGHT_BACK,
        ),
    ),
)
# How one votes, whom one thanks and where one would have something mended is told to nobody.
NOT_TOLD = (Kind.VOTE_CAST, Kind.THANKS_CHANGED, Kind.FLAG_RAISED, Kind.FLAG_WITHDRAWN)
TOLD = tuple(kind for group in GROUPS for kind in group.kinds)

# One sentence a kind, with who did it; new claims have one for each stance (`Entry.sentence`).
SENTENCES: dict[str, Promise] = {
    Kind.CLAIM_EDITED: gettext_lazy("%(who)s reworded"),
    Kind.DETAILS_EDITED: gettext_lazy("%(who)s changed the longer text behind"),
    Kind.CLAIM_MOVED: gettext_lazy("%(who)s moved"),
    Kind.CLAIM_ARCHIVED: gettext_lazy("%(who)s archived"),
    Kind.CLAIM_RESTORED: gettext_lazy("%(who)s restored"),
    Kind.CLAIM_MERGED: gettext_lazy("%(who)s merged"),
    Kind.CLAIM_UNMERGED: gettext_lazy("%(who)s took back the merge of"),
    Kind.COMMENT_ADDED: gettext_lazy("%(who)s commented on"),
    Kind.COMMENT_EDITED: gettext_lazy("%(who)s changed a comment on"),
    Kind.COMMENT_RESOLVED: gettext_lazy("%(who)s resolved a comment on"),
    Kind.COMMENT_REOPENED: gettext_lazy("%(who)s reopened a comment on"),
    Kind.FLAG_ANSWERED: gettext_lazy("%(who)s answered what should be mended about"),
    Kind.SOURCE_ADDED: gettext_lazy("%(who)s added a source to"),
    Kind.SOURCE_EDITED: gettext_lazy("%(who)s changed a source of"),
    Kind.SOURCE_REMOVED: gettext_lazy("%(who)s removed a source from"),
    Kind.SOURCE_RESTORED: gettext_lazy("%(who)s put back a source on"),
    Kind.DEBATE_DRAFTED: gettext_lazy("The debate was begun as a draft"),
    Kind.SUGGESTION_MADE: gettext_lazy("%(who)s suggested something for"),
    Kind.SUGGESTION_ACCEPTED: gettext_lazy("%(who)s accepted a suggestion for"),
    Kind.SUGGESTION_DECLINED: gettext_lazy("%(who)s declined a suggestion for"),
    Kind.SUGGESTION_WITHDRAWN: gettext_lazy("%(who)s withdrew a suggestion for"),
    Kind.DEBATE_OPENED: gettext_lazy("The debate was opened"),
    Kind.DEBATE_IMPORTED: gettext_lazy("The debate was imported"),
    Kind.DEBATE_CLOSED: gettext_lazy("The debate was closed"),
    Kind.DEBATE_REOPENED: gettext_lazy("The debate was opened again"),
    Kind.PHASE_CHANGED: gettext_lazy("The debate was decided"),
    Kind.DEBATE_ARCHIVED: gettext_lazy("%(who)s archived the debate"),
    Kind.DEBATE_RESTORED: gettext_lazy("%(who)s took the debate out of the archive"),
    Kind.DEBATE_DELETED: gettext_lazy("%(who)s deleted the debate"),
    Kind.DEBATE_BROUGHT_BACK: gettext_lazy("%(who)s brought the debate back"),
}
# What framing may have changed, as one says it.
FRAMED: dict[str, Promise] = {
    "thesis": gettext_lazy("the statement"),
    "theses": gettext_lazy("the first answers"),
    "title": gettext_lazy("the title"),
    "background": gettext_lazy("the background"),
    "cover": gettext_lazy("the cover colour"),
    "tags": gettext_lazy("the tags"),
    "naming": gettext_lazy("who is shown"),
    "votes_shown": gettext_lazy("when votes are shown"),
    "opens_at": gettext_lazy("the opening date"),
    "closes_at": gettext_lazy("the closing date"),
    "phase_note": gettext_lazy("what was decided"),
}
ADDED: dict[str | None, Promise] = {
    "pro": gettext_lazy("%(who)s added a pro"),
    "con": gettext_lazy("%(who)s added a con"),
    None: gettext_lazy("%(who)s added a thesis"),
}
# The same of a link: a row that shows a claim which stands elsewhere.
OF_LINKS: dict[tuple[str, str | None], Promise] = {
    (Kind.CLAIM_ADDED, "pro"): gettext_lazy("%(who)s linked, as a pro"),
    (Kind.CLAIM_ADDED, "con"): gettext_lazy("%(who)s linked, as a con"),
    (Kind.CLAIM_ARCHIVED, None): gettext_lazy("%(who)s removed a link to"),
    (Kind.CLAIM_RESTORED, None): gettext_lazy("%(who)s brought back a link to"),
    (Kind.CLAIM_MOVED, None): gettext_lazy("%(who)s moved a link to"),
}
# The same where it takes an earlier act back.
TAKEN_BACK: dict[str, Promise] = {
    Kind.CLAIM_EDITED: gettext_lazy("%(who)s went back to the earlier wording of"),
    Kind.CLAIM_MOVED: gettext_lazy("%(who)s moved back"),
}
# Recorded without a participant when whoever frames does it.
BY_FRAMING = (Kind.COMMENT_RESOLVED, Kind.COMMENT_REOPENED, Kind.FLAG_ANSWERED)
