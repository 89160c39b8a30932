"""From the key to a claim: one presses /, types, and walks to what was found."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from debates.models import Claim
from teams.models import User
from tests.factories import make_claim

Window = Callable[..., Page]


def test_one_searches_a_debate_by_keys_alone(page_of: Window, thesis: Claim, writer: User) -> None:
    above = make_claim(thesis, writer, "It wakes one up")
    claim = make_claim(above, writer, "Too much of it keeps one awake at night", "con")
    page = page_of(writer)
    page.goto(thesis.debate.get_absolute_url())
    page.keyboard.press("/")
    field = page.get_by_role("searchbox", name="Words to look for")
    expect(field).to_be_focused()
    page.keyboard.type("keeping aw")
    found = page.get_by_role("region", name="What was found")
    expect(found.get_by_role("status")).to_have_text("1 claim")
    expect(field).to_be_focused()
    expect(found.locator("mark")).to_have_text(["keeps", "awake"])
    expect(page).to_have_url(re.compile("q=keeping.aw"))

    page.keyboard.type("kward")
    expect(found.get_by_role("status")).to_have_text("No claim was found.")
    for _ in range(5):
        page.keyboard.press("Backspace")
    expect(found.get_by_role("status")).to_have_text("1 claim")
    expect(field).to_have_value("keeping aw")
    link = page.locator(f"#claim-{claim.pk}-found-open")
    # Past the button and the filters.
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("keeps one awake")
    page.go_back()
    expect(field).to_have_value("keeping aw")
    expect(link).to_be_visible()


def test_the_teams_page_has_a_field_for_all_debates(
    page_of: Window, thesis: Claim, writer: User
) -> None:
    make_claim(thesis, writer, "It wakes one up")
    page = page_of(writer)
    page.goto(thesis.debate.team.get_absolute_url())
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search all debates")).to_be_focused()
    page.keyboard.type("wake")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search all debates")
    expect(page.locator(".found__debate")).to_have_text(thesis.debate.title)
