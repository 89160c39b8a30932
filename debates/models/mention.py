"""Calling somebody into a talk: "@" and how they are known in this debate."""

import re
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from teams.models import Membership, User

from .activity import Activity
from .comment import Comment
from .debate_choices import Naming
from .participant import Participant

if TYPE_CHECKING:
    from .debate import Debate

# How many names a list offers at once.
OFFERED = 8


class MentionQuerySet(models.QuerySet["Mention"]):
    """Questions about who was called."""

    def note(self, comment: Comment, activity: Activity) -> None:
        """Keep who is called in a comment as it reads now. Whoever was called before is not again.

        Nobody calls themselves.
        """
        debate = comment.claim.debate
        called = [
            person
            for person in people_named_in(comment.text, debate)
            if person.pk != comment.author_id
        ]
        self.filter(comment=comment).exclude(participant__in=called).delete()
        self.bulk_create(
            [Mention(comment=comment, participant=person, activity=activity) for person in called],
            ignore_conflicts=True,
        )


class Mention(models.Model):
    """One person called in one comment."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    # The act that called them: what is told to them.
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="mentions")

    objects = MentionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "participant"], name="mention_once")
        ]

    def __str__(self) -> str:
        return f"mention in comment {self.comment_id}"


def names_to_mention(debate: "Debate", words: str = "") -> list[str]:
    """How the people one can call are known, those with these words in them; at most 8.

    With names everybody in the team, whether or not they came: a list of those who did would tell
    who has been reading. Behind masks whoever has spoken. Where nobody has a name, nobody.
    """
    return sorted(_known(debate, words))[:OFFERED]


def people_named_in(text: str, debate: "Debate") -> list[Participant]:
    """Whom a text calls. Two people of one name are both called.

    Only the longest name counts at one place: "@Ann Lee" does not call Ann.
    """
    known = _known(debate) if "@" in text else {}
    if not known:
        return []
    longest_first = sorted(known, key=len, reverse=True)
    names = re.compile(rf"(?<!\w)@({'|'.join(map(re.escape, longest_first))})(?!\w)")
    called = [bearer for name in set(names.findall(text)) for bearer in known[name]]
    return [who if isinstance(who, Participant) else debate.join(who) for who in called]


def _known(debate: "Debate", words: str = "") -> dict[str, list[User | Participant]]:
    """Each name one can call, with those who bear it."""
    known: dict[str, list[User | Participant]] = {}
    if debate.naming == Naming.MASKED:
        talked = Comment.objects.filter(claim__debate=debate).values("author")
        spoke = Q(claims_count__gt=0) | Q(pk__in=talked)
        for person in debate.participants.filter(spoke, mask__icontains=words).exclude(mask=""):
            known[person.mask] = [person]
    elif debate.is_named:
        members = Membership.objects.filter(team=debate.team_id, user__name__icontains=words)
        for member in members.exclude(user__name="").select_related("user"):
            known.setdefault(member.user.name, []).append(member.user)
    return known
