"""Reading a claim with what is said under it, adding to it, rewording it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from config.htmx import dom_id, render_partial, targets, tell_page
from config.nudge import nudge
from debates.access.places import Place, argued_place_or_403, own_claim_or_403, place_or_404
from debates.claim_page import CLAIMS_CHANGED, ClaimPage, Column, column_id
from debates.forms.claims import ReplyForm, RewordForm
from debates.models import Activity, Claim, Refused, VersionConflict
from debates.undo_line import body_in_place, say_done, undo_url
from debates.wording import Change, changes_since
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_safe
def show(request: MemberRequest, pk: int, claim: int | None = None) -> HttpResponse:
    """One claim: its way down from the thesis, and what is said for and against it."""
    place = place_or_404(request.user, pk, claim)
    if place.claim.merged_into_id is not None:
        # For ever, but not remembered by browsers: it can be undone.
        return redirect("debates:claim_show", pk, place.claim.merged_into_id)
    # The root has an address of its own, and what was a link still leads to its claim.
    if claim is not None and (place.claim.is_root or (place.link and place.link.is_out_of_sight)):
        return redirect(place.claim, permanent=False)
    if place.claim.other_debate is not None and not place.claim.is_out_of_sight:
        return redirect("debates:debate_show", place.claim.other_debate)
    page = ClaimPage(place, is_opened=True)
    response = render(request, "debates/claims/show.html", page.context())
    # Afterwards: the page still says what was unread.
    page.note_read()
    return response


@member_required
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Add a pro, a con or a thesis under a claim, in place or on a page of its own."""
    place = argued_place_or_403(request.user, pk, claim)
    posted = request.method == "POST"
    form = ReplyForm(
        request.POST if posted else take_unsent(request),
        parent=place.claim,
        initial={"stance": request.GET.get("stance", "")},
    )
    if posted and form.is_valid():
        try:
            added, activity = place.claim.reply(
                form.cleaned_data["text"],
                form.cleaned_data["stance"],
                by=place.reader,
                token=form.cleaned_data["token"],
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
            return _reply_form(request, place, form, status=409)
        if activity:
            nudge()
        return _added(request, place, added)
    return _reply_form(request, place, form, status=422 if posted else 200)


@member_required
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Reword one's own claim in place; when somebody was faster, both texts are shown."""
    place = own_claim_or_403(request.user, pk, claim)
    posted = request.method == "POST"
    initial = {"text": place.claim.text, "version": place.claim.version}
    form = RewordForm(request.POST if posted else take_unsent(request), initial=initial)
    theirs, changed, status = None, list[Change](), 422 if posted else 200
    if posted and form.is_valid():
        try:
            activity = place.claim.reword(**form.cleaned_data, by=place.reader)
            return _reworded(request, place, activity)
        except VersionConflict as conflict:
            theirs, status = conflict.current, 409
            changed = changes_since(theirs, form.cleaned_data["version"])
            form = RewordForm.after_conflict(request.POST, conflict)
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = 409
    return render_partial(
        request,
        "debates/claims/edit.html",
        {
            "form": form,
            "claim": place.claim,
            "debate": place.debate,
            "theirs": theirs,
            "changed": changed,
        },
        partial="form",
        target=dom_id(place.claim, "body"),
        status=status,
    )


def _reply_form(
    request: MemberRequest, place: Place, form: ReplyForm, *, status: int
) -> HttpResponse:
    stance = form.chosen_stance
    return render_partial(
        request,
        "debates/claims/new.html",
        {"form": form, "claim": place.claim, "debate": place.debate, "stance": stance},
        partial="form",
        target=column_id(place.claim, stance, "composer"),
        status=status,
    )


def _added(request: MemberRequest, place: Place, added: Claim) -> HttpResponse:
    """Without htmx back to the page, at the new claim; with it only what changed."""
    stance = added.stance or "thesis"
    if not targets(request, column_id(place.claim, stance, "composer")):
        return redirect(f"{place.claim.get_absolute_url()}#{dom_id(added)}")
    page = ClaimPage(place)
    context = {
        "debate": place.debate,
        "claim": place.claim,
        "column": Column(place.claim.with_reply_counts(), stance, []),
        "card": page.fresh_card(added),
        "may_argue": True,
    }
    response = render(request, "debates/claims/new.oob.html", context)
    return tell_page(response, CLAIMS_CHANGED)


def _reworded(request: MemberRequest, place: Place, activity: Activity | None) -> HttpResponse:
    if activity is not None:
        nudge()
    if targets(request, dom_id(place.claim, "body")):
        back = undo_url(activity) if activity else ""
        return body_in_place(request, place, undo_url=back)
    if activity is not None:
        say_done(request, _("Your new wording is saved."), activity)
    return redirect(place.claim)
