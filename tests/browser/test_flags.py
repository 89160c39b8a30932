"""Something should be mended about a claim: said by one, answered by another."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from debates.models import Claim
from teams.models import User
from tests.factories import make_claim

Window = Callable[..., Page]


def test_a_flag_is_raised_and_answered_in_place(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    claim = make_claim(thesis, writer, "It calms")
    asking = page_of(viewer)
    asking.goto(claim.get_absolute_url())
    asking.get_by_role("link", name="Something to mend…").click()
    asking.get_by_role("link", name="Cancel").click()
    asking.get_by_role("link", name="Something to mend…").click()
    asking.get_by_label("needs a source").check()
    asking.get_by_label("A word of help").fill("Which study?")
    asking.get_by_role("button", name="Post").click()
    expect(asking.get_by_role("status")).to_have_text("Your flag is raised.")
    expect(asking.locator(".flag")).to_contain_text("Which study?")
    expect(asking.locator(".flags")).to_be_focused()

    answering = page_of(writer)
    answering.goto(claim.get_absolute_url())
    answering.get_by_role("link", name="Answer…").click()
    answering.get_by_label("Your answer").fill("Ours, of last May")
    answering.get_by_role("button", name="Post").click()
    expect(answering.get_by_role("status")).to_have_text("Your answer is posted.")
    answering.get_by_text("Answered: needs a source").click()
    expect(answering.locator(".flag__answer")).to_contain_text("Ours, of last May")


def test_it_works_without_script(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    claim = make_claim(thesis, writer, "It calms")
    page = page_of(viewer, java_script_enabled=False)
    page.goto(claim.get_absolute_url())
    page.get_by_role("link", name="Something to mend…").click()
    page.get_by_label("unclear").check()
    page.get_by_role("button", name="Post").click()
    expect(page.locator(".flag")).to_contain_text("Unclear")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator(".flag")).to_have_count(0)
