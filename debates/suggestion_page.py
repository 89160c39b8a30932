"""What is suggested in a debate, as one person sees it, and where an answer to htmx goes."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from config.htmx import dom_id, targets, tell_page
from teams.models import User

from .access.places import Place, frames
from .access.proposals import Proposal, kinds_to_suggest
from .access.rights import rights_at
from .claim_page import CLAIMS_CHANGED, ClaimPage, Column
from .models import (
    Activity,
    Claim,
    Debate,
    Kind,
    Participant,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)
from .permissions import (
    may_amend,
    may_argue,
    may_decide,
    may_undo,
)
from .undo_line import say_done
from .wording import Change, changes

# A list that is longer says so; what waits longest stands first.
MOST_SHOWN = 50


@dataclass(frozen=True)
class Shown:
    """One suggestion as somebody sees it."""

    suggestion: Suggestion
    reader: Participant
    frames: bool

    @classmethod
    def one(cls, proposal: Proposal) -> "Shown":
        """As it is now, after something was done to it."""
        debate = proposal.debate
        rows = Suggestion.objects.filter(pk=proposal.suggestion.pk).with_people(debate)
        return cls(rows.in_debate(debate)[0], proposal.reader, proposal.frames)

    @cached_property
    def is_live(self) -> bool:
        """Whether something can be done about it."""
        debate, claim = self.suggestion.debate, self.suggestion.claim
        return self.suggestion.is_open and debate.is_open() and not claim.is_out_of_sight

    @property
    def may_decide(self) -> bool:
        """Accept it as it is, or decline it."""
        return self.is_live and may_decide(self.suggestion, self.reader, frames=self.frames)

    @property
    def may_amend(self) -> bool:
        """Accept it with changes."""
        return self.is_live and may_amend(self.suggestion, self.reader, frames=self.frames)

    @property
    def may_withdraw(self) -> bool:
        """Take it back."""
        return self.is_live and self.suggestion.author_id == self.reader.pk

    @property
    def has_aged(self) -> bool:
        """Whether it waits for seven days or more."""
        return self.is_live and self.suggestion.has_aged()

    @property
    def changes(self) -> list[Change]:
        """Of an open wording: how it differs from the claim as it reads now."""
        if self.suggestion.kind != SuggestionKind.WORDING or not self.suggestion.is_open:
            return []
        return changes(self.suggestion.claim.text, self.suggestion.text)


def at_claim(place: Place, user: User) -> dict[str, Any]:
    """Everything `suggestions/_section.html` needs, unfolded, in a fixed number of queries."""
    framing = frames(place.debate, user)
    open_ones = Suggestion.objects.at(place.claim)
    place.claim.suggestions_waiting = len(open_ones)
    return {
        "debate": place.debate,
        "claim": place.claim,
        "suggestions": [Shown(one, place.reader, framing) for one in open_ones],
        "suggests": kinds_to_suggest(place),
        "opened": True,
    }


def queue(debate: Debate, user: User, state: str) -> dict[str, Any]:
    """The suggestions of a debate in one state; the open ones by whom they wait for."""
    reader, framing = debate.join(user), frames(debate, user)
    rows = Suggestion.objects.filter(debate=debate).with_people(debate)
    if state == SuggestionState.OPEN:
        mine_first = Case(When(claim__author=reader, then=Value(0)), default=Value(1))
        rows = rows.waiting().order_by(mine_first, "created_at", "pk")
    else:
        rows = rows.filter(state=state).order_by("-decided_at", "-pk")
    found = [Shown(one, reader, framing) for one in rows[: MOST_SHOWN + 1].in_debate(debate)]
    shown = found[:MOST_SHOWN]
    return {
        "debate": debate,
        "state": state,
        "states": SuggestionState.choices,
        "groups": _groups(shown) if state == SuggestionState.OPEN else [("", shown)],
        "is_empty": not shown,
        "is_cut": len(found) > len(shown),
    }


def _groups(shown: list[Shown]) -> list[tuple[str, list[Shown]]]:
    mine = [one for one in shown if one.may_decide]
    aged = [one for one in shown if not one.may_decide and one.has_aged]
    rest = [one for one in shown if not one.may_decide and not one.has_aged]
    groups = [
        (_("Waiting for you"), mine),
        (_("Waiting for more than seven days"), aged),
        (_("Waiting for others") if mine or aged else _("Waiting"), rest),
    ]
    return [(title, ones) for title, ones in groups if ones]


def composer_of(claim: Claim) -> str:
    """Where on the page of a claim one suggests something."""
    return dom_id(claim, "suggestion-composer")


def acts_of(suggestion: Suggestion) -> str:
    """Where on any page the buttons of a suggestion stand."""
    return dom_id(suggestion, "acts")


def after_decision(
    request: HttpRequest, proposal: Proposal, user: User, *, said: str, refusal: str = ""
) -> HttpResponse:
    """What follows a decision: to the claim, or in place what changed.

    Args:
        refusal: why nothing was done; then the suggestion is shown as it is now.
    """
    shown = Shown.one(proposal)
    suggestion = shown.suggestion
    claim, in_place = suggestion.claim, targets(request, acts_of(suggestion))
    here = in_place and _is_open_claim(request, claim)
    if not in_place or (here and suggestion.kind == SuggestionKind.MOVE and not refusal):
        # The way above a claim that was moved is another one: the page is loaded again.
        done = _undoable(proposal)
        if done is None:
            messages.success(request, said)
        else:
            say_done(request, said, done)
        return redirect(suggestion.claim_made or claim)
    context = {"debate": proposal.debate, "shown": shown, "said": said, "refusal": refusal}
    context |= {"claim": claim, "listed": not here, "oob": True}
    claim.suggestions_waiting = Suggestion.objects.filter(claim=claim).waiting().count()
    if suggestion.state == SuggestionState.ACCEPTED and not refusal:
        context |= _done(proposal, suggestion, user)
    response = render(
        request, "debates/suggestions/accept.oob.html", context, status=409 if refusal else 200
    )
    response["HX-Retarget"], response["HX-Reswap"] = f"#{dom_id(suggestion)}", "outerHTML"
    return tell_page(response, CLAIMS_CHANGED) if not refusal else response


def _done(proposal: Proposal, suggestion: Suggestion, user: User) -> dict[str, Any]:
    """What an accepted suggestion changes on the page of its claim."""
    debate, reader, claim = proposal.debate, proposal.reader, suggestion.claim
    place = Place(debate, claim, reader)
    if suggestion.claim_made is not None:
        made = Claim.objects.card(suggestion.claim_made, reader)
        column = Column(claim.with_reply_counts(), made.stance or "thesis", [])
        return {
            "card": ClaimPage(place).mark(made),
            "column": column,
            "may_argue": may_argue(reader),
            "may_frame": proposal.frames,
        }
    return {
        "is_reworded": suggestion.kind == SuggestionKind.WORDING,
        "done": _undoable(proposal),
        **rights_at(place),
    }


def _undoable(proposal: Proposal) -> Activity | None:
    """What was done to the claim because of a suggestion, if the reader may take it back."""
    kinds = [Kind.CLAIM_EDITED, Kind.CLAIM_MOVED]
    done = Activity.objects.filter(suggestion=proposal.suggestion, kind__in=kinds).first()
    if done is None:
        return None
    done.claim = proposal.suggestion.claim
    return done if may_undo(done, proposal.reader, frames=proposal.frames) else None


def _is_open_claim(request: HttpRequest, claim: Claim) -> bool:
    """Whether the page that asks is that of the claim itself."""
    page: str = request.htmx.current_url_abs_path or ""  # type: ignore[attr-defined]
    return page == claim.get_absolute_url()
