"""Showing a claim in a second place, and where one stands."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from config.errors import answer
from config.htmx import dom_id, render_partial, targets, tell_page
from config.nudge import nudge
from config.undo import offer_undo
from debates.access.places import Place, linkable_place_or_403, place_or_404
from debates.claim_page import CLAIMS_CHANGED, ClaimPage, Column, column_id
from debates.forms.claim_links import LinkForm
from debates.models import Claim, Refused
from teams.http import MemberRequest, member_required, take_unsent

# Places of one claim that a page names.
PLACES_NAMED = 50


@member_required
@require_safe
def index(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Every place of a claim with the way there: a page, or unfolded on the claim's own."""
    place = place_or_404(request.user, pk, claim)
    places = Claim.objects.placements_of(place.claim, PLACES_NAMED)
    return render_partial(
        request,
        "debates/claim_links/index.html",
        {
            "debate": place.debate,
            "claim": place.claim,
            "places": places,
            "more": place.claim.places_else - PLACES_NAMED,
        },
        partial="list",
        target=dom_id(place.claim, "places"),
    )


@member_required
@require_http_methods(["GET", "POST"])
def create(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Choose a second parent from those near by or found by their words, and stand there too."""
    place = linkable_place_or_403(request.user, pk, claim)
    shown, posted = place.claim.content, request.method == "POST"
    form = LinkForm(
        request.POST if posted else take_unsent(request),
        claim=shown,
        initial={"to": request.GET.get("to"), "stance": request.GET.get("stance")},
    )
    status = 422 if posted else 200
    if posted and form.is_valid():
        to = form.cleaned_data["to"]
        try:
            link, activity = shown.link_under(to, form.cleaned_data["stance"], by=place.reader)
            if activity:
                nudge()
            return _linked(request, place, link, to)
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = 409
    if posted and request.htmx:
        said = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return answer(request, status, _("Nothing was linked"), said)
    words, chosen = request.GET.get("words", "")[:200], str(form["to"].value() or "")
    context = {
        "form": form,
        "claim": shown,
        "debate": place.debate,
        "words": words,
        "chosen": chosen,
        "places": Claim.objects.places_for_link(shown).offered(shown, words, chosen),
    }
    return render(request, "debates/claim_links/create.html", context, status=status)


def _linked(request: MemberRequest, place: Place, link: Claim, to: Claim) -> HttpResponse:
    """To the new place; or its card there, or a line below the card that was dropped."""
    context = {"debate": place.debate, "link": link, "may_argue": True}
    context["place"] = parent = to.with_reply_counts()
    parent.debate = place.debate
    if targets(request, column_id(to, link.stance or "", "composer")):
        card = ClaimPage(place).mark(Claim.objects.card(link, place.reader))
        context |= {"claim": to, "card": card, "column": Column(parent, link.stance or "", [])}
        template = "debates/claim_links/here.oob.html"
    elif targets(request, dom_id(place.claim)):
        context["claim"] = place.claim
        template = "debates/claim_links/create.oob.html"
    else:
        url = reverse("debates:claim_archive_create", args=[place.debate.pk, link.pk])
        offer_undo(request, _("The claim stands here as well."), url)
        return redirect(f"{to.get_absolute_url()}#{dom_id(link)}")
    return tell_page(render(request, template, context), CLAIMS_CHANGED)
