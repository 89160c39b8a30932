"""Talking about a claim: reading, commenting and answering, changing one's own words."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from config.htmx import dom_id, targets
from config.nudge import nudge
from debates.access.places import Place
from debates.access.talk import own_comment_or_403, talk_place_or_403, talk_place_or_404
from debates.forms.comments import CommentEditForm, CommentForm
from debates.models import Comment, CommentChanged, Refused
from debates.talk_page import after_talk, asks_for_talk, talk_context, talk_url
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_safe
def index(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """All that is said about a claim, on a page of its own or folded out below its words."""
    place = talk_place_or_404(request.user, pk, claim)
    if place.claim.merged_into_id is not None:
        return redirect("debates:comment_index", pk, place.claim.merged_into_id)
    context = talk_context(place, request.user)
    template = "debates/comments/index.html"
    if targets(request, dom_id(place.claim, "talk-body")):
        template = "debates/comments/_threads.html"
    elif targets(request, dom_id(place.claim, "talk")):
        template = "debates/comments/_talk.html"
    return render(request, template, context)


@member_required
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Say something about a claim, or answer what somebody said (`?answers=`)."""
    place = talk_place_or_403(request.user, pk, claim)
    answering = _answered(request, place)
    posted = request.method == "POST"
    form, status = CommentForm(request.POST if posted else take_unsent(request)), 200
    if posted and form.is_valid():
        try:
            comment, activity = place.claim.comment(
                **form.cleaned_data, by=place.reader, answering=answering
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = 409
        else:
            if activity:
                nudge()
            said = _("Your comment is posted.")
            return after_talk(
                request, place, request.user, said=said, asked_at=answering, focus=comment
            )
    elif posted:
        status = 422
    context = {"form": form, "answering": answering, "form_url": request.get_full_path()}
    return _form(request, place, context, asked_at=answering, status=status)


@member_required
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int, comment: int) -> HttpResponse:
    """Change one's own comment; when one did so elsewhere meanwhile, both texts are shown."""
    place, mine = own_comment_or_403(request.user, pk, comment)
    posted = request.method == "POST"
    initial = {"text": mine.text, "version": mine.version}
    form = CommentEditForm(request.POST if posted else take_unsent(request), initial=initial)
    theirs, status = None, 422 if posted else 200
    if posted and form.is_valid():
        try:
            if mine.reword(**form.cleaned_data, by=place.reader):
                nudge()
            said = _("Your comment is changed.")
            return after_talk(request, place, request.user, said=said, focus=mine)
        except CommentChanged as change:
            form = CommentEditForm.after_change(request.POST, change)
            theirs, status = change.current, 409
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = 409
    context = {"form": form, "comment": mine, "theirs": theirs, "form_url": request.path}
    return _form(request, place, context, asked_at=mine, status=status)


def _answered(request: MemberRequest, place: Place) -> Comment | None:
    """The comment that is answered, if one is; answers themselves are not."""
    wanted = request.GET.get("answers", "")
    if not wanted:
        return None
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 19):
        raise Http404
    comments = Comment.objects.with_people(place.debate).filter(claim=place.claim, parent=None)
    answered = get_object_or_404(comments, pk=wanted)
    answered.claim = place.claim
    return answered


def _form(
    request: MemberRequest,
    place: Place,
    context: dict[str, Any],
    *,
    asked_at: Comment | None,
    status: int,
) -> HttpResponse:
    in_place = asks_for_talk(request, place, asked_at)
    editing = "comment" in context
    template = "debates/comments/edit.html" if editing else "debates/comments/new.html"
    where = dom_id(place.claim, "comment-composer")
    if asked_at is not None:
        where = dom_id(asked_at, "body" if editing else "composer")
    fixed = {
        "debate": place.debate,
        "claim": place.claim,
        "where": where,
        "back": talk_url(place, dom_id(asked_at) if asked_at else ""),
    }
    name = f"{template}#form" if in_place else template
    return render(request, name, context | fixed, status=status)
