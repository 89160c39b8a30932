"""Others have argued meanwhile: one goes through it, marks the rest as read, and takes it back."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from debates.models import Claim, Unread
from teams.models import User
from tests.factories import make_claim

Window = Callable[..., Page]


def test_next_unread_by_key_and_a_branch_marked_as_read_and_taken_back(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    thesis.debate.join(viewer)
    branch = make_claim(thesis, writer, "Tea is cheap")
    deep = make_claim(branch, writer, "Not in the café", "con")
    make_claim(deep, writer, "Bring your own")
    make_claim(thesis, writer, "It stains", "con")
    page = page_of(viewer)
    page.goto(thesis.debate.get_absolute_url())
    card = page.locator(f"#claim-{branch.pk}")
    expect(card.locator(".marks")).to_have_text("new 2 new below")
    page.keyboard.press("u")
    expect(page.get_by_role("heading", name="Tea is cheap")).to_be_visible()
    expect(page.locator("#unread-next-link")).to_contain_text("3 unread: next")
    expect(page.locator(f"#claim-{thesis.pk}-marks")).to_have_text("3 new below")

    page.get_by_role("button", name="Mark this branch as read").click()
    expect(page.get_by_role("status")).to_contain_text("You can undo this for ten seconds.")
    expect(page.locator("#unread-title")).to_be_focused()
    expect(page.locator(f"#claim-{deep.pk}-marks")).to_be_hidden()
    expect(page.locator(f"#claim-{thesis.pk}-marks")).to_have_text("1 new below")
    expect(page.locator("#unread-next-link")).to_contain_text("1 unread: next")

    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_role("status")).to_have_text("Marked as unread again.")
    expect(page.locator(f"#claim-{deep.pk}-marks")).to_have_text("new 1 new below")
    assert Unread.of(thesis.debate, thesis.debate.join(viewer)).total == 3

    page.get_by_role("button", name="Mark all as read").click()
    expect(page.locator("#unread")).to_contain_text("You have read everything.")
    expect(page.locator("#unread-next-link")).to_have_count(0)


def test_siblings_unfold_in_the_trail_and_follow_each_other(
    page_of: Window, thesis: Claim, writer: User
) -> None:
    first, second = make_claim(thesis, writer, "Tea is warm"), make_claim(thesis, writer, "Cheap")
    below = make_claim(first, writer, "In winter")
    page = page_of(writer)
    page.goto(below.get_absolute_url())
    page.locator(".trail .beside__summary").press("Enter")
    page.locator(".siblings").get_by_role("link", name="Cheap").click()
    expect(page.get_by_role("heading", name="Cheap")).to_be_visible()
    page.get_by_role("link", name="next").click()
    expect(page.get_by_role("heading", name="Tea is warm")).to_be_visible()
    assert page.url.endswith(first.get_absolute_url())
    assert second.pk != first.pk
