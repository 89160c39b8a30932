"""Cards are dragged with the pointer: to be moved, to be linked, and back."""

from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Locator, Page, expect

from debates.models import Claim
from teams.models import User
from tests.factories import make_claim

Window = Callable[..., Page]
# Everything is in sight: after scrolling, what came under the pointer would be picked up.
TALL = {"width": 1280, "height": 1800}
# How often the pointer moves before what it should bring must be there.
MOVES = 15


def hold_over(spot: Locator, until: Locator) -> None:
    """Move on a spot as a hand does, until something is there.

    The page hears of a held card only when the pointer moves, and the first movement onto
    something may do no more than enter it.
    """
    for move in range(MOVES):
        spot.hover(force=True, position={"x": 40 + move % 2 * 3, "y": 12})
        with suppress(AssertionError):
            return expect(until).to_be_visible(timeout=400)
    return expect(until).to_be_visible()


def drop(card: Locator, over: Locator, zone: str) -> None:
    """Drag a card over something and let it go on one of the zones that come up there."""
    page = card.page
    card.hover(position={"x": 40, "y": 20})
    page.mouse.down()
    hold_over(over, page.locator(".claim--dragged"))
    on = over.locator(".drops__zone", has_text=zone)
    hold_over(over, on)
    hold_over(on, over.locator(".drops__zone--over", has_text=zone))
    page.mouse.up()
    expect(page.locator(".drops, .claim--dragged")).to_have_count(0)


def test_a_card_is_moved_onto_another_and_to_the_other_side_and_back(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    mine = make_claim(thesis, writer, "Tea is cheap")
    theirs = make_claim(thesis, viewer, "Tea is warm")
    page = page_of(writer, viewport=TALL)
    page.goto(thesis.debate.get_absolute_url())
    card, other = page.locator(f"#claim-{mine.pk}"), page.locator(f"#claim-{theirs.pk}")
    pros, cons, line = (
        page.locator(".column--pro"),
        page.locator(".column--con"),
        page.locator(".undo"),
    )
    drop(card, other, "− Move here as a con")

    expect(line).to_contain_text("Moved as a con under “Tea is warm”.")
    expect(card).to_have_count(0)
    expect(other.locator(".claim__cons")).to_have_text("−1")
    expect(pros.locator(".column__count")).to_have_text("1")
    line.get_by_role("button", name="Undo").click()
    expect(pros.locator(card)).to_be_focused()
    expect(other.locator(".claim__unanswered")).to_be_visible()
    expect(pros.locator(".column__count")).to_have_text("2")

    drop(card, cons, "− Move here as a con")
    expect(cons.locator(card)).to_contain_text("Tea is cheap")
    expect(cons.locator(".column__count")).to_have_text("1")
    expect(pros.locator(card)).to_have_count(0)
    mine.refresh_from_db()
    assert (mine.parent_id, mine.stance) == (thesis.pk, "con")
    line.get_by_role("button", name="Undo").click()
    expect(pros.locator(card)).to_be_focused()
    expect(cons.locator(".claim, .undo")).to_have_count(0)
    expect(cons.locator(".column__count")).to_have_text("0")


def test_others_claims_are_only_linked_and_what_is_refused_is_said(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    theirs = make_claim(thesis, viewer, "Tea is cheap")
    mine = make_claim(thesis, writer, "Tea is warm")
    page = page_of(writer, viewport=TALL)
    page.goto(thesis.debate.get_absolute_url())
    card, other = page.locator(f"#claim-{theirs.pk}"), page.locator(f"#claim-{mine.pk}")
    line = page.locator(".undo")
    drop(card, other, "− Link here as a con")
    expect(line).to_contain_text("Linked as a con under “Tea is warm”.")
    expect(card).to_contain_text("Tea is cheap")
    expect(other.locator(".claim__cons")).to_have_text("−1")
    line.get_by_role("button", name="Undo").click()
    expect(line).to_contain_text("The link is taken away again.")
    expect(other.locator(".claim__unanswered")).to_be_visible()

    thesis.debate.close()
    drop(card, other, "+ Link here as a pro")
    expect(page.locator("#notice")).to_contain_text("closed")
    expect(card).to_contain_text("Tea is cheap")
    assert not Claim.objects.shown().filter(links_to=theirs).exists()


def test_whoever_frames_drops_on_the_trail_and_is_asked_why(
    page_of: Window, thesis: Claim, writer: User, facilitator: User
) -> None:
    above = make_claim(thesis, writer, "Tea is warm")
    theirs = make_claim(above, writer, "Warm is good")
    page = page_of(facilitator, viewport=TALL)
    page.goto(above.get_absolute_url())
    card = page.locator(f"#claim-{theirs.pk}")
    drop(card, page.locator(".trail__step"), "− Move here as a con")
    expect(page.get_by_role("radio", name="Tea is better than coffee")).to_be_checked()
    expect(page.get_by_role("radio", name="Con", exact=True)).to_be_checked()
    expect(page.get_by_label("Why (everybody can read this)")).to_be_visible()
