"""What one had read is gone: its line is dismissed, and another one restored, with the keyboard."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from debates.models import Claim
from teams.models import User
from tests.factories import make_claim

Window = Callable[..., Page]


def test_a_line_is_dismissed_and_a_claim_brought_back(
    page_of: Window, thesis: Claim, writer: User, facilitator: User, owner: User
) -> None:
    thesis.debate.join(owner)
    claims = [make_claim(thesis, writer, f"Tea is {how}") for how in ("cheap", "warm", "here")]
    owner_here = thesis.debate.join(owner)
    owner_here.read_all(up_to=thesis.debate.activities.order_by("-pk")[0].pk)
    for claim in claims[:2]:
        claim.archive(by=thesis.debate.join(facilitator), reason="A customer")
    page = page_of(owner)
    page.goto(thesis.debate.get_absolute_url())
    first, second = (page.locator(f"#claim-{claim.pk}-ghost") for claim in claims[:2])
    expect(first).to_contain_text("A claim you had read was archived by Fay Facilitator")

    first.get_by_role("button", name="Dismiss").press("Enter")
    expect(first).to_have_count(0)
    expect(second.get_by_role("link", name="Look at it")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("Dismissed.")
    expect(page.locator(".column--pro .column__count")).to_have_text("1")

    second.get_by_role("button", name="Restore").press("Enter")
    expect(second).to_have_count(0)
    expect(page.locator(f"#claim-{claims[1].pk}")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("“Tea is warm” is back.")
    expect(page.locator(".column--pro .column__count")).to_have_text("2")

    page.reload()
    expect(page.locator(".column--pro .claim")).to_have_count(2)
    expect(page.locator(".ghost")).to_have_count(0)
