"""What has been said already, shown to whoever is about to say it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.htmx import targets
from debates.access.places import shown_claim_or_404
from debates.claim_page import column_id
from debates.forms.drafts import DraftForm
from debates.models import Claim, Stance
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
        "may_argue": under.debate.is_open() and not (under.is_root and under.debate.has_theses),
        "similar": Claim.objects.similar_to(text, under=under) if text else [],
    }
    for stance in (*under.stance_of_replies, "reply"):
        if targets(request, column_id(under, stance, "similar")):
            # Where one has chosen a side, a claim can be linked in place of one's own.
            context["stance"] = stance if stance in Stance.values else ""
            return render(request, "debates/similar_claims/_list.html", context)
    return render(request, "debates/similar_claims/index.html", context)
