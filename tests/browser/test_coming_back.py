"""A member comes back on a phone: what waits leads to itself, and the record goes on in place."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from debates.models import Claim
from debates.record import PAGE
from teams.models import User
from tests.factories import make_claim

Window = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}}


def test_what_waits_leads_to_itself_and_the_record_goes_on_in_place(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    mine = make_claim(thesis, viewer, "Tea is cheap")
    make_claim(mine, writer, "Not in the café", "con")
    page = page_of(viewer, **PHONE)
    page.goto(thesis.debate.team.get_absolute_url())
    page.get_by_role("link", name="1 unread, 1 answers you").click()
    expect(page.get_by_role("heading", name="Not in the café")).to_be_visible()
    page.goto(thesis.debate.team.get_absolute_url())
    expect(page.get_by_text("unread", exact=False).first).not_to_contain_text("1 unread")
    page.get_by_role("link", name="3 to vote on").click()
    expect(page.get_by_role("heading", name=thesis.text)).to_be_visible()

    for _ in range(PAGE):
        make_claim(thesis, writer)
    page.goto(f"{thesis.debate.get_absolute_url()}record/")
    acts = page.locator(".record__one")
    expect(acts).to_have_count(PAGE)
    page.get_by_role("link", name="Earlier").press("Enter")
    expect(acts).to_have_count(PAGE + 3)
    expect(page.get_by_role("status")).to_have_text("3 earlier acts.")
    expect(page.locator("h2", has_text="continued")).to_be_focused()
    expect(page.get_by_role("link", name="Earlier")).to_have_count(0)
