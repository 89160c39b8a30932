"""One key for each thing one does often."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from debates.models import Claim
from teams.models import User
from tests.factories import make_claim

Window = Callable[..., Page]


def link_of(page: Page, claim: Claim) -> Locator:
    return page.locator(f"#claim-{claim.pk}-open")


def test_one_reads_answers_and_votes_by_keys_alone(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    first = make_claim(thesis, viewer, "It warms")
    second = make_claim(thesis, viewer, "It stains", "con")
    page = page_of(writer)
    page.goto(thesis.debate.get_absolute_url())
    for key, claim in (("j", first), ("j", second), ("j", second), ("k", first)):
        page.keyboard.press(key)
        expect(link_of(page, claim)).to_be_focused()

    page.keyboard.press("v")
    page.keyboard.press("3")
    chosen = page.locator(f"#claim-{first.pk}").get_by_role("button", name="3: high")
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(chosen).to_be_focused()
    assert first.votes.get().value == 3

    page.keyboard.press("l")
    expect(page.get_by_role("heading", level=1)).to_have_text("It warms")
    page.keyboard.press("c")
    expect(page.get_by_label("Your con")).to_be_focused()
    page.keyboard.type("pv3 jeans do not")  # is typed, and presses nothing
    page.keyboard.press("Control+Enter")
    expect(page.locator(".column--con .claim")).to_contain_text("pv3 jeans do not")
    page.keyboard.press("h")
    expect(page.get_by_role("heading", level=1)).to_have_text(thesis.text)


def test_the_sheet_shows_the_keys_and_turns_them_off(
    page_of: Window, thesis: Claim, writer: User
) -> None:
    make_claim(thesis, writer, "It warms")
    page = page_of(writer)
    page.goto(thesis.debate.get_absolute_url())
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keys")
    expect(sheet).to_contain_text("next claim, previous claim")
    sheet.get_by_label("Single keys are on in this browser").uncheck()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.keyboard.press("j")
    expect(page.locator(":focus.claim__open")).to_have_count(0)

    # Turned on again from the same sheet, which can be clicked.
    page.reload()
    page.keyboard.press("?")
    expect(sheet).to_have_count(0)
    page.get_by_role("link", name="Keys").click()
    sheet.get_by_label("Single keys are on in this browser").check()
    sheet.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    expect(page.locator(".claim__open")).to_be_focused()


def test_without_script_the_list_is_a_page(page_of: Window, thesis: Claim, writer: User) -> None:
    page = page_of(writer, java_script_enabled=False)
    page.goto(thesis.debate.get_absolute_url())
    page.get_by_role("link", name="Keys").click()
    expect(page.get_by_role("heading", name="Keys")).to_be_visible()
