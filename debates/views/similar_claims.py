"""What has been said already, shown to whoever is about to say it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.htmx import targets
from debates.access.places import shown_claim_or_404
from debates.claim_page import column_id
from debates.forms.drafts import DraftForm
from debates.models import Claim
from teams.http import MemberRequest, member_required


@member_required
@require_safe
def index(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Claims like the draft that would be put under this one: under its field, or as a page."""
    under = shown_claim_or_404(request.user, pk, claim)
    form = DraftForm(request.GET)
    text = form.worth_looking
    context = {
        "debate": under.debate,
        "claim": under,
        "form": form,
        "text": text,
        "similar": Claim.objects.similar_to(text, under=under) if text else [],
    }
    template = "debates/similar_claims/index.html"
    slots = [column_id(under, stance, "similar") for stance in (*under.stance_of_replies, "reply")]
    if targets(request, *slots):
        template = "debates/similar_claims/_list.html"
    return render(request, template, context)
