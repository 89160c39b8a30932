"""Cards are dragged with the pointer: to be moved, to be linked, and back."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from debates.models import Claim
from teams.models import User
from tests.factories import make_claim

Window = Callable[..., Page]
# Everything is in sight: after scrolling, what came under the pointer would be picked up.
TALL = {"width": 1280, "height": 1800}


def pick_up(page: Page, card: Locator, over: Locator) -> None:
    """Begin to drag a card and hold it over something until its zones are there."""
    card.hover(position={"x": 40, "y": 20})
    page.mouse.down()
    over.hover(position={"x": 60, "y": 20}, force=True)
    expect(card).to_have_class("claim claim--pro claim--dragged")


def drop_on(page: Page, zone: Locator) -> None:
    # The first move only enters the zone; being over it is told with the next.
    zone.hover(force=True)
    zone.hover(force=True, position={"x": 20, "y": 20})
    expect(zone).to_have_class("drops__zone drops__zone--con drops__zone--over")
    page.mouse.up()


def test_onto_a_card_moves_it_there_and_undo_brings_it_back(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    mine = make_claim(thesis, writer, "Tea is cheap")
    theirs = make_claim(thesis, viewer, "Tea is warm")
    page = page_of(writer, viewport=TALL)
    page.goto(thesis.debate.get_absolute_url())
    card, other = page.locator(f"#claim-{mine.pk}"), page.locator(f"#claim-{theirs.pk}")
    pick_up(page, card, other)
    other.hover(position={"x": 62, "y": 22}, force=True)
    drop_on(page, other.get_by_text("− Move here as a con"))

    line = page.locator(".undo")
    expect(line).to_contain_text("Moved as a con under “Tea is warm”.")
    expect(card).to_have_count(0)
    expect(other.locator(".claim__cons")).to_have_text("−1")
    expect(page.locator(".column--pro .column__count")).to_have_text("1")
    expect(page.locator(".drops")).to_have_count(0)
    mine.refresh_from_db()
    assert (mine.parent_id, mine.stance) == (theirs.pk, "con")

    line.get_by_role("button", name="Undo").click()
    expect(card).to_contain_text("Tea is cheap")
    expect(card).to_be_focused()
    expect(other.locator(".claim__unanswered")).to_be_visible()
    expect(page.locator(".column--pro .column__count")).to_have_text("2")
    mine.refresh_from_db()
    assert (mine.parent_id, mine.stance) == (thesis.pk, "pro")


def test_into_the_other_column_and_back(page_of: Window, thesis: Claim, writer: User) -> None:
    mine = make_claim(thesis, writer, "Tea is cheap")
    page = page_of(writer, viewport=TALL)
    page.goto(thesis.debate.get_absolute_url())
    card, column = page.locator(f"#claim-{mine.pk}"), page.locator(".column--con")
    pick_up(page, card, column)
    drop_on(page, column.get_by_text("− Move here as a con"))
    expect(column.locator(".claim")).to_contain_text("Tea is cheap")
    expect(column.locator(".column__count")).to_have_text("1")
    expect(page.locator(".column--pro .claim")).to_have_count(0)
    column.get_by_role("button", name="Undo").click()
    expect(page.locator(".column--pro .claim")).to_contain_text("Tea is cheap")
    expect(column.locator(".claim, .undo")).to_have_count(0)
    expect(column.locator(".column__count")).to_have_text("0")


def test_others_claims_are_only_linked_and_the_card_stays(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    theirs = make_claim(thesis, viewer, "Tea is cheap")
    mine = make_claim(thesis, writer, "Tea is warm")
    page = page_of(writer, viewport=TALL)
    page.goto(thesis.debate.get_absolute_url())
    card, other = page.locator(f"#claim-{theirs.pk}"), page.locator(f"#claim-{mine.pk}")
    pick_up(page, card, other)
    other.hover(position={"x": 62, "y": 22}, force=True)
    expect(other.locator(".drops__zone")).to_have_text(
        ["+ Link here as a pro", "− Link here as a con"]
    )
    expect(page.locator(".column > .drops")).to_have_count(0)
    drop_on(page, other.get_by_text("− Link here as a con"))
    line = page.locator(".undo")
    expect(line).to_contain_text("Linked as a con under “Tea is warm”.")
    expect(card).to_contain_text("Tea is cheap")
    expect(other.locator(".claim__cons")).to_have_text("−1")
    line.get_by_role("button", name="Undo").click()
    expect(line).to_contain_text("The link is taken away again.")
    expect(other.locator(".claim__unanswered")).to_be_visible()
    assert not Claim.objects.shown().filter(links_to=theirs).exists()


def test_whoever_frames_is_led_to_the_page_that_asks_why(
    page_of: Window, thesis: Claim, writer: User, facilitator: User
) -> None:
    above = make_claim(thesis, writer, "Tea is warm")
    theirs = make_claim(above, writer, "Warm is good")
    page = page_of(facilitator, viewport=TALL)
    page.goto(above.get_absolute_url())
    card, step = page.locator(f"#claim-{theirs.pk}"), page.locator(".trail__step")
    pick_up(page, card, step)
    step.hover(position={"x": 62, "y": 12}, force=True)
    drop_on(page, step.get_by_text("− Move here as a con"))
    expect(page.get_by_role("radio", name="Tea is better than coffee")).to_be_checked()
    expect(page.get_by_role("radio", name="Con", exact=True)).to_be_checked()
    expect(page.get_by_label("Why (everybody can read this)")).to_be_visible()
