"""Merging two claims that say the same: which other one, and which of the two stays."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from config.nudge import nudge
from debates.access.places import frames, mergeable_place_or_403
from debates.forms.claim_merges import OTHER, MergeForm
from debates.models import Claim, Refused
from debates.models.claim_merging import merging_is_framing
from debates.undo_line import say_done
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_http_methods(["GET", "POST"])
def create(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Find the other claim, look at both side by side, and make one of them."""
    place = mergeable_place_or_403(request.user, pk, claim)
    posted, words = request.method == "POST", request.GET.get("words", "")[:200]
    others = Claim.objects.mergeable_with(place.claim)
    # Who frames may say it of everybody's claims, an author of two of their own.
    if not frames(place.debate, request.user):
        others = others.filter(author=place.reader)
    unsent = take_unsent(request)
    other = others.chosen((request.POST if posted else unsent or request.GET).get("other", ""))
    form = MergeForm(
        request.POST if posted else unsent,
        claim=place.claim,
        others=others,
        needs_reason=other is None or merging_is_framing(place.claim, other, place.reader),
        initial={"other": other and other.pk, "stays": OTHER},
    )
    status = 422 if posted else 200
    if posted and form.is_valid():
        gone, kept = form.pair
        try:
            activity = gone.merge(kept, by=place.reader, reason=form.cleaned_data["reason"])
            if activity is not None:
                nudge()
                say_done(request, _("The two claims are one now."), activity)
            return redirect(kept)
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = 409
    context = {"form": form, "claim": place.claim, "debate": place.debate, "words": words}
    context["may_frame"] = frames(place.debate, request.user)
    context |= {"other": other, "others": [] if other else others.to_offer(place.claim, words)}
    return render(request, "debates/claim_merges/create.html", context, status=status)
