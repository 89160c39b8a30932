"""Two claims that say the same become one, and two again."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from debates.models import Claim, FlagKind
from teams.models import User
from tests.factories import make_claim

Window = Callable[..., Page]


def test_from_a_flag_to_one_claim_and_back(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    mine = make_claim(thesis, writer, "Tea calms the nerves of everybody")
    same = make_claim(thesis, writer, "The nerves of everybody are calmed by tea", "con")
    make_claim(mine, viewer, "Not at night", "con")
    mine.flag(FlagKind.DUPLICATE, by=thesis.debate.join(viewer))
    page = page_of(writer)
    page.goto(mine.get_absolute_url())
    page.locator(".flag").get_by_role("link", name="Merge…").press("Enter")
    page.get_by_role("link", name=same.text).press("Enter")
    expect(page.get_by_role("radio", name="The other one stays")).to_be_checked()
    page.get_by_role("button", name="Merge").press("Enter")

    expect(page.locator("h1.open__text")).to_have_text(same.text)
    expect(page.locator(".column--con .claim")).to_contain_text("Not at night")
    page.goto(mine.get_absolute_url())
    expect(page.locator("h1.open__text")).to_have_text(same.text)

    page.goto(f"{thesis.debate.get_absolute_url()}record/")
    page.get_by_role("link", name="Undo…").first.press("Enter")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator("h1.open__text")).to_have_text(mine.text)
    expect(page.locator(".column--con .claim")).to_contain_text("Not at night")
    expect(page.locator(".flag")).to_contain_text("Says the same as another claim")
