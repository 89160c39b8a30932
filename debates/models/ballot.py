"""What one person still has to vote on in one debate, level by level from the thesis down."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from .claim import Claim
from .claim_queries import in_sight
from .passed_over import PassedOver
from .vote import Vote

if TYPE_CHECKING:
    from .debate import Debate
    from .participant import Participant


def state_sql(voter: str, has_theses: str) -> str:
    """What a claim `c` is to one voter: `votable`, `fresh` and `skipped`, as `s`.

    `fresh`: their vote answers its wording and its place. Where the vote is missing, or not fresh
    and nothing was skipped since, a votable claim waits.

    Args:
        voter: the participant's key in SQL, and `has_theses` whether the debate asks a question.
    """
    # What a link shows is looked up link by link: most claims are none, and joining them all to
    # all others was measured to take half as long again in 200 debates.
    return f"""
    LEFT JOIN LATERAL (SELECT * FROM debates_claim WHERE id = c.links_to_id OFFSET 0) t ON TRUE
    LEFT JOIN debates_vote v ON v.claim_id = c.id AND v.participant_id = {voter}
    LEFT JOIN debates_passedover p ON p.claim_id = c.id AND p.participant_id = {voter}
    CROSS JOIN LATERAL (SELECT
        c.external_title = '' AND NOT (c.parent_id IS NULL AND {has_theses}) AS votable,
        COALESCE(v.claim_version = COALESCE(t.version, c.version)
            AND v.at >= COALESCE(c.moved_at, v.at), FALSE) AS fresh,
        COALESCE(p.at >= COALESCE(v.at, p.at), FALSE) AS skipped
    ) s
"""  # noqa: S608 (two expressions of ours, no values)


STATE_SQL = state_sql("%(voter)s", "%(has_theses)s")
# A level is only entered when nothing on the one above waits for a vote (`ended`): whoever has
# voted on little makes the database walk little, however large the debate is. Within a level,
# claims come in the order of their parents, then as they stand: pros, cons.
# Children are looked up one parent at a time (docs/decisions/0001): never the whole table.
WALK_SQL = f"""
WITH RECURSIVE walk (id, level, rank, votable, fresh, waits, ended) AS (
    SELECT c.id, 0, 1::bigint, s.votable, s.fresh,
        s.votable AND NOT s.fresh AND NOT s.skipped,
        s.votable AND NOT s.fresh AND NOT s.skipped
    FROM debates_claim c {STATE_SQL} WHERE c.debate_id = %(debate)s AND c.parent_id IS NULL
    UNION ALL
    SELECT c.id, walk.level + 1,
        row_number() OVER (ORDER BY walk.rank, c.stance DESC, c.position, c.id),
        s.votable, s.fresh,
        s.votable AND NOT s.fresh AND NOT s.skipped,
        bool_or(s.votable AND NOT s.fresh AND NOT s.skipped) OVER ()
    FROM walk CROSS JOIN LATERAL (
        SELECT * FROM debates_claim
        WHERE parent_id = walk.id AND archived_at IS NULL AND NOT archived_above OFFSET 0
    ) c {STATE_SQL}
    WHERE NOT walk.ended AND NOT COALESCE(p.with_branch, FALSE)
        AND (t.id IS NULL OR (t.archived_at IS NULL AND NOT t.archived_above))
)
SELECT (array_agg(id ORDER BY rank) FILTER (WHERE waits))[1], level,
    count(*) FILTER (WHERE votable AND fresh), count(*) FILTER (WHERE votable)
FROM walk WHERE ended GROUP BY level
"""  # noqa: S608 (two constants, everything else is a parameter)

CAST_FIELDS = (
    "claim_id",
    "claim__links_to_id",
    "claim__parent_id",
    "claim__stance",
    "claim__is_thesis",
    "value",
)


@dataclass(frozen=True, slots=True)
class Front:
    """Where somebody is: the next claim that waits for their vote."""

    claim: int
    level: int
    """0 is the root, 1 what stands directly below it."""
    voted: int
    """On how many claims of the level they have voted; older wordings and places do not count."""
    claims: int
    """How many the level has, without ignored branches."""


@dataclass(frozen=True, slots=True)
class Cast:
    """One vote of a person and where it stands in the tree."""

    claim: int
    content: int
    """The claim whose branch it shows: itself, or a link's target."""
    parent: int | None
    stance: str | None
    is_position: bool
    value: int


@dataclass(frozen=True)
class Ballot:
    """One person voting through one debate. Where they are follows from their votes and skips."""

    debate: "Debate"
    voter: "Participant"

    def front(self) -> Front | None:
        """The first claim, level by level, that waits for a vote; None when none does.

        Votes on an earlier wording or place wait to be confirmed; what was skipped since does not.
        """
        parameters = {
            "debate": self.debate.pk,
            "voter": self.voter.pk,
            "has_theses": self.debate.has_theses,
        }
        with connection.cursor() as cursor:
            cursor.execute(WALK_SQL, parameters)
            found = cursor.fetchone()
        return Front(*found) if found else None

    def claim(self, pk: int) -> Claim | None:
        """A claim one can vote on, with the own vote, the number of replies and `passed`."""
        found = Claim.objects.filter(self._votable(), pk=pk).on_ballot(self.voter).first()
        if found is not None:
            found.debate = self.debate
        return found

    def before(self, claim: Claim, *, is_front: bool) -> int | None:
        """What the person dealt with last before this claim, by voting, skipping or ignoring."""
        dealt = [at for at in (claim.own_vote_at, claim.passed_at) if at]
        until = None if is_front or not dealt else max(dealt)
        latest = [
            rows.filter(in_sight("claim__"), self._votable("claim__"), participant=self.voter)
            .filter(Q() if until is None else Q(at__lt=until))
            .exclude(claim=claim)
            .order_by()
            .values_list("at", "claim")
            for rows in (Vote.objects.all(), PassedOver.objects.all())
        ]
        found = latest[0].union(latest[1]).order_by("-at", "-claim").first()
        return found[1] if found else None

    def casts(self) -> list[Cast]:
        """All votes of the person that answer the wording and the place as they are now."""
        # Annotated before it is compared: a filter alone would drop claims that are no links.
        version = Coalesce("claim__links_to__version", "claim__version")
        votes = Vote.objects.annotate(version=version).filter(
            in_sight("claim__"), participant=self.voter, claim_version=F("version")
        )
        current = votes.filter(Q(claim__moved_at=None) | Q(at__gte=F("claim__moved_at")))
        return [
            Cast(pk, links_to or pk, parent, stance, is_thesis or parent is None, value)
            for pk, links_to, parent, stance, is_thesis, value in current.values_list(*CAST_FIELDS)
        ]

    def _votable(self, claim: str = "") -> Q:
        """What takes votes: neither a question nor a reference to another debate."""
        votable = Q(**{f"{claim}debate": self.debate.pk, f"{claim}external_title": ""})
        return votable & ~Q(**{f"{claim}parent": None}) if self.debate.has_theses else votable
