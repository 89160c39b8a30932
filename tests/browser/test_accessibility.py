"""Every page stands up to axe, empty and full, in both themes, from a phone to a desk."""

import gzip
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Response

from debates.models import Activity, Claim, FlagKind, Kind, LinkCheck, LinkState, Naming, PassedOver
from teams.models import Team, User
from tests.browser.axe import faults
from tests.factories import (
    make_claim,
    make_comment,
    make_debate,
    make_source,
    make_suggestion,
    make_vote,
    root_of,
)

Window = Callable[..., Page]
KILOBYTE = 1024


@pytest.fixture
def full(team: Team, facilitator: User, owner: User, writer: User, viewer: User) -> Claim:
    """A claim with everything a page can show."""
    debate = make_debate(team, facilitator, background="# Why\n\nBecause *somebody* asked.")
    root = root_of(debate)
    pro = make_claim(root, writer, "It [warms](https://example.org/warm) the hands")
    con = make_claim(root, viewer, "It stains", "con")
    make_claim(root, writer, "One’s hands are warmed by it")
    # Votes of the writer that may not fit together, and a branch they leave out.
    make_vote(con, writer, 4)
    make_vote(make_claim(root, viewer, "It is old"), writer, 0)
    PassedOver.objects.ignore(con, by=debate.join(writer))
    words = {"title": "On warmth", "quotation": "So it is.", "kind": "research"}
    make_source(pro, viewer, "https://example.org/x", passage="the hands", **words)
    make_source(pro, writer, title="A story of the night desk", passage="It warms")
    make_source(pro, writer).remove(by=debate.join(writer))
    LinkCheck.objects.create(
        team=team,
        url="https://example.org/x",
        state=LinkState.DEAD,
        checked_at=timezone.now(),
        next_at=timezone.now() + timedelta(days=7),
    )
    make_claim(pro, viewer, "Only in winter", "con")
    for person in (writer, viewer, owner):
        make_vote(pro, person, 3)
        make_vote(root, person, 4)
    pro.reword("It [warms](https://example.org/warm) all hands", by=debate.join(writer), version=1)
    comment = make_comment(pro, viewer, "Whose *hands*?")
    make_comment(pro, writer, "Ours", comment)
    make_comment(pro, writer, "Settled").resolve(by=None)
    pro.explain("# Why\n\nBecause of the *hands*.", by=debate.join(writer), number=0)
    pro.thank(by=debate.join(viewer))
    pro.flag(FlagKind.SOURCE, by=debate.join(viewer), note="Which study?")
    pro.flag(FlagKind.UNCLEAR, by=debate.join(viewer))
    pro.answer_flags(FlagKind.UNCLEAR, "Read on", by=debate.join(writer))
    pro.bookmark(by=debate.join(writer))
    make_suggestion(pro, viewer, text="It warms most hands")
    make_suggestion(pro, viewer, "claim", text="Ask the [cook](https://example.org/cook)")
    make_suggestion(pro, owner, "move", to=root, stance="con")
    other = make_claim(make_claim(root, viewer, "So does soup", "con"), viewer)
    pro.link_under(other, "con", by=debate.join(writer))
    masked = root_of(make_debate(team, facilitator, "Masks help", naming=Naming.MASKED))
    make_claim(masked, writer)
    make_debate(team, writer, "An empty one")
    return pro


