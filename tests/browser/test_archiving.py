"""A claim is archived from its card and brought back, with the keyboard."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from debates.models import Claim
from teams.models import User
from tests.factories import make_claim

Window = Callable[..., Page]


def test_the_next_claim_gets_the_focus_and_undo_brings_it_back(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    mine = make_claim(thesis, writer, "Tea is cheap")
    make_claim(thesis, viewer, "Tea is warm")
    page = page_of(writer)
    page.goto(thesis.debate.get_absolute_url())
    card = page.locator(f"#claim-{mine.pk}")
    card.locator(".more summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    archive = card.get_by_role("button", name="Archive")
    archive.press("Enter")

    expect(card).to_contain_text("Archived.")
    expect(page.get_by_role("status")).to_contain_text("“Tea is cheap” is archived.")
    expect(page.locator(".claim", has_text="Tea is warm").locator(".claim__open")).to_be_focused()
    expect(page.locator(".column--pro .column__count")).to_have_text("1")
    assert Claim.objects.get(pk=mine.pk).archived_at is not None

    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.get_by_role("button", name="Undo").press("Enter")
    expect(card).to_contain_text("Tea is cheap")
    expect(card).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("“Tea is cheap” is back.")
    expect(page.locator(".column--pro .column__count")).to_have_text("2")
    assert Claim.objects.get(pk=mine.pk).archived_at is None


def test_the_undo_line_goes_after_ten_seconds(page_of: Window, thesis: Claim, writer: User) -> None:
    mine = make_claim(thesis, writer, "Tea is cheap")
    page = page_of(writer)
    page.clock.install()
    page.goto(thesis.debate.get_absolute_url())
    card = page.locator(f"#claim-{mine.pk}")
    card.locator(".more summary").click()
    card.get_by_role("button", name="Archive").click()
    expect(card).to_contain_text("Archived.")
    expect(page.locator(".column--pro .column__title")).to_be_focused()
    page.mouse.move(1, 1)
    page.clock.run_for(9_000)
    expect(card).to_be_visible()
    page.clock.run_for(3_000)
    expect(card).to_have_count(0)


def test_whoever_frames_gives_a_reason_without_script(
    page_of: Window, thesis: Claim, writer: User, facilitator: User
) -> None:
    claim = make_claim(thesis, writer, "A customer is named here")
    page = page_of(facilitator, java_script_enabled=False)
    page.goto(claim.get_absolute_url())
    page.locator(".open .more__summary").click()
    page.get_by_role("link", name="Archive…").click()
    page.get_by_label("Why (everybody can read this)").fill("Names a customer")
    page.get_by_role("button", name="Archive").click()
    page.goto(claim.get_absolute_url())
    expect(page.get_by_text("Archived by Fay Facilitator")).to_be_visible()
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_role("link", name="Add a pro…")).to_be_visible()
