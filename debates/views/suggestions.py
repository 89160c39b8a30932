"""Suggesting something for another's claim, and deciding on what is suggested."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.errors import answer
from config.htmx import dom_id, targets
from config.nudge import nudge
from debates.access.places import Place, debate_or_404
from debates.access.proposals import (
    Proposal,
    amended_proposal_or_403,
    decided_proposal_or_403,
    own_proposal_or_403,
    suggested_place_or_403,
)
from debates.forms.reasons import ReasonForm
from debates.forms.suggestions import FORMS, initial_of
from debates.models import (
    Claim,
    Refused,
    Stance,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)
from debates.suggestion_page import acts_of, after_decision, at_claim, composer_of, queue
from debates.wording import changes
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_safe
def index(request: MemberRequest, pk: int) -> HttpResponse:
    """The suggestions of a debate: those waiting for the reader first, or those in one state."""
    debate = debate_or_404(request.user, pk)
    state = request.GET.get("state", "")
    state = state if state in SuggestionState.values else SuggestionState.OPEN
    context = queue(debate, request.user, state)
    return render(request, "debates/suggestions/index.html", context)


@member_required
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, pk: int, claim: int, kind: str) -> HttpResponse:
    """Suggest a wording, a move, or a claim under it; replaces what one suggested before."""
    place = suggested_place_or_403(request.user, pk, claim, kind)
    asked = {name: request.GET[name] for name in ("stance", "to") if name in request.GET}
    stance = asked.get("stance") if asked.get("stance") in Stance.values else None
    earlier = Suggestion.objects.open_of(place.reader, place.claim, kind, stance).first()
    posted = request.method == "POST"
    form = FORMS[kind](
        request.POST if posted else take_unsent(request),
        claim=place.claim,
        auto_id=f"{composer_of(place.claim)}-%s",
        initial={"reason": earlier.reason if earlier else ""}
        | initial_of(kind, place.claim, earlier)
        | asked,
    )
    status = 422 if posted else 200
    if posted and form.is_valid():
        try:
            made, activity = place.claim.suggest(kind, by=place.reader, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = 409
        else:
            if activity:
                nudge()
            return _suggested(request, place, made)
    context: dict[str, Any] = {"form": form, "kind": kind, "earlier": earlier, "claim": place.claim}
    context |= {"debate": place.debate, "where": composer_of(place.claim)}
    context |= _places(request, form, place.claim, kind)
    in_place = targets(request, composer_of(place.claim))
    name = "debates/suggestions/new.html" + ("#form" if in_place else "")
    return render(request, name, context, status=status)


@member_required
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int, suggestion: int) -> HttpResponse:
    """Accept with changes: the editor holds what is suggested."""
    proposal = amended_proposal_or_403(request.user, pk, suggestion)
    mine = proposal.suggestion
    posted = request.method == "POST"
    form = FORMS[mine.kind](
        request.POST if posted else take_unsent(request),
        claim=mine.claim,
        auto_id=f"{acts_of(mine)}-%s",
        amending=True,
        initial=initial_of(mine.kind, mine.claim, mine),
    )
    status = 422 if posted else 200
    if posted and form.is_valid():
        wish = {name: form.cleaned_data[name] for name in mine.wish}
        said, seen = form.cleaned_data["reason"], request.POST.get("seen", "")
        try:
            if mine.accept(by=proposal.reader, seen=seen, answer=said, **wish):
                nudge()
            return after_decision(request, proposal, request.user, said=_("Accepted, changed."))
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = 409
    context: dict[str, Any] = {
        "form": form,
        "kind": mine.kind,
        "suggestion": mine,
        "claim": mine.claim,
    }
    context |= _places(request, form, mine.claim, mine.kind)
    if mine.kind == SuggestionKind.WORDING:
        context["changes"] = changes(mine.claim.text, mine.text)
    return _deciding(request, proposal, "debates/suggestions/edit.html", context, status)


@member_required
@require_POST
def accept(request: MemberRequest, pk: int, suggestion: int) -> HttpResponse:
    """Do what is suggested."""
    proposal = decided_proposal_or_403(request.user, pk, suggestion)
    seen = request.POST.get("seen", "")
    try:
        if proposal.suggestion.accept(by=proposal.reader, seen=seen):
            nudge()
    except Refused as refusal:
        return _refused(request, proposal, refusal)
    return after_decision(request, proposal, request.user, said=_("Accepted."))


@member_required
@require_http_methods(["GET", "POST"])
def reject(request: MemberRequest, pk: int, suggestion: int) -> HttpResponse:
    """Decline, saying why."""
    proposal = decided_proposal_or_403(request.user, pk, suggestion)
    posted = request.method == "POST"
    form = ReasonForm(
        request.POST if posted else take_unsent(request),
        auto_id=f"{acts_of(proposal.suggestion)}-%s",
    )
    status = 422 if posted else 200
    if posted and form.is_valid():
        try:
            said = form.cleaned_data["reason"]
            if proposal.suggestion.decline(by=proposal.reader, answer=said):
                nudge()
            return after_decision(request, proposal, request.user, said=_("Declined."))
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = 409
    mine = proposal.suggestion
    context = {"form": form, "suggestion": mine, "claim": mine.claim}
    return _deciding(request, proposal, "debates/suggestions/reject.html", context, status)


@member_required
@require_POST
def delete(request: MemberRequest, pk: int, suggestion: int) -> HttpResponse:
    """Take one's own suggestion back."""
    proposal = own_proposal_or_403(request.user, pk, suggestion)
    try:
        if proposal.suggestion.withdraw(by=proposal.reader):
            nudge()
    except Refused as refusal:
        return _refused(request, proposal, refusal)
    return after_decision(request, proposal, request.user, said=_("Your suggestion is withdrawn."))


def _places(request: MemberRequest, form: Any, claim: Claim, kind: str) -> dict[str, Any]:
    """Where a claim could be moved to: near by, or found by words."""
    if kind != SuggestionKind.MOVE:
        return {}
    words, chosen = request.GET.get("words", "")[:200], str(form["to"].value() or "")
    places = Claim.objects.places_for(claim).offered(claim, words, chosen)
    return {"words": words, "chosen": chosen, "places": places}


def _suggested(request: MemberRequest, place: Place, made: Suggestion) -> HttpResponse:
    """Back to the claim, or in place its suggestions with the new one in focus."""
    said = _("Your suggestion waits for the claim’s author.")
    if not targets(request, composer_of(place.claim)):
        messages.success(request, said)
        url = reverse("debates:open_suggestion_index", args=[place.debate.pk, place.claim.pk])
        return redirect(f"{url}#{dom_id(made)}")
    context = at_claim(place, request.user) | {"focus": made, "said": said}
    response = render(request, "debates/suggestions/_section.html", context)
    response["HX-Retarget"] = f"#{dom_id(place.claim, 'suggestions')}"
    response["HX-Reswap"] = "outerHTML"
    return response


def _deciding(
    request: MemberRequest, proposal: Proposal, template: str, context: dict[str, Any], status: int
) -> HttpResponse:
    """The form in the place of the buttons, or on a page of its own."""
    in_place = targets(request, acts_of(proposal.suggestion))
    context |= {"debate": proposal.debate, "where": acts_of(proposal.suggestion)}
    name = template + ("#form" if in_place else "")
    return render(request, name, context, status=status)


def _refused(request: MemberRequest, proposal: Proposal, refusal: Refused) -> HttpResponse:
    if not targets(request, acts_of(proposal.suggestion)):
        return answer(request, 409, _("Nothing was done"), refusal.message)
    return after_decision(request, proposal, request.user, said="", refusal=refusal.message)
