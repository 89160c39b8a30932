"""A new wording is taken back where it stands, and the line that does so goes by itself."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from debates.models import Claim
from teams.models import User
from tests.factories import make_claim

Window = Callable[..., Page]


def test_in_place_with_the_keyboard(page_of: Window, thesis: Claim, writer: User) -> None:
    claim = make_claim(thesis, writer, "Tea calms")
    page = page_of(writer)
    page.clock.install()
    page.goto(claim.get_absolute_url())
    page.get_by_role("link", name="Reword").click()
    page.get_by_label("Wording").fill("Tea soothes")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1.open__text")).to_have_text("Tea soothes")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator("h1.open__text")).to_have_text("Tea calms")
    expect(page.locator("h1.open__text")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("It reads as it did before.")

    page.get_by_role("link", name="Reword").click()
    page.get_by_label("Wording").fill("Tea soothes")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.clock.run_for(12_000)
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    claim.refresh_from_db()
    assert claim.text == "Tea soothes"
