"""A member argues: in place, without script, from the mail back to the claim."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from debates.models import Claim
from teams.models import User
from tests.browser.picture import middle_of
from tests.calendar import next_digest
from tests.factories import make_claim
from tests.site import running

from .conftest import Site

Window = Callable[..., Page]


def test_a_con_two_levels_deep_is_seen_in_the_picture_and_in_the_mail(
    page_of: Window, site: Site, thesis: Claim, writer: User, viewer: User
) -> None:
    first = make_claim(thesis, viewer, "It calms")
    second = make_claim(first, viewer, "Calm people listen")
    page = page_of(None)
    page.goto(second.get_absolute_url())
    page.get_by_label("E-mail address").fill(writer.email)
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", name="Calm people listen")).to_be_visible()
    page.get_by_role("link", name="Add a con…").click()
    page.get_by_label("Your con").fill("Calm people also fall asleep")
    page.get_by_role("button", name="Add").click()

    card = page.locator(".column--con .claim", has_text="Calm people also fall asleep")
    expect(card).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("Con added under “Calm people listen”.")
    expect(page.locator(".column--con .column__count")).to_have_text("1")
    con = Claim.objects.get(text="Calm people also fall asleep")
    assert (con.parent_id, con.stance) == (second.pk, "con")

    segment = page.locator(f"#overview a[id='s{con.pk}']")
    expect(segment).to_have_count(1)
    page.mouse.move(*middle_of(page, con))
    expect(page.locator("#overview-caption")).to_contain_text("Calm people also fall asleep")

    log = site.folder / "worker.log"
    with running("-m", "celery", "-A", "config", "worker", "-c", "1", env=site.env, log=log):
        with running(
            "manage.py",
            "send_digests",
            "--at",
            next_digest().isoformat(),
            "--send",
            env=site.env,
            log=log,
        ) as sending:
            assert sending.wait(60) == 0, log.read_text()[-2000:]
        page.wait_for_timeout(500)
    (mail,) = site.mailbox.to(viewer.email)
    text = mail.get_payload(0).get_payload(decode=True).decode()
    assert "Calm people also fall asleep" in text
    link = re.search(rf"{site.address}(/debates/\S+/claims/\d+/\S*)", text)
    assert link, text
    reader = page_of(viewer)
    reader.goto(link[1])
    expect(reader.get_by_text("Calm people also fall asleep").first).to_be_visible()


def test_adding_keeps_the_place_one_reads(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    for n in range(12):
        make_claim(thesis, viewer, f"Pro number {n} " * 12)
    page = page_of(writer, viewport={"width": 1280, "height": 700})
    page.goto(thesis.debate.get_absolute_url())
    page.evaluate("window.marked = 'same page'")
    page.get_by_role("link", name="Add a con…").click()
    expect(page.get_by_label("Your con")).to_be_focused()
    page.keyboard.type("It stains teeth")
    expect(page.locator("[data-left]")).to_have_text("485")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".column--con .claim")).to_contain_text("It stains teeth")
    assert page.evaluate("window.marked") == "same page"
    assert page.evaluate("document.activeElement !== document.body")


def test_it_works_without_script(page_of: Window, thesis: Claim, writer: User) -> None:
    page = page_of(writer, java_script_enabled=False)
    page.goto(thesis.debate.get_absolute_url())
    page.get_by_role("link", name="Add a pro…").click()
    page.get_by_label("Your pro").fill("It is warm")
    page.get_by_role("button", name="Add").click()
    expect(page.locator(".column--pro .claim")).to_contain_text("It is warm")

    page.locator(".column--pro .claim .impact__summary").click()
    page.get_by_role("link", name="How much does it matter here?").click()
    page.get_by_role("button", name="3: high").click()
    claim = Claim.objects.get(text="It is warm")
    assert claim.votes.get().value == 3

    page.get_by_role("link", name="Nobody has answered this yet", exact=False).click()
    page.get_by_role("link", name="Reword").click()
    page.get_by_label("Wording").fill("It is warm in winter")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="It is warm in winter")).to_be_visible()


def test_a_vote_changes_in_place_and_keeps_focus(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    claim = make_claim(thesis, viewer, "It is cheap")
    page = page_of(writer)
    page.goto(claim.get_absolute_url())
    page.get_by_role("button", name="4: very high").click()
    expect(page.get_by_role("button", name="4: very high")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.get_by_role("button", name="4: very high")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("Your vote is very high.")
    page.get_by_role("button", name="4: very high").click()
    expect(page.get_by_role("button", name="4: very high")).to_have_attribute(
        "aria-pressed", "false"
    )
    assert not claim.votes.exists()


def test_a_card_is_voted_on_where_it_stands(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    claim = make_claim(thesis, viewer, "It is cheap")
    page = page_of(writer)
    page.goto(thesis.debate.get_absolute_url())
    card = page.locator(f"#claim-{claim.pk}")
    card.locator(".impact__summary").click()
    card.get_by_role("button", name="1: low").click()
    pressed = card.get_by_role("button", name="1: low", pressed=True)
    expect(pressed).to_be_focused()
    assert claim.votes.get().value == 1


def test_a_draft_survives_a_closed_tab_and_is_gone_once_posted(
    page_of: Window, thesis: Claim, writer: User
) -> None:
    page = page_of(writer)
    url = thesis.debate.get_absolute_url()
    page.goto(url)
    page.get_by_role("link", name="Add a pro…").click()
    page.get_by_label("Your pro").fill("Half a thou")
    page.goto("/")
    page.goto(url)
    page.get_by_role("link", name="Add a pro…").click()
    expect(page.get_by_label("Your pro")).to_have_value("Half a thou")
    page.get_by_label("Your pro").fill("Half a thought, finished")
    page.get_by_role("button", name="Add").click()
    expect(page.locator(".column--pro .claim")).to_have_count(1)
    page.goto(url)
    page.get_by_role("link", name="Add a pro…").click()
    expect(page.get_by_label("Your pro")).to_have_value("")


def test_a_debate_closed_meanwhile_keeps_the_text_in_the_field(
    page_of: Window, thesis: Claim, writer: User
) -> None:
    page = page_of(writer)
    page.goto(thesis.debate.get_absolute_url())
    page.get_by_role("link", name="Add a pro…").click()
    page.get_by_label("Your pro").fill("Seconds too late")
    thesis.debate.close()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("alert").filter(has_text="This debate closed on")).to_be_visible()
    expect(page.get_by_label("Your pro")).to_have_value("Seconds too late")


def test_without_network_the_text_stays_and_the_page_says_so(
    page_of: Window, thesis: Claim, writer: User
) -> None:
    page = page_of(writer)
    page.goto(thesis.debate.get_absolute_url())
    page.get_by_role("link", name="Add a con…").click()
    page.get_by_label("Your con").fill("Said in a tunnel")
    page.context.set_offline(True)
    page.get_by_role("button", name="Add").click()
    expect(page.locator("#notice")).to_contain_text("Nothing was sent")
    expect(page.get_by_label("Your con")).to_have_value("Said in a tunnel")
    page.context.set_offline(False)
    page.get_by_role("button", name="Add").click()
    expect(page.locator(".column--con .claim")).to_contain_text("Said in a tunnel")


def test_cancelling_brings_the_invitation_back(
    page_of: Window, thesis: Claim, writer: User
) -> None:
    page = page_of(writer)
    page.goto(thesis.debate.get_absolute_url())
    page.get_by_role("link", name="Add a con…").click()
    page.get_by_label("Your con").press("Escape")
    expect(page.get_by_role("link", name="Add a con…")).to_be_focused()


def test_on_a_phone_one_side_at_a_time(page_of: Window, thesis: Claim, writer: User) -> None:
    make_claim(thesis, writer, "A pro to see")
    make_claim(thesis, writer, "A con to see", "con")
    page = page_of(writer, viewport={"width": 390, "height": 800})
    page.goto(thesis.debate.get_absolute_url())
    expect(page.get_by_text("A pro to see", exact=True)).to_be_visible()
    expect(page.get_by_text("A con to see", exact=True)).to_be_hidden()
    page.locator("label", has_text="Cons").click()
    expect(page.get_by_text("A con to see", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_expired_session_gives_the_text_back_after_sign_in(
    page_of: Window, thesis: Claim, writer: User
) -> None:
    page = page_of(writer)
    page.goto(thesis.debate.get_absolute_url())
    page.get_by_role("link", name="Add a con…").click()
    page.get_by_label("Your con").fill("Typed through the night")
    page.context.clear_cookies(name="session")
    page.get_by_role("button", name="Add").click()
    page.get_by_label("E-mail address").fill(writer.email)
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("Your con")).to_have_value("Typed through the night")
