"""A claim is moved with the keyboard, with and without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from debates.models import Claim
from teams.models import User
from tests.factories import make_claim

Window = Callable[..., Page]


@pytest.mark.parametrize("script", [True, False])
def test_found_by_its_words_chosen_and_moved_back(
    script: bool, page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    mine = make_claim(thesis, writer, "It wakes one up")
    far = make_claim(make_claim(thesis, viewer, "Mornings are hard", "con"), viewer, "Coffee helps")
    page = page_of(writer, java_script_enabled=script)
    page.goto(mine.get_absolute_url())
    page.locator(".open .more__summary").press("Enter")
    page.get_by_role("link", name="Move…").click()
    page.get_by_label("Find a claim of this debate").fill("coffee")
    page.get_by_label("Find a claim of this debate").press("Enter")
    page.get_by_role("radio", name="Coffee helps").press("Space")
    page.get_by_role("radio", name="Con", exact=True).press("Space")
    page.get_by_role("button", name="Move").press("Enter")

    expect(page.locator(".column--con .claim")).to_contain_text("It wakes one up")
    mine.refresh_from_db()
    assert (mine.parent_id, mine.stance) == (far.pk, "con")

    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".notice")).to_have_text("Undone. That, too, is in the record.")
    mine.refresh_from_db()
    assert (mine.parent, mine.stance) == (thesis, "pro")
