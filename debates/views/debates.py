"""Opening a debate, and changing what stands around it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from config.nudge import nudge
from debates.access.places import framed_debate_or_403
from debates.forms.debates import DebateForm
from debates.forms.framing import FrameForm
from debates.models import Debate, DebateTemplate, Refused
from debates.permissions import may_delete
from debates.prompts import PROMPTS
from debates.tag_shelf import TagShelf
from teams.access import opening_membership_or_403
from teams.http import MemberRequest, member_required, take_unsent


@member_required
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, slug: str) -> HttpResponse:
    """Choose what kind of question it is, then put up a statement or a question."""
    membership = opening_membership_or_403(request.user, slug)
    posted, wanted = request.method == "POST", request.GET.get("template")
    if not posted and wanted is None:
        context = {"team": membership.team, "templates": PROMPTS.items()}
        return render(request, "debates/debates/choose.html", context)
    template = DebateTemplate(wanted) if wanted in DebateTemplate.values else None
    mine = Debate.objects.visible_to(request.user).filter(team=membership.team)
    form = DebateForm(
        request.POST if posted else take_unsent(request),
        team=membership.team,
        template=template,
        tags=TagShelf.of(mine).tags,
    )
    if posted and form.is_valid():
        opening = form.opening(as_draft="draft" in request.POST)
        debate = Debate.objects.open_new(membership.team, by=request.user, **opening)
        nudge()
        return redirect(debate)
    return render(
        request,
        "debates/debates/new.html",
        {"form": form, "team": membership.team},
        status=422 if posted else 200,
    )


@member_required
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change what stands around the arguments, as far as the phase allows."""
    debate = framed_debate_or_403(request.user, pk)
    posted = request.method == "POST"
    fellows = Debate.objects.visible_to(request.user).filter(team=debate.team)
    form = FrameForm(
        request.POST if posted else take_unsent(request),
        debate=debate,
        tags=TagShelf.of(fellows).tags,
    )
    status = 422 if posted else 200
    if posted and form.is_valid():
        try:
            if debate.frame(**form.framing()):
                nudge()
            return redirect(debate)
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = 409
    can_go = may_delete(debate, request.user, debate.my_role)
    context = {"form": form, "debate": debate, "may_delete": can_go}
    return render(request, "debates/debates/edit.html", context, status=status)
