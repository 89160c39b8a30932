"""What has been said already shows under the field while one writes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from debates.models import Claim
from teams.models import User
from tests.factories import make_claim

Window = Callable[..., Page]
SAID = "Tea keeps the whole team awake through long meetings"


@pytest.fixture
def writing(page_of: Window, thesis: Claim, writer: User, viewer: User) -> Page:
    """Somebody about to add a pro where something has been said."""
    above = make_claim(thesis, viewer, "It stains everything", "con")
    make_claim(above, viewer, SAID)
    page = page_of(writer)
    page.goto(thesis.debate.get_absolute_url())
    page.get_by_role("link", name="Add a pro…").click()
    return page


def top(field: Locator) -> float:
    box = field.bounding_box()
    assert box
    return box["y"]


def test_similar_claims_appear_quietly_and_are_told_once(writing: Page) -> None:
    asked: list[Request] = []
    writing.on("request", lambda request: asked.append(request))  # noqa: PLW0108 (playwright marks its handlers)
    field = writing.get_by_label("Your pro")
    field.press_sequentially("Long meetings")
    before = top(field)
    field.press_sequentially(" keep the team awake with tea")
    box = writing.get_by_role("region", name="1 similar claim")
    expect(box).to_contain_text(SAID)
    expect(box).to_contain_text("It stains everything")
    expect(writing.locator("#announcement")).to_have_text("1 similar claim")
    expect(field).to_be_focused()
    assert top(field) == before
    assert sum("/similar/" in request.url for request in asked) in {1, 2, 3}, (
        "one request a pause, not one a letter"
    )
    with writing.context.expect_page() as opened:
        box.get_by_role("link", name="open").click()
    expect(opened.value.get_by_role("heading", name=SAID)).to_be_visible()
    writing.evaluate("document.getElementById('announcement').textContent = ''")
    field.press_sequentially(" again")
    writing.wait_for_timeout(900)
    expect(writing.locator("#announcement")).to_have_text("")


def test_mine_is_different_hides_them_for_this_draft_and_posts(writing: Page) -> None:
    field = writing.get_by_label("Your pro")
    field.fill("Long meetings keep the team awake with tea")
    writing.get_by_role("button", name="Mine is different").click()
    expect(field).to_be_focused()
    box = writing.locator(".similar__box")
    expect(box).to_have_count(0)
    field.press_sequentially(" in the morning")
    writing.wait_for_timeout(900)
    expect(box).to_have_count(0)
    writing.get_by_role("button", name="Add", exact=True).click()
    expect(writing.locator(".column--pro .claim")).to_contain_text("in the morning")


def test_a_field_emptied_shows_nothing_and_a_lost_network_says_nothing(writing: Page) -> None:
    field = writing.get_by_label("Your pro")
    field.fill("Long meetings keep the team awake with tea")
    expect(writing.locator(".similar__box")).to_be_visible()
    field.fill("Long")
    expect(writing.locator(".similar__box")).to_have_count(0)
    writing.context.set_offline(True)
    field.fill("Long meetings keep the whole team awake")
    writing.wait_for_timeout(900)
    expect(writing.locator("#notice")).to_have_text("")
    expect(field).to_have_value("Long meetings keep the whole team awake")
