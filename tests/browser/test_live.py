"""Two people have the same debate open: what one does reaches the other without disturbing."""

import random
import re
from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Page, expect

from config.nudge import nudge
from debates.models import Claim, Refused, Suggestion
from teams.models import User
from tests.factories import make_claim, make_comment, make_suggestion

Window = Callable[..., Page]


def listening(page: Page, address: str) -> None:
    """Open a page and wait until it listens."""
    with page.expect_response(lambda answer: "/live/" in answer.url):
        page.goto(address)


def test_anothers_con_waits_until_it_is_asked_for(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    for n in range(8):
        make_claim(thesis, viewer, f"Con number {n} " * 12, "con")
    address = thesis.debate.get_absolute_url()
    reading = page_of(writer, viewport={"width": 1280, "height": 700})
    listening(reading, address)
    reading.get_by_role("link", name="Add a pro…").click()
    reading.get_by_label("Your pro").fill("Half a thou")
    expect(reading.locator("#overview svg a")).to_have_count(9)
    reading.mouse.move(5, 5)
    reading.evaluate("window.scrollTo(0, 150)")
    card = reading.locator(".column--con .claim").first
    before = card.bounding_box()

    writing = page_of(viewer)
    listening(writing, address)
    writing.get_by_role("link", name="Add a con…").click()
    writing.get_by_label("Your con").fill("It stains teeth")
    writing.get_by_role("button", name="Add").click()

    line = reading.get_by_role("button", name="1 new con – show")
    expect(line).to_be_visible()
    expect(reading.get_by_role("status")).to_have_text("1 new con – show")
    expect(reading.locator("#overview svg a")).to_have_count(10)
    expect(reading.get_by_label("Your pro")).to_be_focused()
    expect(reading.get_by_label("Your pro")).to_have_value("Half a thou")
    assert reading.evaluate("scrollY") == 150
    assert card.bounding_box() == before
    expect(reading.get_by_text("It stains teeth")).to_have_count(0)
    # Who wrote it is not told of it.
    expect(writing.locator(".claim", has_text="It stains teeth")).to_have_count(1)
    expect(writing.locator("[data-arrivals]:visible")).to_have_count(0)

    line.focus()
    reading.keyboard.press("Enter")
    shown = reading.locator(".column--con .claim").first
    expect(shown).to_contain_text("It stains teeth")
    expect(shown).to_be_focused()
    expect(reading.locator(".column--con .column__count")).to_have_text("9")
    expect(reading.get_by_label("Your pro")).to_have_value("Half a thou")
    expect(line).to_be_hidden()


def test_a_rewording_is_marked_and_shown_when_asked_for(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    claim = make_claim(thesis, viewer, "It is warm")
    by = thesis.debate.join(viewer)
    page, inside = page_of(writer), page_of(writer)
    listening(page, thesis.debate.get_absolute_url())
    listening(inside, claim.get_absolute_url())
    claim.reword("It is warm in winter", by=by, version=1)
    nudge()
    for window in (page, inside):
        button = window.get_by_role("button", name="Changed by somebody – show")
        expect(button).to_be_visible()
        expect(window.get_by_text("It is warm in winter")).to_have_count(0)
        button.click()
        expect(window.get_by_text("It is warm in winter").first).to_be_visible()
        expect(button).to_have_count(0)


def test_what_one_had_read_leaves_its_line_and_suggestions_are_counted(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    reader = thesis.debate.join(writer)
    claim = make_claim(thesis, viewer, "It is warm")
    reader.read([claim], up_to=thesis.debate.activities.latest("pk").pk)
    page = page_of(writer)
    listening(page, thesis.debate.get_absolute_url())
    make_suggestion(thesis, viewer)
    nudge()
    expect(page.locator(f"#claim-{thesis.pk}-suggestions-count")).to_have_text("· 1 waiting")
    expect(page.locator("[data-suggestions]")).to_have_text("1 suggestion")
    claim.archive(by=thesis.debate.join(viewer))
    nudge()
    page.get_by_role("button", name="Changed by somebody – show").click()
    ghost = page.locator(f"#claim-{claim.pk}-ghost")
    expect(ghost).to_be_focused()
    expect(ghost).to_contain_text("A claim you had read was archived")
    expect(page.locator(f"#claim-{claim.pk}")).to_have_count(0)


def test_numbers_on_cards_follow_and_ones_own_acts_are_not_news(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    claim = make_claim(thesis, viewer, "It is warm")
    page = page_of(writer)
    listening(page, thesis.debate.get_absolute_url())
    make_claim(claim, viewer, "Not in summer", "con")
    nudge()
    expect(page.locator(f"#claim-{claim.pk}-open .claim__cons")).to_have_text("−1")

    inside = page_of(viewer)
    listening(inside, claim.get_absolute_url())
    inside.get_by_role("link", name="Reword").click()
    inside.get_by_label("Wording").fill("It is warm in winter")
    with inside.expect_response(lambda answer: "arrivals" in answer.url):
        inside.get_by_role("button", name="Save").click()
    expect(inside.get_by_role("heading", name="It is warm in winter")).to_be_visible()
    inside.wait_for_timeout(600)
    expect(inside.get_by_role("button", name="Changed by somebody")).to_have_count(0)


def test_a_window_that_was_hidden_catches_up(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    page = page_of(writer)
    listening(page, thesis.debate.get_absolute_url())
    hide = """hidden => {
        Object.defineProperty(document, "hidden", {value: hidden, configurable: true});
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    page.evaluate(hide, arg=True)
    for n in range(3):
        make_claim(thesis, viewer, f"Pro {n}")
    nudge()
    page.wait_for_timeout(1500)
    expect(page.locator("[data-arrivals]:visible")).to_have_count(0)
    page.evaluate(hide, arg=False)
    page.get_by_role("button", name=re.compile("3 new pros")).click()
    expect(page.locator(".column--pro .claim")).to_have_count(3)
    shown = page.locator(".column--pro .claim__text").all_inner_texts()
    page.reload()
    assert sorted(page.locator(".column--pro .claim__text").all_inner_texts()) == sorted(shown)


def test_five_hundred_acts_shown_as_they_came_equal_a_fresh_load(
    page_of: Window, thesis: Claim, writer: User, viewer: User, owner: User
) -> None:
    chance = random.Random(7)
    claims = [make_claim(thesis, viewer, stance=stance) for stance in ("pro", "con", "con")]
    reader, page = thesis.debate.join(writer), page_of(writer)
    listening(page, thesis.debate.get_absolute_url())
    for number in range(500):
        if number % 100 == 0:
            # Of what one has read, and that others take away, a ghost stays.
            reader.read(claims, up_to=thesis.debate.activities.latest("pk").pk)
        act_at_random(chance, claims, thesis, viewer, owner, number)
        nudge()
        if number % 100 == 99:
            page.wait_for_timeout(700)
            press_everything(page)
    page.wait_for_timeout(2500)
    press_everything(page)
    page.wait_for_timeout(1500)
    lived, ghosts = state(page), ghosts_on(page)
    page.reload()
    assert lived == state(page)
    # Of what came and went while it waited to be shown, only a fresh load knows.
    assert ghosts <= ghosts_on(page)


def act_at_random(
    chance: random.Random, claims: list[Claim], thesis: Claim, who: User, third: User, number: int
) -> None:
    """One thing one can do to a claim; nothing where a rule says no."""
    by = thesis.debate.join(who)
    claim = Claim.objects.select_related("debate").get(pk=chance.choice(claims).pk)
    other = Claim.objects.select_related("debate").get(pk=chance.choice([thesis, *claims]).pk)
    waiting = list(Suggestion.objects.filter(state="open").order_by("pk"))
    wish = chance.choice([*waiting, None])
    stance = chance.choice(["pro", "con"])
    acts: dict[str, Callable[[], object]] = {
        "add": lambda: claims.append(make_claim(thesis, who, f"Said {number}", stance)),
        "reply": lambda: make_claim(claim, who, stance=stance),
        "reword": lambda: claim.reword(f"Reworded {number}", by=by, version=claim.version),
        "vote": lambda: claim.vote(number % 5, by=by),
        "comment": lambda: make_comment(claim, who),
        "archive": lambda: claim.archive(by=by),
        "restore": lambda: claim.restore(by=by),
        "move": lambda: claim.move(to=other, stance=stance, by=by),
        "home": lambda: claim.move(to=thesis, stance=stance, by=by),
        "suggest": lambda: make_suggestion(chance.choice([thesis, claim]), third),
        "accept": lambda: wish and wish.accept(by=by, seen=wish.seen),
        "decline": lambda: wish and wish.decline(by=by, answer="It is clear"),
    }
    with suppress(Refused):
        acts[chance.choice([*acts, "restore"])]()


def ghosts_on(page: Page) -> set[str]:
    """The lines that stand for what the reader had read and is gone."""
    return set(page.evaluate("[...document.querySelectorAll('.ghost')].map(line => line.id)"))


def press_everything(page: Page) -> None:
    """Ask to see whatever waits, until nothing does."""
    while (waiting := page.locator("[data-arrivals]:visible, button[data-reworded]")).count():
        line = waiting.first
        name = line.get_attribute("id")
        line.click()
        expect(page.locator(f"#{name}:visible")).to_have_count(0)


def state(page: Page) -> dict[str, object]:
    """What a reader can see of the columns, but for the order: what came lately stands on top."""
    return page.evaluate("""() => Object.fromEntries([
        ...[...document.querySelectorAll(".column .claim")].map(card => [
            card.closest(".column").className + card.id,
            ["text", "open", "foot"].map(part =>
                card.querySelector(`.claim__${part}`)?.textContent.replace(/\\s+/g, " ").trim()),
        ]),
        ...[...document.querySelectorAll(".column__count")].map(n => [n.id, n.textContent]),
        ...[...document.querySelectorAll("[data-suggestions], [id$=suggestions-waiting]")].map(
            n => [n.id, n.textContent.replace(/\\s+/g, " ").trim()]),
    ])""")
