"""Somebody suggests, the author decides, and the claim changes in place."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from debates.models import Claim
from teams.models import User
from tests.factories import make_claim, make_suggestion

Window = Callable[..., Page]


def test_a_wording_is_suggested_accepted_and_taken_back(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    claim = make_claim(thesis, writer, "It calms people")
    suggesting = page_of(viewer)
    suggesting.goto(claim.get_absolute_url())
    suggesting.get_by_role("link", name="Suggest a wording…").click()
    suggesting.get_by_label("Wording").press("Escape")
    expect(suggesting.get_by_role("link", name="Suggest a wording…")).to_be_focused()
    suggesting.get_by_role("link", name="Suggest a wording…").click()
    suggesting.get_by_label("Wording").fill("It calms most people")
    suggesting.get_by_label("Why").fill("Not all of us")
    suggesting.get_by_role("button", name="Suggest", exact=True).click()
    expect(suggesting.locator(".suggestion")).to_be_focused()
    expect(suggesting.get_by_role("status")).to_contain_text("Your suggestion waits")
    expect(suggesting.get_by_text("1 waiting")).to_be_visible()

    deciding = page_of(writer)
    deciding.goto(claim.get_absolute_url())
    deciding.locator("summary", has_text="Suggestions").click()
    expect(deciding.locator(".suggestion ins")).to_contain_text("most")
    deciding.get_by_role("button", name="Accept", exact=True).click()
    expect(deciding.get_by_role("heading", level=1)).to_have_text("It calms most people")
    expect(deciding.locator(".suggestion")).to_be_focused()
    expect(deciding.get_by_role("status")).to_have_text("Accepted.")
    expect(deciding.get_by_text("1 waiting")).to_have_count(0)
    deciding.get_by_role("link", name="Take it back").click()
    deciding.get_by_role("button", name="Undo").click()
    expect(deciding.get_by_role("heading", level=1)).to_have_text("It calms people")


def test_suggesting_and_declining_work_without_script(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    claim = make_claim(thesis, writer, "It calms people")
    page = page_of(viewer, java_script_enabled=False)
    page.goto(claim.get_absolute_url())
    page.get_by_role("link", name="Suggest a claim…").click()
    page.get_by_label("Con", exact=True).check()
    page.get_by_label("Claim", exact=True).fill("Not before noon")
    page.get_by_label("Why").fill("Ask anybody")
    page.get_by_role("button", name="Suggest", exact=True).click()
    expect(page.locator(".suggestion")).to_contain_text("Not before noon")

    page = page_of(writer, java_script_enabled=False)
    page.goto(claim.get_absolute_url())
    page.get_by_role("link", name="1 suggestion").click()
    page.get_by_role("link", name="Decline…").click()
    page.get_by_label("Why").fill("That is another debate")
    page.get_by_role("button", name="Decline").click()
    page.goto(f"{thesis.debate.get_absolute_url()}suggestions/?state=declined")
    expect(page.locator(".suggestion")).to_contain_text("That is another debate")


def test_in_the_queue_a_decision_stays_in_place(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    claim = make_claim(thesis, writer, "It calms people")
    make_suggestion(claim, viewer, "claim", text="Not me", stance="con")
    page = page_of(writer)
    page.goto(f"{thesis.debate.get_absolute_url()}suggestions/")
    page.get_by_role("link", name="Accept with changes…").click()
    page.get_by_label("Claim", exact=True).fill("Not everybody")
    page.get_by_role("button", name="Accept", exact=True).click()
    expect(page.get_by_text("Accepted with changes by")).to_be_visible()
    expect(page.get_by_role("link", name="Not everybody")).to_be_visible()
    assert Claim.objects.get(text="Not everybody").author.user == writer
