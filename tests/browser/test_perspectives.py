"""Seeing a debate through two perspectives."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from debates.models import Claim, VotesShown
from teams.models import Team, User
from tests.factories import make_claim, make_debate, make_vote, root_of

Window = Callable[..., Page]


@pytest.fixture
def claim(team: Team, facilitator: User, owner: User, writer: User, viewer: User) -> Claim:
    """A claim that matters to those for the thesis, and less to those against."""
    root = root_of(make_debate(team, facilitator, votes_shown=VotesShown.ALWAYS))
    claim = make_claim(root, writer, "It warms")
    for person, position, impact in ((owner, 4, 4), (writer, 3, 3), (viewer, 0, 1)):
        make_vote(root, person, position)
        make_vote(claim, person, impact)
    return claim


def test_two_are_chosen_seen_and_ranked(
    page_of: Window, claim: Claim, writer: User, viewer: User
) -> None:
    page = page_of(writer)
    page.goto(claim.debate.get_absolute_url())
    page.get_by_role("link", name="Perspectives").click()
    expect(page.get_by_role("heading", level=3)).to_have_text(["Those for", "Those against"])

    page.get_by_label("On one side").select_option("Everybody")
    page.get_by_label("On the other").select_option(viewer.name)
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=3)).to_have_text(["Everybody", viewer.name])
    expect(page.locator("#compared-title")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text(f"Now compared: Everybody, {viewer.name}.")
    expect(page.locator(".compared__side svg.sunburst")).to_have_count(2)
    first = page.locator("#compared ol > li").nth(1)
    expect(first).to_contain_text("It warms")
    expect(first).to_contain_text("1.7 apart")

    # The right picture is walked like any other, and both share one caption.
    page.locator("svg#right").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#overview-caption")).to_contain_text("It warms")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#overview-caption")).to_contain_text("Tea is better than coffee")

    page.reload()
    expect(page.get_by_role("heading", level=3)).to_have_text(["Everybody", viewer.name])
    first.get_by_role("link", name="It warms").click()
    page.wait_for_url(f"**{claim.get_absolute_url()}")