def pages(claim: Claim) -> dict[str, str]:
    """Address by what one sees there."""
    source = claim.sources.get(title="A story of the night desk").pk
    same = Claim.objects.get(debate=claim.debate, text="One’s hands are warmed by it").pk
    reworded = Activity.objects.get(debate=claim.debate, kind=Kind.CLAIM_EDITED).pk
    debate, team = f"/debates/{claim.debate_id}/", f"/teams/{claim.debate.team.slug}/"
    return {
        "team": team,
        "thesis": debate,
        "claim": claim.get_absolute_url(),
        "add": f"{claim.get_absolute_url()}add/?stance=con",
        "add, undecided": f"{claim.get_absolute_url()}add/",
        "reword": f"{claim.get_absolute_url()}edit/",
        "talk": f"{claim.get_absolute_url()}talk/",
        "comment": f"{claim.get_absolute_url()}talk/add/",
        "bookmarks": f"{debate}bookmarks/",
        "voting": f"{debate}voting/",
        "voting, back": f"{debate}voting/{claim.parent_id}/",
        "voting, ignored": f"{debate}voting/ignored/",
        "voting, inconsistencies": f"{debate}voting/inconsistencies/",
        "record": f"{debate}record/",
        "search": f"{debate}search/",
        "search, found": f"{debate}search/?q=hands&stance=pro",
        "search, all debates": f"{team}search/?q=it",
        "sources": f"{debate}sources/",
        "add a source": f"{claim.get_absolute_url()}sources/add/",
        "change a source": f"{debate}sources/{source}/edit/",
        "remove a source": f"{debate}sources/{source}/remove/",
        "suggestions": f"{debate}suggestions/",
        "suggestions of a claim": f"{claim.get_absolute_url()}suggestions/",
        "suggest": f"{debate}claims/{claim.parent_id}/suggest/wording/",
        "link": f"{claim.get_absolute_url()}link/",
        "places": f"{claim.get_absolute_url()}places/",
        "seen through a link": claim.placements.get().get_absolute_url(),
        "merge": f"{claim.get_absolute_url()}merge/?other={same}",
        "merge, choosing": f"{claim.get_absolute_url()}merge/?words=it",
        "siblings": f"{claim.get_absolute_url()}siblings/",
        "undo reading": f"{debate}claims/{claim.parent_id}/read/delete/",
        "undo": f"{debate}record/{reworded}/undo/",
        "versions": f"{claim.get_absolute_url()}versions/",
        "similar": f"{claim.get_absolute_url()}similar/?text=It+stains+teeth+and+cups",
        "to mend": f"{debate}flags/",
        "answer a flag": f"{claim.get_absolute_url()}flags/source/answer/",
        "raise a flag": f"{debate}claims/{root_of(claim.debate).pk}/flags/add/",
        "details": f"{claim.get_absolute_url()}details/",
        "edit details": f"{claim.get_absolute_url()}details/edit/",
        "keys": "/keys/",
        "masked": f"/debates/{claim.debate_id + 1}/",
        "empty": f"/debates/{claim.debate_id + 2}/",
        "frame": f"/debates/{claim.debate_id + 2}/frame/",
        "next step": f"/debates/{claim.debate_id + 2}/phase/",
        "kinds of question": f"{team}debates/new/",
        "new debate": f"{team}debates/new/?template=wicked",
        "import": f"{team}import/",
        "copy": f"{debate}copy/",
        "perspectives": f"{debate}perspectives/?left=all&right=own",
        "save a group": f"{debate}perspectives/groups/add/",
        "differences": f"{debate}differences/",
        "health": f"{debate}health/",
        "health, one list": f"{debate}health/open-cons/",
        "archived debates": f"{team}archived/",
        "deleted debates": f"{team}deleted/",
        "people": f"{team}people/",
        "digest": f"{team}digest/",
        "preview": f"{team}digest/preview/",
        "notifications": "/notifications/",
        "profile": "/you/",
        "nothing": "/debates/0/",
    }


# Colours depend on the theme, and what stands where on the width: each is looked at once.
@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_on_any_page(
    page_of: Window, full: Claim, writer: User, theme: str, width: int
) -> None:
    page = page_of(writer, color_scheme=theme, viewport={"width": width, "height": 900})
    wrong = {}
    for name, address in pages(full).items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        if found := faults(page):
            wrong[name] = found
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong[f"{name}, too wide"] = []
    assert wrong == {}


def test_axe_finds_nothing_while_one_writes_votes_and_errs(
    page_of: Window, full: Claim, writer: User
) -> None:
    page = page_of(writer)
    page.goto(full.get_absolute_url())
    page.get_by_role("link", name="Add a pro…").click()
    page.get_by_label("Your pro").fill("x" * 501)
    assert faults(page) == []
    page.get_by_role("button", name="Add").click()
    page.get_by_text("1 character too long").wait_for()
    assert faults(page) == []
    page.locator(".column--con summary").first.click()
    assert faults(page) == []
    page.get_by_role("link", name="Reword").click()
    page.get_by_label("Wording").wait_for()
    assert faults(page) == []
    page.locator(f"#claim-{full.pk}-talk-summary").click()
    page.get_by_role("link", name="Write a comment…").click()
    page.get_by_label("Your comment").wait_for()
    assert faults(page) == []


def test_signing_in_stands_up_to_axe(page_of: Window, full: Claim) -> None:
    page = page_of(None)
    for address in ("/account/login/", "/account/login/code/", "/account/password/reset/"):
        page.goto(address)
        assert faults(page) == []


def test_a_debate_of_200_claims_is_light(
    page_of: Window, thesis: Claim, writer: User, viewer: User
) -> None:
    """The budgets of a first view: requests, and kilobytes as they travel."""
    claim = thesis
    for n in range(200):
        parent = thesis if n % 10 == 0 else claim
        claim = make_claim(parent, writer if n % 2 else viewer, f"Reason {n} " * 12)
    page = page_of(writer)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 (playwright marks its handlers)
    page.goto(thesis.debate.get_absolute_url())
    page.wait_for_load_state("networkidle")
    weights: dict[str, float] = {}
    for answer in answers:
        kind = answer.headers["content-type"].partition(";")[0]
        if kind == "text/event-stream":
            continue  # has no end to wait for, and is empty at first
        weights[kind] = weights.get(kind, 0) + len(gzip.compress(answer.body())) / KILOBYTE
    assert len(answers) <= 12, [answer.url for answer in answers]
    assert weights["text/javascript"] <= 30
    assert weights["text/css"] <= 20
    assert weights["text/html"] <= 40
