"""Any order of acts, from adding to merging and branching off, leaves a right tree."""

from contextlib import suppress

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from debates.formats.kialo import read, write
from debates.models import (
    Activity,
    Claim,
    Debate,
    FlagKind,
    Overtaken,
    Participant,
    Refused,
    StandsThereAlready,
    Suggestion,
)
from debates.models.activity import OVERTAKEN_BY
from debates.overview.load import load_tree
from teams.models import Team, User
from tests.factories import make_debate, make_member, root_of

numbers = st.integers(min_value=0, max_value=10_000)
stances = st.sampled_from(["pro", "con"])


class Tree(RuleBasedStateMachine):
    """One debate; a number picks a claim. What a rule refuses must have changed nothing."""

    team: Team
    user: User

    @initialize()
    def begin(self) -> None:
        self.debate = make_debate(self.team, self.user)
        self.by: Participant = self.debate.join(self.user)
        self.other: Participant = self.debate.join(make_member(self.team))
        self.made: list[Debate] = []
        root = root_of(self.debate)
        root.reply("First", "pro", by=self.by)
        root.reply("Second", "con", by=self.by)

    def pick(self, number: int, *, below_root: bool = False) -> Claim:
        claims = Claim.objects.select_related("debate").filter(debate=self.debate).order_by("pk")
        found = list(claims)
        return found[1 + number % (len(found) - 1)] if below_root else found[number % len(found)]

    @rule(number=numbers, stance=stances)
    def add(self, number: int, stance: str) -> None:
        place = self.pick(number)
        if not place.takes_replies:
            return
        try:
            place.reply("Said", stance, by=self.by)
        except Refused:
            assert place.is_out_of_sight

    @rule(number=numbers)
    def archive(self, number: int) -> None:
        claim = self.pick(number, below_root=True)
        try:
            claim.archive(by=self.by, reason="because")
        except Refused:
            assert claim.archived_above

    @rule(number=numbers)
    def restore(self, number: int) -> None:
        claim = self.pick(number, below_root=True)
        try:
            claim.restore(by=self.by)
        except StandsThereAlready:
            assert claim.links_to_id is not None
            assert Claim.objects.get(pk=claim.pk).archived_at is not None

    @rule(number=numbers, place=numbers, stance=stances)
    def move(self, number: int, place: int, stance: str) -> None:
        claim, to = self.pick(number, below_root=True), self.pick(place)
        was = (claim.parent_id, claim.stance)
        try:
            claim.move(to=to, stance=stance, by=self.by, reason="because")
        except Refused:
            claim.refresh_from_db()
            assert (claim.parent_id, claim.stance) == was

    @rule(number=numbers, place=numbers, stance=stances)
    def link(self, number: int, place: int, stance: str) -> None:
        claim, parent = self.pick(number, below_root=True), self.pick(place)
        if claim.external_title:
            return
        rows = Claim.objects.filter(debate=self.debate).count()
        try:
            claim.link_under(parent, stance, by=self.by)
        except Refused:
            assert Claim.objects.filter(debate=self.debate).count() == rows

    @rule(number=numbers)
    def unlink(self, number: int) -> None:
        links = Claim.objects.filter(debate=self.debate, archived_at=None, archived_above=False)
        found = list(links.exclude(links_to=None).select_related("debate").order_by("pk"))
        if found:
            link = found[number % len(found)]
            assert link.archive(by=self.by) is not None

    @rule(number=numbers, other=numbers)
    def merge(self, number: int, other: int) -> None:
        claim, into = self.pick(number, below_root=True), self.pick(other, below_root=True)
        if claim.external_title or into.external_title:
            return
        try:
            claim.merge(into, by=self.by)
        except Refused:
            now = Claim.objects.get(pk=claim.pk)
            assert (now.parent_id, now.merged_into_id) == (claim.parent_id, claim.merged_into_id)

    @rule(number=numbers, place=numbers, kind=st.sampled_from(["wording", "claim", "move"]))
    def suggest(self, number: int, place: int, kind: str) -> None:
        claim, to = self.pick(number, below_root=True), self.pick(place)
        wish = {"to": to, "stance": "pro"} if kind == "move" else {"text": "Or so"}
        wish |= {"stance": "pro"} if kind == "claim" else {}
        try:
            claim.suggest(kind, by=self.other, reason="because", **wish)
        except Refused:
            assert not Claim.objects.shown().filter(pk=claim.pk).exists()

    @rule(number=numbers, kind=st.sampled_from([FlagKind.UNCLEAR, FlagKind.DUPLICATE]))
    def flag(self, number: int, kind: FlagKind) -> None:
        claim = self.pick(number)
        try:
            claim.flag(kind, by=self.other)
        except Refused:
            assert claim.is_out_of_sight

    @rule(number=numbers)
    def undo(self, number: int) -> None:
        acts = Activity.objects.filter(debate=self.debate, kind__in=OVERTAKEN_BY).order_by("-pk")
        found = [done for done in acts.select_related("claim")[:5] if done.can_be_undone]
        if not found:
            return
        done = found[number % len(found)]
        done.claim.debate = self.debate
        with suppress(Refused):
            done.claim.undo(done, by=self.by)

    @invariant()
    def what_was_merged_is_gone_and_leads_to_what_is_there(self) -> None:
        for row in Claim.objects.filter(debate=self.debate).exclude(merged_into=None):
            assert row.archived_at is not None
            assert row.merged_into.merged_into_id is None
            assert not row.children.filter(archived_above=False).exists()

    @rule(number=numbers)
    def branch_off(self, number: int) -> None:
        claim = self.pick(number, below_root=True)
        if not claim.may_branch_off:
            return
        try:
            made, _ = claim.branch_off(by=self.user, title="Branch", reason="because")
        except Refused:
            assert claim.is_out_of_sight
            return
        shown = Claim.objects.filter(debate=made).shown().count()
        assert made.claims_count == shown == len(load_tree(made))
        self.made.append(made)

    @rule(number=numbers)
    def rejoin(self, number: int) -> None:
        if not self.made:
            return
        made = self.made[number % len(self.made)]
        try:
            made.rejoin(by=self.user)
        except Overtaken:
            assert made.origin_claim is not None
            made.origin_claim.refresh_from_db(fields=["merged_into"])
            assert made.origin_claim.merged_into_id is not None

    @invariant()
    def nothing_waits_for_a_decision_at_what_is_gone(self) -> None:
        there = Suggestion.objects.filter(debate=self.debate, state="open")
        assert not there.exclude(claim__archived_at=None).exists()

    @invariant()
    def no_claim_stands_twice_under_one_parent(self) -> None:
        places = Claim.objects.filter(debate=self.debate, archived_at=None)
        seen = [(row.parent_id, row.links_to_id or row.pk) for row in places]
        assert len(seen) == len(set(seen))

    @invariant()
    def nothing_stands_under_a_link(self) -> None:
        assert not Claim.objects.filter(parent__links_to__isnull=False).exists()

    @invariant()
    def it_leaves_and_comes_back_whole(self) -> None:
        document = self.debate.as_document()
        shown = Debate.objects.get(pk=self.debate.pk).claims_count
        assert (
            document.links
            == Claim.objects.filter(debate=self.debate, links_to__isnull=False).shown().count()
        )
        assert len(document.claims) == shown
        assert read(write(document)).claims == document.claims

    @invariant()
    def every_claim_hangs_on_the_one_root(self) -> None:
        parents: dict[int, int | None] = dict(
            Claim.objects.filter(debate=self.debate).values_list("pk", "parent_id")
        )
        assert [pk for pk, parent in parents.items() if parent is None] == [self.pick(0).pk]
        for claim in parents:
            steps, here = 0, claim
            while (above := parents[here]) is not None:
                here, steps = above, steps + 1
                assert steps < len(parents)

    @invariant()
    def what_is_below_something_archived_says_so(self) -> None:
        rows = {row.pk: row for row in Claim.objects.filter(debate=self.debate)}
        for row in rows.values():
            above = rows.get(row.parent_id or 0)
            hidden = above is not None and (above.archived_at is not None or above.archived_above)
            assert row.archived_above == hidden

    @invariant()
    def numbers_equal_a_recount(self) -> None:
        kept = Debate.objects.get(pk=self.debate.pk).claims_count
        assert kept == Claim.objects.filter(debate=self.debate).shown().count()
        assert kept == len(load_tree(self.debate))
        self.by.refresh_from_db()
        assert self.by.claims_count == self.by.claims.filter(links_to=None).count()

    @invariant()
    def no_link_is_seen_below_itself(self) -> None:
        below: dict[int | None, set[int]] = {}
        claims = Claim.objects.filter(debate=self.debate)
        for pk, parent, target in claims.values_list("pk", "parent_id", "links_to_id"):
            below.setdefault(parent, set()).add(target or pk)
        for target in claims.filter(~Q(links_to=None)).values_list("links_to_id", flat=True):
            seen: set[int] = set()
            waiting = set(below.get(target, ()))
            while waiting:
                here = waiting.pop()
                seen.add(here)
                waiting |= below.get(here, set()) - seen
            assert target not in seen


@pytest.mark.usefixtures("db")
def test_any_order_of_acts_leaves_a_tree(team: Team, writer: User) -> None:
    Tree.team, Tree.user = team, writer
    run_state_machine_as_test(
        Tree,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
