"""The overview under a pointer, a keyboard and a finger."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from debates.models import Claim
from teams.models import User
from tests.browser.axe import faults
from tests.browser.picture import middle_of
from tests.factories import make_claim

Window = Callable[..., Page]


def overview_of(claim: Claim, query: str = "") -> str:
    return f"/debates/{claim.debate_id}/overview/{query}"


def point(page: Page, claim: Claim) -> None:
    page.mouse.move(*middle_of(page, claim))


def tap(page: Page, claim: Claim) -> None:
    page.touchscreen.tap(*middle_of(page, claim))


def caption(page: Page) -> Locator:
    return page.locator("#overview-caption")


def picture(page: Page) -> Locator:
    return page.locator("#overview-picture")


def test_a_resting_pointer_reads_a_segment_in_the_caption(
    page_of: Window, argued: dict[str, Claim], writer: User
) -> None:
    page = page_of(writer)
    page.goto(overview_of(argued["thesis"]))
    expect(caption(page)).to_contain_text("4 claims: 75% grow out of the pros")
    point(page, argued["attack"])
    expect(caption(page)).to_contain_text("Not in July")
    expect(caption(page)).to_contain_text("Con")
    expect(page.locator(".cursor")).to_have_count(1)
    page.mouse.move(2, 2)
    expect(caption(page)).to_contain_text("4 claims")
    expect(page.locator(".cursor")).to_have_count(0)


def test_a_segment_read_twice_is_fetched_once(
    page_of: Window, argued: dict[str, Claim], writer: User
) -> None:
    page, asked = page_of(writer), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(overview_of(argued["thesis"]))
    for name in ("pro", "con", "pro", "con"):
        point(page, argued[name])
        expect(caption(page)).to_contain_text(argued[name].text)
    assert len([address for address in asked if "/caption/" in address]) == 2


def test_the_keyboard_walks_the_tree_in_one_tab_stop(
    page_of: Window, argued: dict[str, Claim], writer: User
) -> None:
    page = page_of(writer)
    page.goto(overview_of(argued["thesis"]))
    picture(page).focus()
    expect(caption(page)).to_contain_text("Tea is better than coffee")
    for key, text in (
        ("ArrowDown", "It warms"),
        ("ArrowDown", "Not in July"),
        ("ArrowDown", "Iced tea does"),
        ("ArrowDown", "Iced tea does"),
        ("ArrowUp", "Not in July"),
        ("ArrowUp", "It warms"),
        ("ArrowRight", "It stains"),
        ("ArrowRight", "It warms"),
        ("ArrowLeft", "It stains"),
        ("Home", "Tea is better than coffee"),
    ):
        page.keyboard.press(key)
        expect(caption(page)).to_contain_text(text)
        expect(picture(page)).to_be_focused()
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('svg')")


def test_the_keyboard_reaches_the_link_in_the_caption(
    page_of: Window, argued: dict[str, Claim], writer: User
) -> None:
    page = page_of(writer)
    page.goto(overview_of(argued["thesis"]))
    picture(page).focus()
    page.keyboard.press("ArrowDown")
    expect(caption(page)).to_contain_text("It warms")
    page.keyboard.press("Tab")
    expect(page.locator("#caption-zoom")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"centre={argued['pro'].pk}$"))


def test_enter_opens_z_zooms_and_escape_leads_back(
    page_of: Window, argued: dict[str, Claim], writer: User
) -> None:
    page = page_of(writer)
    page.goto(overview_of(argued["thesis"], "?colour=thesis"))
    picture(page).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("z")
    page.wait_for_url(re.compile(rf"colour=thesis&centre={argued['pro'].pk}$"))
    expect(page.locator(".overview__path [aria-current]")).to_have_text("It warms")
    expect(picture(page).locator(".number")).to_have_text("2")
    picture(page).focus()
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(r"\?colour=thesis$"))
    picture(page).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{argued['pro'].get_absolute_url()}")


def test_a_click_opens_and_with_shift_makes_the_centre(
    page_of: Window, argued: dict[str, Claim], writer: User
) -> None:
    page = page_of(writer)
    page.goto(overview_of(argued["thesis"]))
    page.keyboard.down("Shift")
    page.mouse.click(*middle_of(page, argued["pro"]))
    page.keyboard.up("Shift")
    page.wait_for_url(re.compile(rf"centre={argued['pro'].pk}$"))
    page.mouse.click(*middle_of(page, argued["attack"]))
    page.wait_for_url(f"**{argued['attack'].get_absolute_url()}")


def test_a_first_tap_reads_and_a_second_opens(
    page_of: Window, argued: dict[str, Claim], writer: User
) -> None:
    page = page_of(writer, has_touch=True, viewport={"width": 390, "height": 844})
    page.goto(overview_of(argued["thesis"]))
    tap(page, argued["con"])
    expect(caption(page)).to_contain_text("It stains")
    assert "/overview/" in page.url
    tap(page, argued["con"])
    page.wait_for_url(f"**{argued['con'].get_absolute_url()}")


def test_a_tapped_branch_can_be_made_the_centre(
    page_of: Window, argued: dict[str, Claim], writer: User
) -> None:
    page = page_of(writer, has_touch=True, viewport={"width": 390, "height": 844})
    page.goto(overview_of(argued["thesis"], "?colour=thesis"))
    tap(page, argued["pro"])
    caption(page).get_by_role("link", name="Only this branch").tap()
    page.wait_for_url(re.compile(rf"colour=thesis&centre={argued['pro'].pk}$"))


def test_the_panel_zooms_and_changes_colours_without_leaving_the_claim(
    page_of: Window, argued: dict[str, Claim], writer: User
) -> None:
    page = page_of(writer)
    page.goto(argued["pro"].get_absolute_url())
    expect(page.locator("#overview .open")).to_have_count(1)
    page.evaluate("window.marked = 'same page'")
    page.locator("#overview-colour-thesis").click()
    expect(page.locator("#overview-colour-thesis")).to_have_attribute("aria-current", "true")
    expect(page.locator("#overview-colour-thesis")).to_be_focused()
    picture(page).focus()
    for key in ("Home", "ArrowDown", "z"):
        page.keyboard.press(key)
    expect(page.locator("#overview .overview__path [aria-current]")).to_have_text("It warms")
    expect(page.locator("#overview-colour-thesis")).to_have_attribute("aria-current", "true")
    picture(page).focus()
    page.keyboard.press("Escape")
    expect(page.locator("#overview .overview__path")).to_have_count(0)
    assert page.evaluate("window.marked") == "same page"


def test_the_keyboard_walks_what_is_new_and_goes_on_in_the_outline(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    thesis.debate.join(writer)
    con = make_claim(thesis, viewer, "It stains", stance="con")
    make_claim(make_claim(thesis, writer, "It warms"), viewer, "Not in July", stance="con")
    page = page_of(writer)
    page.goto(overview_of(thesis, "?colour=new"))
    picture(page).focus()
    for text in ("It stains", "Not in July", "It stains"):
        page.keyboard.press("u")
        expect(caption(page)).to_contain_text(text)
    page.keyboard.press("o")
    expect(page.locator(f"#o{con.pk}-text")).to_be_focused()
    expect(page.locator(".cursor")).to_have_count(1)


def test_pointing_at_a_link_marks_the_claim_it_shows(
    page_of: Window, argued: dict[str, Claim], writer: User
) -> None:
    by = argued["con"].debate.join(writer)
    link = argued["attack"].link_under(argued["con"], "pro", by=by)[0]
    page = page_of(writer)
    page.goto(overview_of(argued["thesis"]))
    picture(page).focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    expect(caption(page)).to_contain_text("a link: the claim stands elsewhere")
    expect(page.locator(".cursor")).to_have_count(2)
    expect(page.locator(".cursor--shown")).to_have_count(1)
    expect(page.locator(f"[id='s{link.pk}'] .hollow")).to_have_count(1)
    page.keyboard.press("z")
    page.wait_for_url(re.compile(rf"centre={link.pk}$"))
    expect(page.locator(".overview__path [aria-current]")).to_have_text("Not in July")


def test_news_are_drawn_as_one_looks_at_the_picture_now(
    page_of: Window, argued: dict[str, Claim], writer: User, viewer: User
) -> None:
    page = page_of(writer)
    page.goto(argued["pro"].get_absolute_url())
    page.locator("#overview-colour-people").click()
    current = page.locator("#overview .overview__colours [aria-current]")
    expect(current).to_have_text("People")
    page.mouse.move(2, 2)
    page.locator("body").click(position={"x": 2, "y": 2})
    make_claim(argued["con"], viewer, "So does wine")
    page.evaluate("document.body.dispatchEvent(new CustomEvent('claims-changed'))")
    expect(page.locator("#overview .number")).to_have_text("5")
    expect(current).to_have_text("People")
    page.goto(argued["con"].get_absolute_url())
    expect(current).to_have_text("People")


def test_without_script_picture_colours_and_outline_are_there(
    page_of: Window, argued: dict[str, Claim], writer: User
) -> None:
    page = page_of(writer, java_script_enabled=False)
    page.goto(overview_of(argued["thesis"]))
    expect(page.locator("svg.sunburst [data-of] a")).to_have_count(4)
    page.get_by_role("link", name="To the thesis").click()
    page.wait_for_url(re.compile("colour=thesis"))
    page.locator("#outline").get_by_role("link", name="Not in July").click()
    page.wait_for_url(f"**{argued['attack'].get_absolute_url()}")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(
    page_of: Window, argued: dict[str, Claim], writer: User, theme: str, width: int
) -> None:
    page = page_of(writer, color_scheme=theme, viewport={"width": width, "height": 900})
    queries = ["", f"?centre={argued['pro'].pk}&colour=thesis"]
    queries += [f"?colour={colour}&archived=1" for colour in ("impact", "people", "new", "sources")]
    for query in queries:
        page.goto(overview_of(argued["thesis"], query))
        picture(page).focus()
        page.keyboard.press("ArrowDown")
        expect(page.locator(".cursor")).to_have_count(1)
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
