"""What one person has not read of a debate, and above what it stands. One query a page."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .activity import Activity, Kind
from .claim import Claim
from .debate import Debate
from .participant import Participant

# Acts that are looked at, the latest first. Whoever missed more is told "many".
MOST = 1_000
# Places that are named with their words.
NAMED = 5

# From the claims with something unread up to the root, each once however many lie below it. Their
# ways are short and share most steps; the tree is not walked. OFFSET 0 keeps the planner, which
# expects far longer ways, from reading the whole table for each level.
WAYS_SQL = f"""
WITH RECURSIVE acts (claim, kind, id) AS MATERIALIZED ({{acts}}),
kinds (claim, kinds) AS (
    SELECT claim, jsonb_object_agg(kind, n)
    FROM (SELECT claim, kind, count(*) AS n FROM acts GROUP BY claim, kind) AS counted
    GROUP BY claim
),
way (id, parent_id, stance, place) AS (
    SELECT id, parent_id, stance, position FROM debates_claim
    WHERE id IN (SELECT claim FROM kinds)
    UNION
    SELECT c.id, c.parent_id, c.stance, c.position
    FROM way CROSS JOIN LATERAL (
        SELECT * FROM debates_claim WHERE id = way.parent_id OFFSET 0
    ) c
),
named AS (
    SELECT coalesce(way.parent_id, way.id) AS id FROM way JOIN kinds ON kinds.claim = way.id
    GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT {NAMED}
)
SELECT way.id, way.parent_id, way.stance, way.place, kinds.kinds,
    CASE WHEN way.id IN (SELECT id FROM named) THEN
        (SELECT text FROM debates_claim WHERE id = way.id)
    END,
    (SELECT count(*) FROM acts), (SELECT min(id) FROM acts)
FROM way LEFT JOIN kinds ON kinds.claim = way.id
"""  # noqa: S608 (constant SQL, the ids are parameters)

Marks = Counter[str]
"""How many claims hold something of a kind; of comments, how many there are."""

SIGNS = {
    Kind.CLAIM_ADDED: "new",
    Kind.CLAIM_EDITED: "changed",
    Kind.CLAIM_MOVED: "moved",
    Kind.CLAIM_RESTORED: "restored",
    Kind.COMMENT_ADDED: "comments",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A claim that holds something unread, or stands above one."""

    pk: int
    parent: int | None
    stance: str | None
    place: int
    marks: Marks


@dataclass(frozen=True, slots=True)
class Sign:
    """What one place of a page says: the claim's own marks, and those of everything below it."""

    own: Marks
    below: Marks
    is_many: bool

    @property
    def own_words(self) -> str:
        """In words: "new", "changed, 2 new comments"."""
        words = {
            "new": _("new"),
            "changed": _("changed"),
            "moved": _("moved"),
            "restored": _("restored"),
        }
        said = [word for sign, word in words.items() if self.own[sign]]
        if n := self.own["comments"]:
            said.append(ngettext("%(n)d new comment", "%(n)d new comments", n) % {"n": n})
        return ", ".join(said)

    @property
    def below_words(self) -> str:
        """As in "2 new, 1 comment below"; without numbers where not everything was looked at."""
        if not self.below:
            return ""
        if self.is_many:
            return _("unread below")
        return _("%(what)s below") % {"what": in_words(self.below)}


@dataclass(frozen=True, slots=True)
class NewsPlace:
    """A claim under which something is unread. What is new has sides, the rest has not."""

    claim: Claim
    pros: int
    cons: int
    theses: int
    others: str


