"""Calling somebody into a talk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debates.models import Claim, Kind, Mention, Naming
from debates.models.mention import names_to_mention, people_named_in
from teams.models import Team, User
from tests.factories import make_claim, make_comment, make_debate, make_member, make_user, root_of


def called(claim: Claim, text: str) -> set[str]:
    return {person.user.name for person in people_named_in(text, claim.debate)}


class TestWhoIsCalled:
    def test_a_name_after_an_at_calls(self, thesis: Claim, team: Team) -> None:
        make_member(team, make_user("Ann"))
        make_member(team, make_user("Ann Lee"))
        assert called(thesis, "What do you say, @Ann Lee?") == {"Ann Lee"}
        assert called(thesis, "@Ann, and (@Ann Lee)") == {"Ann", "Ann Lee"}
        assert called(thesis, "@Anna is somebody else, write to ann@Ann") == set()

    def test_marks_in_names_are_letters_and_no_patterns(self, thesis: Claim, team: Team) -> None:
        make_member(team, make_user("Zoë O’Hara (she/her) .*"))
        assert called(thesis, "@Zoë O’Hara (she/her) .*") == {"Zoë O’Hara (she/her) .*"}
        assert called(thesis, "@anything") == set()

    def test_outsiders_are_not_called(self, thesis: Claim, outsider: User) -> None:
        assert called(thesis, f"@{outsider.name}") == set()

    def test_who_never_came_can_be_called_and_is_no_reader_by_that(
        self, thesis: Claim, writer: User, viewer: User
    ) -> None:
        comment = make_comment(thesis, writer, f"@{viewer.name}, is it so?")
        assert comment.mentions.get().participant.user == viewer

    @pytest.mark.parametrize("naming", [Naming.MASKED, Naming.UNATTRIBUTED])
    def test_behind_masks_no_name_calls(
        self, team: Team, facilitator: User, writer: User, naming: Naming
    ) -> None:
        root = root_of(make_debate(team, facilitator, naming=naming))
        make_claim(root, writer)
        assert called(root, f"@{writer.name}") == set()
        assert writer.name not in names_to_mention(root.debate)

    def test_a_mask_calls_who_wears_it_and_only_those_who_spoke_are_offered(
        self, team: Team, facilitator: User, writer: User, viewer: User, owner: User
    ) -> None:
        root = root_of(make_debate(team, facilitator, naming=Naming.MASKED))
        make_claim(root, writer)
        make_comment(root, viewer)
        root.debate.join(owner)
        masks = {root.debate.join(person).mask for person in (writer, viewer)}
        assert set(names_to_mention(root.debate)) == masks
        assert called(root, f"@{root.debate.join(writer).mask}") == {writer.name}

    def test_names_are_found_by_any_part_of_them(self, thesis: Claim, viewer: User) -> None:
        assert names_to_mention(thesis.debate, viewer.name.split()[1][:3].lower()) == [viewer.name]
        assert names_to_mention(thesis.debate, "nobody of this name") == []

    @given(st.text(max_size=200))
    def test_any_text_is_read(self, text: str) -> None:
        from debates.models import Debate

        assert people_named_in(text.replace("@", ""), Debate()) == []


class TestNote:
    def test_nobody_calls_themselves(self, thesis: Claim, writer: User) -> None:
        make_comment(thesis, writer, f"@{writer.name} to myself")
        assert not Mention.objects.exists()

    def test_changing_a_comment_calls_only_who_is_new(
        self, thesis: Claim, writer: User, viewer: User, owner: User
    ) -> None:
        comment = make_comment(thesis, writer, f"@{viewer.name}?")
        first = comment.mentions.get()
        by = thesis.debate.join(writer)
        comment.reword(f"@{viewer.name}, @{owner.name}?", by=by, version=1)
        kinds = {m.participant.user: m.activity.kind for m in comment.mentions.all()}
        assert kinds == {viewer: Kind.COMMENT_ADDED, owner: Kind.COMMENT_EDITED}
        comment.reword("Never mind", by=by, version=2)
        assert not Mention.objects.filter(pk=first.pk).exists()
