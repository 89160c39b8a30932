"""The record: everything done in a debate, told to everybody in it and to nobody else."""

from collections.abc import Callable
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from debates.models import Activity, Claim, Debate, Kind, Naming
from debates.record import NOT_TOLD, PAGE, TOLD
from teams.models import Team, User
from tests.factories import make_claim, make_comment, make_debate, make_vote, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]


def record_of(debate: Debate, query: str = "") -> str:
    return reverse("debates:activity_index", args=[debate.pk]) + query


def sentences(answer: object) -> list[str]:
    """What the lines of a page say, from top to bottom."""
    return [entry.sentence for entry in answer.context["record"].entries]


def test_every_kind_is_told_or_kept_on_purpose() -> None:
    assert sorted([*TOLD, *NOT_TOLD]) == sorted(Kind)


class TestIndex:
    """The page."""

    def test_the_latest_first_with_who_what_where_and_why(
        self, thesis: Claim, writer: User, facilitator: User, client_of: SignIn
    ) -> None:
        debate, me = thesis.debate, thesis.debate.join(writer)
        first, second = make_claim(thesis, writer, "Tea calms"), make_claim(thesis, writer)
        first.reword("Tea calms nerves", by=me, version=1, reason="Say what it calms")
        second.move(to=first, stance="con", by=me)
        make_comment(first, facilitator, "All of them?")
        second.archive(by=debate.join(facilitator), reason="Names a customer")
        answer = client_of(facilitator).get(record_of(debate))
        assert sentences(answer) == [
            "Fay Facilitator archived",
            "Fay Facilitator commented on",
            "Will Writer moved",
            "Will Writer reworded",
            "Will Writer added a con",
            "Will Writer added a pro",
            "The debate was opened",
        ]
        archived, _, moved, reworded, *_ = answer.context["record"].entries
        assert (archived.claim, archived.reason) == (second, "Names a customer")
        assert moved.before == thesis
        assert (reworded.claim, reworded.reason) == (first, "Say what it calms")
        page = answer.content.decode()
        assert "It stood under" in page
        assert "“Tea is better than coffee”" in page
        assert f"{timezone.localtime(archived.activity.at, facilitator.zone):%H:%M}" in page

    def test_a_link_is_told_as_one(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        first, second = make_claim(thesis, writer), make_claim(thesis, writer)
        by = thesis.debate.join(viewer)
        link = first.link_under(second, "con", by=by)[0]
        link.move(to=second, stance="pro", by=by)
        link.archive(by=by)
        link.restore(by=by)
        told = sentences(client_of(writer).get(record_of(thesis.debate)))
        assert told[:4] == [
            "Vera Viewer brought back a link to",
            "Vera Viewer removed a link to",
            "Vera Viewer moved a link to",
            "Vera Viewer linked, as a pro",
        ]

    def test_votes_and_thanks_are_not_in_it(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        claim = make_claim(thesis, writer)
        make_vote(claim, viewer, 3)
        claim.thank(by=thesis.debate.join(viewer))
        said = sentences(client_of(writer).get(record_of(thesis.debate)))
        assert said == ["Will Writer added a pro", "The debate was opened"]

    @pytest.mark.parametrize(
        ("kind", "said"),
        [
            ("added", ["Will Writer added a pro"]),
            ("words", ["Will Writer reworded"]),
            ("shape", ["Will Writer restored", "Will Writer archived"]),
            ("talk", ["Will Writer commented on"]),
            ("debate", ["The debate was closed", "The debate was opened"]),
        ],
    )
    def test_one_kind_is_asked_for(
        self, kind: str, said: list[str], thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        debate, me = thesis.debate, thesis.debate.join(writer)
        claim = make_claim(thesis, writer)
        claim.reword("Better", by=me, version=1)
        claim.archive(by=me)
        claim.restore(by=me)
        make_comment(claim, writer)
        debate.close()
        answer = client_of(writer).get(record_of(debate, f"?kind={kind}"))
        assert sentences(answer) == said
        assert answer.content.decode().count('aria-current="true"') == 3  # header, kind, "By day"

    def test_a_branch_is_asked_for_with_all_that_stands_below(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        claim, other = make_claim(thesis, writer), make_claim(thesis, writer)
        make_claim(make_claim(claim, viewer), viewer, stance="con")
        make_claim(other, viewer)
        answer = client_of(writer).get(record_of(thesis.debate, f"?branch={claim.pk}"))
        assert sentences(answer) == [
            "Vera Viewer added a con",
            "Vera Viewer added a pro",
            "Will Writer added a pro",
        ]
        whole = client_of(writer).get(record_of(thesis.debate, f"?branch={thesis.pk}"))
        assert len(sentences(whole)) == 6

    def test_a_branch_of_another_debate_is_not_found(
        self, thesis: Claim, team: Team, writer: User, client_of: SignIn
    ) -> None:
        there = root_of(make_debate(team, writer))
        asked = record_of(thesis.debate, f"?branch={there.pk}")
        assert client_of(writer).get(asked).status_code == 404

    @pytest.mark.parametrize(
        "query", ["?kind=votes", "?before=x", "?branch=-1", f"?branch={2**64}"]
    )
    def test_what_cannot_be_read_is_left_out(
        self, query: str, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        assert sentences(client_of(writer).get(record_of(thesis.debate, query)))

    def test_unread_is_what_others_did_since(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        debate, client = thesis.debate, client_of(viewer)
        client.get(record_of(debate, "?new=1"))
        make_claim(thesis, writer)
        make_claim(thesis, viewer)
        assert sentences(client.get(record_of(debate, "?new=1"))) == ["Will Writer added a pro"]

    def test_plain_links_lead_to_the_very_first_act_and_show_each_once(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        by = thesis.debate.join(writer)
        claims = [make_claim(thesis, writer) for _ in range(PAGE)]
        for claim in claims:
            claim.reword("Other words", by=by, version=1)
        client, seen, query = client_of(writer), [], ""
        while True:
            answer = client.get(record_of(thesis.debate, query))
            record = answer.context["record"]
            seen += [entry.activity.pk for entry in record.entries]
            if record.earlier is None:
                break
            query = f"?before={record.earlier}"
            assert query in answer.content.decode()
            make_claim(thesis, writer)  # what comes meanwhile shifts nothing
        assert len(seen) == 2 * PAGE + 1
        assert seen == sorted(set(seen), reverse=True)

    def test_days_are_those_of_the_reader(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        make_claim(thesis, writer)
        Activity.objects.filter(kind=Kind.CLAIM_ADDED).update(at="2026-03-01T23:30:00Z")
        Activity.objects.filter(kind=Kind.DEBATE_OPENED).update(at="2026-03-01T12:00:00Z")
        User.objects.filter(pk=writer.pk).update(time_zone="Europe/Berlin")
        page = client_of(writer).get(record_of(thesis.debate)).content.decode()
        assert page.index("Monday 2 March 2026") < page.index("Sunday 1 March 2026")

    @pytest.mark.parametrize("size", [10, 300])
    def test_it_costs_the_same_whatever_the_size(
        self, size: int, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        by, parent = thesis.debate.join(writer), thesis
        for n in range(size):
            claim = make_claim(parent, writer)
            if n % 5 == 0:
                claim.reword("Other words", by=by, version=1)
            if n % 5 == 1:
                claim.move(to=thesis, stance="con", by=by)
            parent = claim if n % 7 == 0 else parent
        client = client_of(writer)
        for query in ("?", f"?branch={parent.pk}"):
            for order, most in (("", 8), ("&by=branch", 11)):
                sql = queries_of(partial(client.get, record_of(thesis.debate, query + order)))
                assert len(sql) <= most, "\n".join(sql)

    @pytest.mark.parametrize("naming", [Naming.MASKED, Naming.UNATTRIBUTED])
    def test_without_names_framing_is_a_facilitators_and_times_are_days(
        self,
        naming: str,
        team: Team,
        facilitator: User,
        writer: User,
        viewer: User,
        client_of: SignIn,
    ) -> None:
        debate = make_debate(team, facilitator, naming=naming)
        claim = make_claim(root_of(debate), writer)
        make_comment(claim, facilitator)
        claim.archive(by=debate.join(facilitator), reason="Not here")
        answer = client_of(viewer).get(record_of(debate))
        mask = debate.join(writer).mask or "Somebody"
        assert sentences(answer)[0] == "A facilitator archived"
        assert sentences(answer)[2] == f"{mask} added a pro"
        page = answer.content.decode()
        assert writer.name not in page and facilitator.name not in page
        assert f"{timezone.localtime(timezone.now(), viewer.zone):%H:}" not in page

    def test_a_closed_debate_keeps_its_record(
        self, debate: Debate, viewer: User, client_of: SignIn
    ) -> None:
        debate.close(reason="Time is up")
        page = client_of(viewer).get(record_of(debate)).content.decode()
        assert "The debate was closed" in page
        assert "Time is up" in page


def runs(answer: object) -> list[tuple[str, int]]:
    """The lines of a page, each with how many acts it tells."""
    found = [run for section in answer.context["record"].sections for run in section.runs]
    return [(run.first.sentence, len(run.entries)) for run in found]


class TestRuns:
    """Acts that read as one line."""

    def test_the_same_by_the_same_person_at_the_same_place_in_a_row(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        pros = [make_claim(thesis, writer, f"Pro {n}") for n in range(3)]
        make_claim(thesis, viewer)
        make_claim(pros[0], viewer)
        make_claim(thesis, writer, stance="con")
        for n in (1, 2):
            pros[0].reword(
                f"Words {n}", by=thesis.debate.join(writer), version=n, reason=f"Why {n}"
            )
        answer = client_of(viewer).get(record_of(thesis.debate))
        assert runs(answer) == [
            ("Will Writer reworded", 2),
            ("Will Writer added a con", 1),
            ("Vera Viewer added a pro", 1),
            ("Vera Viewer added a pro", 1),
            ("Will Writer added a pro", 3),
            ("The debate was opened", 1),
        ]
        page = answer.content.decode()
        assert page.count("3 times") == 1 and page.count("2 times") == 1
        assert "Why 1" in page and "Why 2" in page
        assert all(page.count(f'id="activity-{act.pk}"') == 1 for act in Activity.objects.all())

    def test_each_act_keeps_its_own_way_back(
        self, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        claims, me = [make_claim(thesis, writer) for _ in range(2)], thesis.debate.join(writer)
        for claim in claims:
            claim.archive(by=me)
        answer = client_of(writer).get(record_of(thesis.debate))
        assert runs(answer)[:2] == [("Will Writer archived", 1), ("Will Writer archived", 1)]
        for act in Activity.objects.filter(kind=Kind.CLAIM_ARCHIVED):
            address = reverse("debates:undoing_create", args=[thesis.debate_id, act.pk])
            assert address in answer.content.decode()

    @pytest.mark.parametrize(
        ("naming", "lines"), [(Naming.NAMED, 1), (Naming.MASKED, 1), (Naming.UNATTRIBUTED, 3)]
    )
    def test_where_nobody_is_told_apart_no_acts_are_joined(
        self,
        naming: str,
        lines: int,
        team: Team,
        facilitator: User,
        writer: User,
        client_of: SignIn,
    ) -> None:
        debate = make_debate(team, facilitator, naming=naming)
        for _ in range(3):
            make_claim(root_of(debate), writer)
        assert len(runs(client_of(facilitator).get(record_of(debate)))) == lines + 1

    def test_a_facilitator_is_not_one_person(
        self, team: Team, facilitator: User, owner: User, writer: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED)
        claim = make_claim(root_of(debate), writer)
        for _ in range(2):
            claim.archive(by=debate.join(facilitator), reason="Not here")
            claim.restore(by=debate.join(facilitator))
        assert {n for _, n in runs(client_of(owner).get(record_of(debate)))} == {1}


class TestByBranch:
    def headings(self, answer: object) -> list[tuple[Claim | None, list[str]]]:
        return [
            (section.branch, [run.first.sentence for run in section.runs])
            for section in answer.context["record"].sections
        ]

    def test_acts_stand_under_the_branch_they_are_in(
        self, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        first, second = make_claim(thesis, writer, "First"), make_claim(thesis, writer, "Second")
        deep = make_claim(make_claim(first, viewer, "Below"), writer, stance="con")
        make_claim(second, viewer, stance="con")
        make_comment(deep, viewer)
        make_comment(thesis, viewer)
        answer = client_of(writer).get(record_of(thesis.debate, "?by=branch"))
        assert self.headings(answer) == [
            (None, ["Vera Viewer commented on", "The debate was opened"]),
            (
                first,
                [
                    "Vera Viewer commented on",
                    "Will Writer added a con",
                    "Vera Viewer added a pro",
                    "Will Writer added a pro",
                ],
            ),
            (second, ["Vera Viewer added a con", "Will Writer added a pro"]),
        ]
        page = answer.content.decode()
        assert f'href="?by=branch&amp;branch={first.pk}">First</a>' in page
        within = client_of(writer).get(record_of(thesis.debate, f"?by=branch&branch={first.pk}"))
        assert [branch for branch, _ in self.headings(within)] == [deep.parent, None]
        assert "This claim itself" in within.content.decode()

    def test_without_names_the_day_is_told_and_no_hour(
        self, team: Team, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.MASKED)
        claim = make_claim(root_of(debate), writer)
        page = client_of(facilitator).get(record_of(debate, "?by=branch")).content.decode()
        at = timezone.localtime(claim.created_at, facilitator.zone)
        assert f"{at:%B} {at:%Y}"[:3] in page
        assert f"{at:%H:%M}" not in page


class TestPages:
    @pytest.fixture
    def acts(self, thesis: Claim, writer: User) -> list[int]:
        for _ in range(2 * PAGE + 5):
            make_claim(thesis, writer)
        return list(Activity.objects.order_by("-pk").values_list("pk", flat=True))

    def shown(self, answer: object) -> list[int]:
        return [entry.activity.pk for entry in answer.context["record"].entries]

    def test_later_leads_back_over_the_same_acts(
        self, acts: list[int], debate: Debate, writer: User, client_of: SignIn
    ) -> None:
        client = client_of(writer)
        third = client.get(record_of(debate, f"?before={acts[2 * PAGE - 1]}"))
        assert self.shown(third) == acts[2 * PAGE :]
        second = client.get(record_of(debate, f"?after={third.context['record'].later}"))
        assert self.shown(second) == acts[PAGE : 2 * PAGE]
        assert second.context["record"].earlier == acts[2 * PAGE - 1]
        first = client.get(record_of(debate, f"?after={second.context['record'].later}"))
        assert self.shown(first) == acts[:PAGE]
        assert first.context["record"].later is None
        nothing = client.get(record_of(debate, f"?after={acts[0]}"))
        assert self.shown(nothing) == []
        assert "Back to the latest" in nothing.content.decode()

    def test_in_place_only_what_is_earlier_comes(
        self, acts: list[int], debate: Debate, writer: User, client_of: SignIn
    ) -> None:
        client, query = client_of(writer), f"?before={acts[PAGE - 1]}"
        headers = {"HX-Request": "true", "HX-Target": "p#record-more"}
        answer = client.get(record_of(debate, query), headers=headers)
        said = answer.content.decode()
        assert self.shown(answer) == acts[PAGE : 2 * PAGE]
        assert "<h1>" not in said and "Later" not in said
        assert 'tabindex="-1" data-focus data-announce="50 earlier acts."' in said
        assert ", continued" in said
        assert f'hx-get="?before={acts[2 * PAGE - 1]}"' in said
