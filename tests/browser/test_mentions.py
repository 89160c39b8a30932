"""A name is offered while one writes, and calls whoever bears it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from debates.models import Claim, Mention
from teams.models import User
from tests.factories import make_claim

Window = Callable[..., Page]


def test_a_name_is_taken_from_the_list_by_keys(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    claim = make_claim(thesis, writer, "It calms")
    page = page_of(writer)
    page.goto(f"{claim.get_absolute_url()}talk/")
    page.get_by_role("link", name="Write a comment…").click()
    field = page.get_by_label("Your comment")
    expect(field).to_be_focused()
    page.keyboard.type("What do you say, @")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    page.keyboard.type(viewer.name[:3].lower())
    expect(options).to_have_text([viewer.name])
    page.keyboard.press("Enter")
    expect(field).to_have_value(f"What do you say, @{viewer.name} ")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".comment")).to_contain_text(f"@{viewer.name}")
    assert Mention.objects.get().participant.user == viewer
