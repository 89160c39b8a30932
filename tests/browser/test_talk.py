"""People talk about a claim: a comment, its answer, resolved, and made an argument."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from debates.models import Claim, Comment
from teams.models import User
from tests.factories import make_claim, make_comment

Window = Callable[..., Page]


def test_a_comment_is_answered_resolved_and_made_a_claim(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    claim = make_claim(thesis, writer, "It calms")
    asking = page_of(viewer)
    asking.goto(claim.get_absolute_url())
    asking.locator(".talk summary").click()
    asking.get_by_role("link", name="Write a comment…").click()
    asking.get_by_label("Your comment").fill("Whom? Some of us get jittery")
    asking.keyboard.press("Control+Enter")
    expect(asking.locator(".comment", has_text="Some of us get jittery")).to_be_focused()
    expect(asking.get_by_role("status")).to_have_text("Your comment is posted.")
    expect(asking.locator(".talk__summary")).to_contain_text("1 comment")

    answering = page_of(writer)
    answering.goto(claim.get_absolute_url())
    answering.locator(".talk__summary").click()
    answering.get_by_role("link", name="Answer this comment…").click()
    answering.get_by_label("Your comment").fill("Then that is a con")
    answering.get_by_role("button", name="Post").click()
    expect(answering.locator(".comment__answers .comment")).to_be_focused()
    answering.get_by_role("button", name="Resolve").click()
    expect(answering.get_by_role("status")).to_have_text("Resolved.")
    expect(answering.locator(".comment__resolved")).to_contain_text("a comment by Vera Viewer")
    comment = Comment.objects.get(parent=None)
    assert comment.resolved_at is not None
    answering.locator(".comment__resolved").click()
    answering.get_by_role("button", name="Reopen").click()
    expect(answering.get_by_role("status")).to_have_text("Open again.")

    asking.reload()
    asking.locator(".talk__summary").click()
    asking.get_by_role("link", name="Make this a claim").first.click()
    asking.get_by_label("Con", exact=True).check()
    asking.get_by_label("Your claim").fill("It makes some of us jittery")
    asking.get_by_role("button", name="Add").click()
    expect(asking.locator(".column--con .claim")).to_contain_text("It makes some of us jittery")
    asking.locator(".talk__summary").click()
    expect(asking.get_by_text("Made a claim: It makes some of us jittery")).to_be_visible()


def test_talk_works_without_script(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    claim = make_claim(thesis, writer, "It calms")
    page = page_of(viewer, java_script_enabled=False)
    page.goto(claim.get_absolute_url())
    page.locator(".talk__summary").click()
    page.get_by_role("link", name="Read what is said").click()
    page.get_by_role("link", name="Write a comment…").click()
    page.get_by_label("Your comment").fill("Whom?")
    page.get_by_role("button", name="Post").click()
    page.get_by_role("link", name="Change").click()
    page.get_by_label("Your comment").fill("Whom does it calm?")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Whom does it calm?")).to_be_visible()


def test_changing_and_cancelling_stay_on_the_page(
    page_of: Window, thesis: Claim, writer: User
) -> None:
    make_comment(thesis, writer, "Since wen?")
    page = page_of(writer)
    page.goto(thesis.debate.get_absolute_url())
    page.locator(".talk__summary").click()
    page.get_by_role("link", name="Write a comment…").click()
    page.get_by_label("Your comment").press("Escape")
    expect(page.get_by_role("link", name="Write a comment…")).to_be_focused()
    page.get_by_role("link", name="Change").click()
    page.get_by_label("Your comment").fill("Since when?")
    page.get_by_role("link", name="Cancel").click()
    expect(page.get_by_text("Since wen?")).to_be_visible()
    page.get_by_role("link", name="Change").click()
    page.get_by_label("Your comment").fill("Since when?")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Your comment is changed.")
    expect(page.get_by_text("Since when?")).to_be_visible()
    assert page.url.endswith(thesis.debate.get_absolute_url())


def test_thanks_and_a_bookmark_change_in_place_and_keep_focus(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    claim = make_claim(thesis, writer, "It calms")
    page = page_of(viewer)
    page.goto(claim.get_absolute_url())
    page.get_by_role("button", name="Thank you").click()
    expect(page.get_by_text("1 person says thanks")).to_be_visible()
    expect(page.get_by_role("button", name="Thank you")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("You said thanks.")
    page.get_by_role("button", name="Thank you").click()
    expect(page.get_by_text("1 person says thanks")).to_have_count(0)
    page.get_by_role("button", name="Bookmark").click()
    page.get_by_role("link", name="All your bookmarks").click()
    page.get_by_role("link", name="It calms").click()
    expect(page.get_by_role("button", name="Bookmark")).to_have_attribute("aria-pressed", "true")
