"""The five kinds of question a debate may start from, and what each of them asks and suggests.

Not every problem is of one kind: what helps with a question somebody can answer is in the way where
everybody's answer changes the question. A template prepares the form and teaches on the empty page;
everything it suggests can be changed.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import DebateKind, DebateTemplate, Naming, VotesShown


@dataclass(frozen=True, slots=True)
class Prompts:
    """What one template says and suggests."""

    when: Promise
    """For what it is, on the page on which one chooses."""
    example: Promise
    statement: Promise
    """How to word the statement or the question."""
    background: Promise
    """An outline, in Markdown, to be filled in."""
    pro: Promise
    """What the empty column of pros says below the thesis; `con` and `thesis` alike."""
    con: Promise
    thesis: Promise
    days: int
    """How long it suggests that people argue."""
    kind: DebateKind = DebateKind.THESIS
    naming: Naming = Naming.NAMED
    votes_shown: VotesShown = VotesShown.AFTER_OWN


PROMPTS: dict[str, Prompts] = {
    DebateTemplate.TECHNICAL: Prompts(
        when=_(
            "Somebody could know the answer. Facts, figures or a small trial would settle most of "
            "it."
        ),
        example=_("We should move our notes into one shared folder."),
        statement=_(
            "Say what you would do, so exactly that it could be tried. One thing, not three."
        ),
        background=_(
            "**What is so today.**\n\n"
            "**What we measured, read or tried.**\n\n"
            "**What it may cost at most.**\n\n"
            "**What would settle it.**\n"
        ),
        pro=_("No pro yet. A good first one gives a figure or an experience, and says whose."),
        con=_("No con yet. A good first one names what would break, and how one would notice."),
        thesis=_("No answer has been proposed yet. A good one could be tried on Monday."),
        days=7,
        votes_shown=VotesShown.ALWAYS,
    ),
    DebateTemplate.WICKED: Prompts(
        when=_(
            "No answer is right for everybody, and each one changes the question. People will go "
            "on living with it afterwards."
        ),
        example=_("How do we share the evenings fairly?"),
        statement=_(
            "Ask what everybody could answer, and nobody for all. Begin with “How”, leave out the "
            "answer you hope for."
        ),
        background=_(
            "**Who lives with it, and how.** Also those who are not here.\n\n"
            "**What was tried before, and what came of it.**\n\n"
            "**What must not happen, whatever we do.**\n\n"
            "**What we do not know.**\n"
        ),
        pro=_(
            "No pro yet. A good first one tells who would be better off, and how they would know "
            "it."
        ),
        con=_(
            "No con yet. A good first one names who would carry it, and what it would move "
            "elsewhere."
        ),
        thesis=_(
            "No answer has been proposed yet. A half answer is welcome: this kind of question has "
            "no whole ones."
        ),
        days=21,
        kind=DebateKind.QUESTION,
    ),
    DebateTemplate.PROPOSAL: Prompts(
        when=_(
            "Somebody wants to do something and asks for advice first: from those it affects, and "
            "from those who know about it."
        ),
        example=_("From May on, new colleagues spend their first week with the night team."),
        statement=_(
            "Say what you mean to do, from when on, and for how long. It is yours to decide; the "
            "others advise."
        ),
        background=_(
            "**What I noticed.**\n\n"
            "**What I want to do, and until when we try it.**\n\n"
            "**Whom it affects, and whose advice I ask.**\n\n"
            "**How we will know whether it was good.**\n\n"
            "First ask what is unclear, under “Talk”. Then advise, as pros and cons. An objection "
            "is a con that says what harm it would do.\n"
        ),
        pro=_("No pro yet. A good first one says what this would make possible, and for whom."),
        con=_(
            "No con yet. A good first one says what harm it would do, and what would have to "
            "change for you to go along. Silence is not consent."
        ),
        thesis=_("No proposal yet. A good one says who does what, from when on."),
        days=14,
    ),
    DebateTemplate.AGREEMENT: Prompts(
        when=_("How we want to work with one another: something everybody keeps, or nobody does."),
        example=_("Nobody expects an answer after six in the evening."),
        statement=_(
            "Write it as a sentence everybody could sign, about what one does and not about how "
            "one should be."
        ),
        background=_(
            "**What happens today when we have not agreed on anything.**\n\n"
            "**What keeping it would look like on an ordinary day.**\n\n"
            "**What is exempt.**\n\n"
            "**What we do when somebody breaks it,** because somebody will.\n"
        ),
        pro=_("No pro yet. A good first one says what it would spare you on an ordinary day."),
        con=_("No con yet. A good first one tells of the day on which you could not keep it."),
        thesis=_("No wording has been proposed yet. A good one can be kept, and seen to be kept."),
        days=10,
        votes_shown=VotesShown.CLOSED,
    ),
    DebateTemplate.LOOK_BACK: Prompts(
        when=_(
            "Something is over, or was tried for a while. What did we learn, and what do we keep?"
        ),
        example=_("Our thirty days without a Monday round were worth it."),
        statement=_(
            "Say it as a judgement that one can agree with or not. It is about the time, not about "
            "the people."
        ),
        background=_(
            "**What we had set out to do.**\n\n"
            "**What happened,** in the order in which it happened.\n\n"
            "**What surprised us.**\n\n"
            "Everybody did the best they could with what they knew then.\n"
        ),
        pro=_("No pro yet. A good first one tells of one moment in which it was good."),
        con=_("No con yet. A good first one tells of one moment you would not want again."),
        thesis=_("Nothing has been said yet. What should we keep, change, or leave?"),
        days=7,
        naming=Naming.MASKED,
        votes_shown=VotesShown.CLOSED,
    ),
}
