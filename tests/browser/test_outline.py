"""The outline under the keyboard, after a reload, and when something is searched in it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from debates.models import Claim
from teams.models import User
from tests.browser.axe import faults
from tests.factories import make_source

Window = Callable[..., Page]


def outline_of(claim: Claim, query: str = "") -> str:
    return f"/debates/{claim.debate_id}/outline/{query}"


def text(page: Page, claim: Claim) -> Locator:
    return page.locator(f"#o{claim.pk}-text")


def test_keys_walk_what_one_sees_and_folds_are_remembered(
    page_of: Window, argued: dict[str, Claim], writer: User
) -> None:
    page = page_of(writer)
    page.goto(outline_of(argued["thesis"], "?levels=1"))
    expect(text(page, argued["attack"])).to_be_hidden()
    for key, name in (
        ("j", "pro"),
        ("ArrowDown", "con"),
        ("j", "con"),
        ("k", "pro"),
        ("ArrowRight", "pro"),
        ("l", "attack"),
        ("j", "con"),
        ("ArrowUp", "attack"),
        ("ArrowLeft", "pro"),
    ):
        page.keyboard.press(key)
        expect(text(page, argued[name])).to_be_focused()
    expect(text(page, argued["attack"])).to_be_visible()
    expect(text(page, argued["answer"])).to_be_hidden()

    page.reload()
    expect(text(page, argued["attack"])).to_be_visible()
    expect(text(page, argued["answer"])).to_be_hidden()
    # Without levels in the address it stands as it was left, too.
    page.goto(outline_of(argued["thesis"]))
    expect(text(page, argued["answer"])).to_be_hidden()
    expect(text(page, argued["attack"])).to_be_visible()

    page.get_by_role("link", name="Fold all", exact=True).click()
    expect(text(page, argued["attack"])).to_be_hidden()
    text(page, argued["con"]).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("It stains")


def test_beside_the_picture_the_same_keys_walk_and_the_picture_follows(
    page_of: Window, argued: dict[str, Claim], writer: User
) -> None:
    page = page_of(writer)
    page.goto(f"/debates/{argued['thesis'].debate_id}/overview/")
    for key, name in (("j", "pro"), ("l", "attack"), ("j", "answer"), ("h", "attack")):
        page.keyboard.press(key)
        expect(text(page, argued[name])).to_be_focused()
    expect(page.locator("svg .cursor")).to_have_count(1)


def test_what_is_searched_or_linked_to_unfolds(
    page_of: Window, argued: dict[str, Claim], writer: User
) -> None:
    page = page_of(writer)
    folded = outline_of(argued["thesis"], "?levels=1")
    page.goto(f"{folded}#:~:text=Iced%20tea")
    expect(text(page, argued["answer"])).to_be_in_viewport()
    page.goto("about:blank")
    page.goto(f"{folded}#o{argued['answer'].pk}")
    expect(text(page, argued["answer"])).to_be_in_viewport()


def test_without_script_links_fold_and_paper_has_everything(
    page_of: Window, argued: dict[str, Claim], writer: User
) -> None:
    page = page_of(writer, java_script_enabled=False)
    page.goto(argued["pro"].get_absolute_url())
    page.get_by_role("link", name="Outline", exact=True).click()
    expect(text(page, argued["answer"])).to_be_visible()
    page.get_by_role("link", name="Fold all", exact=True).click()
    expect(text(page, argued["answer"])).to_be_hidden()
    page.locator("summary", has_text="2 claims below").click()
    expect(text(page, argued["attack"])).to_be_visible()

    page.emulate_media(media="print")
    expect(text(page, argued["answer"])).to_be_visible()
    expect(page.get_by_text("As it stood on")).to_be_visible()
    expect(page.get_by_text("2 claims below")).to_be_hidden()
    expect(page.get_by_role("link", name="Fold all", exact=True)).to_be_hidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(
    page_of: Window, argued: dict[str, Claim], writer: User, theme: str
) -> None:
    make_source(argued["attack"], writer, title="The weather")
    argued["con"].link_under(argued["answer"], "con", by=argued["thesis"].debate.join(writer))
    page = page_of(writer, color_scheme=theme, viewport={"width": 320, "height": 900})
    for query in ("", f"?branch={argued['pro'].pk}"):
        page.goto(outline_of(argued["thesis"], query))
        expect(text(page, argued["answer"])).to_be_visible()
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
