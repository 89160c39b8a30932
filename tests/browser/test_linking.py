"""A claim is shown in a second place: from the list of similar claims, and with the keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from debates.models import Claim
from teams.models import User
from tests.factories import make_claim

Window = Callable[..., Page]
SAID = "Tea keeps the whole team awake through long meetings"


def test_link_here_puts_it_in_place_of_what_was_typed(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    above = make_claim(thesis, viewer, "It stains everything", "con")
    said = make_claim(above, viewer, SAID)
    page = page_of(writer)
    page.goto(thesis.debate.get_absolute_url())
    page.get_by_role("link", name="Add a pro…").click()
    field = page.get_by_label("Your pro")
    field.fill("Long meetings keep the team awake with tea")
    page.get_by_role("button", name="link here").click()

    link = page.locator(".column--pro .claim")
    expect(link).to_contain_text(SAID)
    expect(link).to_be_focused()
    expect(page.locator(".column--pro .column__count")).to_have_text("1")
    expect(page.locator("#announcement")).to_have_text(f"“{SAID[:49]}…” stands here as well.")
    assert said.placements.get().parent == thesis

    page.get_by_role("button", name="Undo").click()
    expect(link).to_have_count(0)
    expect(page.locator(".undo")).to_contain_text("The link is taken away again.")
    expect(page.locator(".column--pro .column__count")).to_have_text("0")
    page.get_by_role("link", name="Add a pro…").click()
    expect(page.get_by_label("Your pro")).to_have_value("")


def test_what_cannot_be_linked_leaves_the_draft(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    said = make_claim(make_claim(thesis, viewer, "It stains everything", "con"), viewer, SAID)
    page = page_of(writer)
    page.goto(thesis.debate.get_absolute_url())
    page.get_by_role("link", name="Add a pro…").click()
    field = page.get_by_label("Your pro")
    field.fill("Long meetings keep the team awake with tea")
    page.get_by_role("button", name="link here").wait_for()
    said.link_under(thesis, "con", by=thesis.debate.join(viewer))
    page.get_by_role("button", name="link here").click()
    expect(page.locator("#notice")).to_contain_text("Nothing can be put there")
    expect(field).to_have_value("Long meetings keep the team awake with tea")


@pytest.mark.parametrize("script", [True, False])
def test_found_by_its_words_linked_and_seen_in_both_places(
    script: bool, page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    theirs = make_claim(thesis, viewer, "It wakes one up")
    make_claim(make_claim(thesis, viewer, "Mornings are hard", "con"), viewer, "Coffee helps")
    page = page_of(writer, java_script_enabled=script)
    page.goto(theirs.get_absolute_url())
    page.locator(".open .more__summary").press("Enter")
    page.get_by_role("link", name="Link…").press("Enter")
    page.get_by_label("Find a claim of this debate").fill("coffee")
    page.get_by_label("Find a claim of this debate").press("Enter")
    page.get_by_role("radio", name="Coffee helps").press("Space")
    page.get_by_role("radio", name="Con", exact=True).press("Space")
    page.get_by_role("button", name="Link").press("Enter")
    card = page.locator(".column--con .claim")
    expect(card).to_contain_text("It wakes one up")
    card.locator(".claim__open").press("Enter")
    expect(page.locator(".trail")).to_contain_text("Coffee helps")
    page.get_by_role("link", name="To its own place").click()
    expect(page.locator(".trail")).not_to_contain_text("Coffee helps")
    page.get_by_text("Also stands in another place").click()
    page.get_by_role("link", name="Show them" if not script else "“Coffee helps”").click()
    expect(page.locator("main")).to_contain_text("Coffee helps")
