"""A branch is made a debate of its own and put back, from the line that says so."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from debates.models import Claim
from teams.models import User
from tests.factories import make_claim

Window = Callable[..., Page]


def test_a_branch_becomes_a_debate_and_goes_back(
    page_of: Window, thesis: Claim, writer: User, facilitator: User
) -> None:
    branch = make_claim(thesis, writer, "Cups are a branch")
    make_claim(branch, writer, "They break", "con")
    page = page_of(facilitator)
    page.clock.install()
    page.goto(branch.get_absolute_url())
    page.locator(".open .more__summary").press("Enter")
    page.get_by_role("link", name="Make it a debate…").click()
    page.get_by_label("Why (everybody can read this)").fill("It has grown too large")
    page.get_by_role("button", name="Make a debate of it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cups are a branch")
    below = page.locator(".claim__text", has_text="They break")
    expect(below).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("The branch is back where it stood.")).to_be_visible()
    expect(below).to_be_visible()

    page.locator(".open .more__summary").press("Enter")
    page.get_by_role("link", name="Make it a debate…").click()
    page.get_by_label("Why (everybody can read this)").fill("It has grown too large")
    page.get_by_role("button", name="Make a debate of it").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.mouse.move(1, 1)
    page.clock.run_for(13_000)
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    page.locator(".head__facts").get_by_role("link", name=thesis.debate.title).click()
    reference = page.locator(".claim", has_text="Another debate: Cups are a branch")
    reference.get_by_role("link", name="Open it").click()
    expect(page.get_by_text("grown out of")).to_be_visible()
