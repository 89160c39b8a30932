"""A longer text behind one's own claim."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from debates.models import Claim
from teams.models import User
from tests.factories import make_claim

Window = Callable[..., Page]


def test_it_is_written_in_place_and_its_draft_survives(
    page_of: Window, thesis: Claim, writer: User
) -> None:
    claim = make_claim(thesis, writer, "It calms")
    page = page_of(writer)
    page.goto(claim.get_absolute_url())
    page.get_by_role("link", name="Say more about this…").click()
    page.get_by_label("Longer text").fill("## In winter\n\nIt calms *more*.")
    page.reload()
    page.get_by_role("link", name="Say more about this…").click()
    expect(page.get_by_label("Longer text")).to_have_value("## In winter\n\nIt calms *more*.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_have_text("Your text is saved.")
    expect(page.get_by_role("heading", name="In winter")).to_be_visible()
    expect(page.locator(f"#claim-{claim.pk}-details")).to_be_focused()
