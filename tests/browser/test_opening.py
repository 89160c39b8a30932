"""From the kind of question to an open debate."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from teams.models import Team, User

Window = Callable[..., Page]


def test_a_wicked_problem_is_drafted_opened_and_teaches(
    page_of: Window, team: Team, facilitator: User
) -> None:
    page = page_of(facilitator)
    page.goto(team.get_absolute_url())
    page.get_by_role("link", name="Open a debate").click()
    page.get_by_role("link", name="A wicked problem").click()
    answers = page.get_by_label("First answers, one a line")
    expect(answers).to_be_visible()
    page.get_by_label("a thesis", exact=True).check()
    expect(answers).to_be_hidden()
    page.get_by_label("a question with several theses").check()
    page.get_by_label("Statement or question").fill("How do we share the evenings?")
    answers.fill("By lot\nIn turns")
    page.get_by_role("button", name="Keep it as a draft").click()
    expect(page.get_by_text("It takes arguments once it is opened.")).to_be_visible()
    page.get_by_role("link", name="Open it…").click()
    page.get_by_role("button", name="Open the debate").click()
    expect(page.get_by_role("link", name="Add a thesis…")).to_be_visible()
    expect(page.get_by_text("In turns").first).to_be_visible()
