"""Somebody says what a claim is founded on, in place."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from debates.models import Claim
from teams.models import User
from tests.factories import make_claim

Window = Callable[..., Page]


def test_a_source_is_added_changed_removed_and_put_back_in_place(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    claim = make_claim(thesis, writer, "It calms, as a study says")
    page = page_of(viewer)
    page.goto(claim.get_absolute_url())
    page.get_by_role("link", name="Add a source…").click()
    expect(page.get_by_label("Address")).to_be_focused()
    page.get_by_label("Address").fill("example.org/study")
    page.get_by_label("Title").fill("On calm")
    page.get_by_label("It is").select_option("research")
    page.get_by_text("Quote it, or say for which words").click()
    page.get_by_label("For which words").fill("a study says")
    page.get_by_role("button", name="Add the source").click()
    expect(page.locator(".source")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("The source is added.")
    expect(page.locator("h1 .cite")).to_have_text("source 1")
    expect(page.get_by_role("link", name="On calm", exact=True)).to_have_attribute(
        "href", "https://example.org/study"
    )

    page.get_by_role("link", name="Change On calm").click()
    page.get_by_label("Title").fill("On being calm")
    page.get_by_role("link", name="Cancel").click()
    expect(page.get_by_role("link", name="Change On calm")).to_be_visible()
    page.get_by_role("link", name="Change On calm").click()
    page.get_by_label("Title").fill("On being calm")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_have_text("The source is changed.")

    page.get_by_role("button", name="Remove On being calm").click()
    expect(page.get_by_text("Removed.", exact=True)).to_be_visible()
    expect(page.locator("h1 .cite")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_have_text("The source is back.")
    expect(page.locator(".source")).to_be_focused()
    expect(page.locator("h1 .cite")).to_have_count(1)
    page.locator(".side-links").get_by_role("link", name="Sources", exact=True).click()
    expect(page.locator(".cited .source")).to_contain_text("On being calm")


def test_what_was_typed_of_a_source_outlasts_a_closed_tab(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    claim = make_claim(thesis, writer, "It calms, as a study says")
    page = page_of(viewer)
    page.goto(claim.get_absolute_url())
    page.get_by_role("link", name="Add a source…").click()
    page.get_by_label("Title").fill("On calm")
    page.get_by_label("It is").select_option("story")
    page.get_by_text("Quote it, or say for which words").click()
    page.get_by_label("Quotation").fill("I was calm")

    page.goto(claim.get_absolute_url())
    page.get_by_role("link", name="Add a source…").click()
    expect(page.get_by_label("Quotation")).to_be_visible()
    expect(page.get_by_label("Quotation")).to_have_value("I was calm")
    expect(page.get_by_label("Title")).to_have_value("On calm")
    expect(page.get_by_label("It is")).to_have_value("story")
    expect(page.get_by_label("Address")).to_have_value("")
    page.get_by_role("button", name="Add the source").click()
    expect(page.get_by_role("status")).to_have_text("The source is added.")

    page.get_by_role("link", name="Add a source…").click()
    expect(page.get_by_label("Address")).to_be_focused()
    expect(page.get_by_label("Title")).to_have_value("")