@dataclass(frozen=True)
class Unread:
    """One person's unread claims of one debate, with every claim above them."""

    steps: dict[int, Step] = field(default_factory=dict)
    named: list[Claim] = field(default_factory=list)
    oldest: int | None = None
    is_many: bool = False

    @classmethod
    def of(cls, debate: Debate, reader: Participant) -> "Unread":
        """In one query, whatever the size of the debate; of very much only the latest."""
        acts = Activity.objects.unread_in(reader).order_by("-pk")
        rows = acts.values_list("claim", "kind", "pk")[: MOST + 1]
        sql, params = rows.query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(WAYS_SQL.format(acts=sql), params)
            found = cursor.fetchall()
        steps, named = dict[int, Step](), list[Claim]()
        for pk, parent, stance, place, kinds, text, *_counts in found:
            steps[pk] = Step(pk, parent, stance, place, _marks(kinds))
            if text is not None:
                named.append(Claim(pk=pk, debate=debate, parent_id=parent, text=text))
        number, oldest = found[0][-2:] if found else (0, None)
        return cls(steps, named, oldest, is_many=number > MOST)

    @property
    def total(self) -> int:
        """How many claims hold something unread."""
        return sum(bool(step.marks) for step in self.steps.values())

    def own(self, *places: int | None) -> Marks:
        """What is unread about a claim; about a link with the claim it shows."""
        return sum((self.steps[pk].marks for pk in places if pk in self.steps), Marks())

    def below(self, *places: int | None) -> Marks:
        """What is unread below a claim, or below the one a link shows."""
        return sum((self._below[pk] for pk in places if pk in self.steps), Marks())

    def without(self, pks: Iterable[int]) -> "Unread":
        """The same once these claims are read."""
        read = {pk: replace(self.steps[pk], marks=Marks()) for pk in pks if pk in self.steps}
        return replace(self, steps=self.steps | read)

    def next_after(self, way: Iterable[Claim]) -> int | None:
        """The unread claim after the end of a way from the root, as one reads the outline.

        At the end of the debate it begins again; None when nothing is unread.
        """
        here = [(claim.position, claim.pk) for claim in way]
        unread = sorted((self._path(step), pk) for pk, step in self.steps.items() if step.marks)
        if not unread:
            return None
        return next((pk for path, pk in unread if path > here), unread[0][1])

    @cached_property
    def places(self) -> list[NewsPlace]:
        """The places with most that is unread, at most NAMED."""
        counts: dict[int, Marks] = {}
        for step in self.steps.values():
            here = counts.setdefault(step.parent or step.pk, Marks())
            here.update(step.marks)
            if step.marks["new"]:
                here[step.stance or "thesis"] += 1
        found = [(counts[claim.pk], claim) for claim in self.named if counts[claim.pk]]
        return [
            NewsPlace(claim, here["pro"], here["con"], here["thesis"], _changes(here))
            for here, claim in sorted(found, key=lambda it: (-it[0].total(), it[1].pk))
        ]

    @property
    def more_places(self) -> int:
        """How many places are not named."""
        holding = {step.parent or step.pk for step in self.steps.values() if step.marks}
        return len(holding) - len(self.places)

    @cached_property
    def _below(self) -> dict[int, Marks]:
        """What lies below each step, added up from the leaves."""
        below = {pk: Marks() for pk in self.steps}
        missing = Counter(step.parent for step in self.steps.values())
        ready = [pk for pk in self.steps if pk not in missing]
        while ready:
            step = self.steps[ready.pop()]
            if step.parent is not None:
                for marks in (step.marks, below[step.pk]):
                    for sign, n in marks.items():
                        below[step.parent][sign] += n
                missing[step.parent] -= 1
                if not missing[step.parent]:
                    ready.append(step.parent)
        return below

    def _path(self, step: Step) -> list[tuple[int, int]]:
        path = [(step.place, step.pk)]
        while step.parent is not None:
            step = self.steps[step.parent]
            path.append((step.place, step.pk))
        return path[::-1]


def in_words(marks: Marks) -> str:
    """As in "2 new, 1 changed, 3 comments"."""
    said = {
        "new": ngettext("%(n)d new", "%(n)d new", marks["new"]),
        "changed": ngettext("%(n)d changed", "%(n)d changed", marks["changed"]),
        "moved": ngettext("%(n)d moved", "%(n)d moved", marks["moved"]),
        "restored": ngettext("%(n)d restored", "%(n)d restored", marks["restored"]),
        "comments": ngettext("%(n)d comment", "%(n)d comments", marks["comments"]),
    }
    return ", ".join(words % {"n": marks[sign]} for sign, words in said.items() if marks[sign])


def _changes(marks: Marks) -> str:
    return in_words(Marks({sign: n for sign, n in marks.items() if sign != "new"}))


def _marks(kinds: str | None) -> Marks:
    """A claim that is new to somebody is neither changed nor moved for them."""
    counts: dict[str, int] = json.loads(kinds) if kinds else {}
    signs = {SIGNS[Kind(kind)]: n for kind, n in counts.items()}
    if "new" in signs:
        signs = {sign: n for sign, n in signs.items() if sign in {"new", "comments"}}
    return Marks({sign: n if sign == "comments" else 1 for sign, n in signs.items()})
