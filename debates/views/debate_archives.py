"""A team's archive: debates that are over, out of the list and still to be read."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.nudge import nudge
from config.undo import offer_undo
from debates.access.places import framed_debate_or_403
from debates.forms.endings import DebateArchiveForm
from debates.home_page import PAGE, Card
from debates.models import Debate, Refused
from debates.tag_shelf import TagShelf
from teams.access import membership_or_404
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_safe
def index(request: MemberRequest, slug: str) -> HttpResponse:
    """The archived debates of a team; of a tag, or all."""
    membership = membership_or_404(request.user, slug)
    mine = Debate.objects.visible_to(request.user).filter(team=membership.team)
    shelf = TagShelf.of(mine.archived(), request.GET.get("tag", ""))
    page = Paginator(shelf.debates.for_archive(), PAGE).get_page(request.GET.get("page"))
    context = {
        "team": membership.team,
        "page": page,
        "cards": Card.all_of(page),
        "shelf": shelf,
    }
    return render(request, "debates/debate_archives/index.html", context)


@member_required
@require_http_methods(["GET", "POST"])
def create(request: MemberRequest, pk: int) -> HttpResponse:
    """Put a debate into the archive."""
    debate = framed_debate_or_403(request.user, pk)
    posted = request.method == "POST"
    form = DebateArchiveForm(request.POST if posted else take_unsent(request))
    status = 422 if posted else 200
    if posted and form.is_valid():
        try:
            if debate.archive(by=request.user, reason=form.cleaned_data["reason"]):
                nudge()
            back = reverse("debates:debate_archive_delete", args=[debate.pk])
            offer_undo(request, _("“%(title)s” is archived.") % {"title": debate.title}, back)
            return redirect(debate.team)
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = 409
    context = {"form": form, "debate": debate}
    return render(request, "debates/debate_archives/create.html", context, status=status)


@member_required
@require_POST
def delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a debate out of the archive."""
    debate = framed_debate_or_403(request.user, pk)
    if debate.take_out(by=request.user):
        nudge()
    return redirect(debate)
