"""Merging claims through their page."""

from collections.abc import Callable
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from debates.models import Activity, Claim, Debate, FlagKind, Kind, Naming
from teams.models import Team, User
from tests.factories import make_claim, make_comment, make_debate, make_suggestion, root_of
from tests.queries import queries_of

SignIn = Callable[[User], Client]
Two = tuple[Claim, Claim]


def page_of(claim: Claim, name: str = "claim_merge_create") -> str:
    return reverse(f"debates:{name}", args=[claim.debate_id, claim.pk])


@pytest.fixture
def two(thesis: Claim, writer: User) -> Two:
    """Two claims of the writer's that say the same."""
    return (
        make_claim(thesis, writer, "Tea calms the nerves of everybody"),
        make_claim(thesis, writer, "The nerves of everybody are calmed by tea", "con"),
    )


class TestCreate:
    """The page."""

    def test_it_offers_what_says_much_the_same(
        self, two: Two, thesis: Claim, writer: User, client_of: SignIn
    ) -> None:
        make_claim(thesis, writer, "It stains")
        page = client_of(writer).get(page_of(two[0]))
        assert page.context["others"] == [two[1]]
        assert f"?other={two[1].pk}" in page.content.decode()

    def test_it_finds_by_words_but_nothing_above_below_or_of_others(
        self, two: Two, writer: User, viewer: User, facilitator: User, client_of: SignIn
    ) -> None:
        middle = make_claim(two[0], writer, "Tea in the middle")
        make_claim(middle, writer, "Tea below")
        theirs = make_claim(two[1], viewer, "Tea of another")
        url = page_of(middle) + "?words=tea"
        assert client_of(writer).get(url).context["others"] == [two[1]]
        assert client_of(facilitator).get(url).context["others"] == [two[1], theirs]

    def test_both_stand_side_by_side_before_they_are_merged(
        self, two: Two, writer: User, client_of: SignIn
    ) -> None:
        page = client_of(writer).get(page_of(two[0]), {"other": str(two[1].pk)}).content.decode()
        assert two[0].text in page and two[1].text in page
        assert "The other one stays" in page
        assert "Why (optional" in page

    @pytest.mark.parametrize("stays", ["this", "other"])
    def test_it_merges_and_leads_there_with_the_way_back(
        self, stays: str, two: Two, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        kept, gone = two if stays == "this" else two[::-1]
        make_comment(gone, viewer, "Whose nerves?")
        client = client_of(writer)
        answer = client.post(page_of(two[0]), {"other": two[1].pk, "stays": stays}, follow=True)
        assert answer.redirect_chain == [(kept.get_absolute_url(), 302)]
        done = Activity.objects.latest("pk")
        assert (done.kind, done.claim) == (Kind.CLAIM_MERGED, gone)
        undo = reverse("debates:undoing_create", args=[kept.debate_id, done.pk])
        assert undo in answer.content.decode()
        reader = client_of(viewer)
        assert reader.get(gone.get_absolute_url()).url == kept.get_absolute_url()
        talk = reader.get(page_of(gone, "comment_index"), follow=True)
        assert "Whose nerves?" in talk.content.decode()
        history = reader.get(page_of(kept, "version_index")).content.decode()
        assert gone.text in history
        record = reader.get(reverse("debates:activity_index", args=[kept.debate_id]))
        assert "Will Writer merged" in record.content.decode()
        assert kept.text in record.content.decode()
        branch = reader.get(record.request["PATH_INFO"] + f"?branch={kept.pk}")
        assert done in [entry.activity for entry in branch.context["record"].entries]
        asked = client.get(undo).content.decode()
        assert "They are two claims again" in asked
        client.post(undo)
        assert reader.get(gone.get_absolute_url()).status_code == 200

    def test_it_is_in_no_list_of_archived_claims_and_not_restored_from_there(
        self, two: Two, writer: User, client_of: SignIn
    ) -> None:
        two[0].merge(two[1], by=two[0].debate.join(writer))
        client = client_of(writer)
        listed = client.get(reverse("debates:claim_archive_index", args=[two[0].debate_id]))
        assert listed.context["archived"] == []
        client.post(page_of(two[0], "claim_archive_delete"))
        assert Claim.objects.get(pk=two[0].pk).merged_into == two[1]

    def test_an_author_may_not_merge_with_anothers_claim(
        self, two: Two, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        theirs = make_claim(thesis, viewer)
        data = {"other": theirs.pk, "stays": "other", "reason": "The same"}
        answer = client_of(writer).post(page_of(two[0]), data)
        assert answer.status_code == 422
        assert "These two cannot be merged" in answer.content.decode()
        assert client_of(writer).get(page_of(theirs)).status_code == 403

    def test_whoever_frames_says_why(self, two: Two, facilitator: User, client_of: SignIn) -> None:
        client, data = client_of(facilitator), {"other": two[1].pk, "stays": "other"}
        answer = client.post(page_of(two[0]), data)
        assert answer.status_code == 422
        assert "Say why" in answer.content.decode()
        assert client.post(page_of(two[0]), data | {"reason": "The same"}).status_code == 302
        assert Activity.objects.latest("pk").data["reason"] == "The same"

    @pytest.mark.parametrize("other", ["", "0", "x", "9" * 30])
    def test_without_another_one_nothing_is_merged(
        self, other: str, two: Two, writer: User, client_of: SignIn
    ) -> None:
        client = client_of(writer)
        assert client.get(page_of(two[0]), {"other": other}).status_code == 200
        answer = client.post(page_of(two[0]), {"other": other, "stays": "this"})
        assert answer.status_code == 422
        assert not Claim.objects.exclude(merged_into=None).exists()

    def test_closed_meanwhile(self, two: Two, writer: User, client_of: SignIn) -> None:
        two[0].debate.close()
        data = {"other": two[1].pk, "stays": "other", "reason": "The very same"}
        answer = client_of(writer).post(page_of(two[0]), data)
        assert answer.status_code == 409
        assert "This debate closed on" in answer.content.decode()
        assert "The very same" in answer.content.decode()

    def test_a_reply_to_what_was_merged_meanwhile_keeps_its_text(
        self, two: Two, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        two[0].merge(two[1], by=two[0].debate.join(writer))
        answer = client_of(viewer).post(
            page_of(two[0], "claim_new"), {"text": "Not mine", "stance": "con"}
        )
        assert answer.status_code == 409
        assert "Not mine" in answer.content.decode()

    def test_without_masks_an_author_cannot_say_that_both_are_theirs(
        self, team: Team, facilitator: User, writer: User, client_of: SignIn
    ) -> None:
        debate = make_debate(team, facilitator, naming=Naming.UNATTRIBUTED)
        one, other = (make_claim(root_of(debate), writer) for _ in range(2))
        client = client_of(writer)
        assert client.get(page_of(one)).status_code == 403
        assert page_of(one) not in client.get(one.get_absolute_url()).content.decode()
        data = {"other": other.pk, "stays": "this", "reason": "The same"}
        assert client_of(facilitator).post(page_of(one), data).status_code == 302
        record = client.get(reverse("debates:activity_index", args=[debate.pk]))
        assert "A facilitator merged" in record.content.decode()

    @pytest.mark.parametrize("size", [10, 300])
    def test_it_costs_the_same_whatever_the_size(
        self, size: int, debate: Debate, two: Two, writer: User, client_of: SignIn
    ) -> None:
        parent = two[1]
        for n in range(size):
            claim = make_claim(parent, writer, f"Tea calms everybody's nerves, {n}")
            parent = claim if n % 7 == 0 else parent
        client = client_of(writer)
        for query in ("", "?words=tea", f"?other={two[1].pk}"):
            sql = queries_of(partial(client.get, page_of(two[0]) + query))
            assert len(sql) <= 11, "\n".join(sql)


class TestWays:
    """Where one meets what says the same."""

    def test_from_the_claim_its_card_and_what_was_said_of_it(
        self, two: Two, thesis: Claim, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        theirs = make_claim(thesis, viewer)
        two[0].flag(FlagKind.DUPLICATE, by=thesis.debate.join(viewer))
        client = client_of(writer)
        assert client.get(two[0].get_absolute_url()).content.decode().count(page_of(two[0])) == 2
        cards = client.get(thesis.get_absolute_url()).content.decode()
        assert page_of(two[0]) in cards and page_of(theirs) not in cards
        read = client_of(viewer).get(two[0].get_absolute_url()).content.decode()
        assert page_of(two[0]) not in read

    @pytest.mark.parametrize("naming", [Naming.MASKED, Naming.UNATTRIBUTED])
    def test_without_masks_only_for_those_who_frame(
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
        claim.flag(FlagKind.DUPLICATE, by=debate.join(viewer))
        for person, expected in ((writer, naming == Naming.MASKED), (facilitator, True)):
            for at in (claim, root_of(debate)):
                page = client_of(person).get(at.get_absolute_url()).content.decode()
                assert (page_of(claim) in page) == expected

    def test_not_at_the_statement_nor_once_it_is_closed(
        self, two: Two, thesis: Claim, viewer: User, facilitator: User, client_of: SignIn
    ) -> None:
        for claim in (thesis, two[0]):
            claim.flag(FlagKind.DUPLICATE, by=thesis.debate.join(viewer))
        client = client_of(facilitator)
        assert page_of(thesis) not in client.get(thesis.get_absolute_url()).content.decode()
        thesis.debate.close()
        assert page_of(two[0]) not in client.get(two[0].get_absolute_url()).content.decode()

    def test_a_longer_text_that_stayed_is_linked_from_the_record_and_the_history(
        self, two: Two, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        by = two[0].debate.join(writer)
        for claim in two:
            claim.explain(f"More about {claim.pk}", by=by, number=0)
        two[0].merge(two[1], by=by)
        reader, left = client_of(viewer), page_of(two[0], "details_index")
        record = reader.get(reverse("debates:activity_index", args=[two[0].debate_id]))
        assert left in record.content.decode()
        assert left in reader.get(page_of(two[1], "version_index")).content.decode()
        assert f"More about {two[0].pk}" in reader.get(left).content.decode()

    def test_what_was_suggested_for_words_that_are_gone_says_so(
        self, two: Two, writer: User, viewer: User, client_of: SignIn
    ) -> None:
        make_suggestion(two[0], viewer)
        two[0].merge(two[1], by=two[0].debate.join(writer))
        queue = reverse("debates:suggestion_index", args=[two[0].debate_id])
        page = client_of(viewer).get(queue, {"state": "overtaken"}).content.decode()
        assert "The claim became part of another one before anybody decided" in page
