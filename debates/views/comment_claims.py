"""Making an argument of a comment."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from config.htmx import dom_id
from config.nudge import nudge
from debates.access.talk import argued_comment_or_403
from debates.forms.claims import ReplyForm
from debates.models import Refused
from debates.talk_page import talk_url
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, pk: int, comment: int) -> HttpResponse:
    """Choose a stance and the words, and put them under the claim. The comment stays."""
    place, source = argued_comment_or_403(request.user, pk, comment)
    posted = request.method == "POST"
    form, status = (
        ReplyForm(
            request.POST if posted else take_unsent(request),
            parent=place.claim,
            initial={"text": source.text},
        ),
        422 if posted else 200,
    )
    if posted and form.is_valid():
        try:
            added, activity = source.make_claim(**form.cleaned_data, by=place.reader)
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = 409
        else:
            if activity:
                nudge()
            return redirect(f"{place.claim.get_absolute_url()}#{dom_id(added)}")
    context = {
        "form": form,
        "comment": source,
        "claim": place.claim,
        "debate": place.debate,
        "back": talk_url(place, dom_id(source)),
    }
    return render(request, "debates/comment_claims/new.html", context, status=status)
