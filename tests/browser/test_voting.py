"""Voting through a debate with the keys alone, and without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from debates.models import Claim, Vote
from teams.models import User
from tests.factories import make_claim, make_vote

Window = Callable[..., Page]


@pytest.fixture
def reply(thesis: Claim, writer: User, viewer: User) -> Claim:
    """A con with a con below it, in a debate where others voted."""
    con = make_claim(thesis, viewer, "It stains", "con")
    make_claim(con, viewer, "Cups can be washed", "con")
    make_claim(thesis, viewer, "It warms")
    make_vote(thesis, viewer, 0)
    return con


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def test_keys_vote_skip_go_back_and_leave_a_branch_out(
    page_of: Window, reply: Claim, thesis: Claim, writer: User
) -> None:
    page = page_of(writer)
    page.goto(thesis.debate.get_absolute_url())
    page.get_by_role("link", name="Vote, one claim at a time").click()
    page.wait_for_url("**/voting/")  # loaded, so that keys are listened to
    expect(heading(page)).to_have_text(thesis.text)
    page.keyboard.press("4")
    expect(heading(page)).to_have_text("It warms")
    expect(heading(page)).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("You voted 4.")

    page.keyboard.press("s")
    expect(heading(page)).to_have_text("It stains")
    expect(heading(page)).to_be_focused()
    page.keyboard.press("b")
    expect(heading(page)).to_have_text("It warms")
    page.keyboard.press("b")
    expect(heading(page)).to_have_text(thesis.text)
    expect(page.get_by_role("button", name="4: agree")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("3")
    expect(heading(page)).to_have_text("It stains")

    page.get_by_role("button", name="Ignore this branch").click()
    expect(heading(page)).to_have_text("Nothing waits for your vote")
    expect(heading(page)).to_be_focused()
    page.get_by_role("button", name="Look at them again").click()
    expect(heading(page)).to_have_text("It warms")
    page.reload()
    expect(heading(page)).to_have_text("It warms")
    mine = Vote.objects.filter(participant__user=writer)
    assert list(mine.values_list("claim", "value")) == [(thesis.pk, 3)]


def test_without_script_the_same_by_forms_and_links(
    page_of: Window, reply: Claim, thesis: Claim, writer: User
) -> None:
    page = page_of(writer, java_script_enabled=False)
    page.goto(f"{thesis.debate.get_absolute_url()}voting/")
    page.get_by_role("button", name="4: agree").click()
    page.get_by_role("button", name="0: no impact").click()
    expect(heading(page)).to_have_text("It stains")
    page.get_by_role("button", name="4: very high").click()
    page.get_by_role("button", name="Ignore this branch").click()
    expect(page.get_by_text("every con you voted on matters more to you")).to_be_visible()

    page.get_by_role("link", name="1 ignored branch").click()
    page.get_by_role("button", name="Ask me about it again").click()
    expect(page.get_by_text("None.")).to_be_visible()
    page.get_by_role("link", name="On with the voting").click()
    expect(heading(page)).to_have_text("Cups can be washed")

    page.get_by_role("link", name="Votes that may not fit together").click()
    page.get_by_role("link", name="Change it").filter(has_text="It stains").click()
    page.get_by_role("button", name="0: no impact").click()
    expect(page.get_by_text("None stand out.")).to_be_visible()
