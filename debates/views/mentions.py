"""Whom one can call into a talk, offered while one writes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from debates.access.places import debate_or_404
from debates.models.mention import names_to_mention
from teams.http import MemberRequest, member_required


@member_required
@require_safe
def index(request: MemberRequest, pk: int) -> HttpResponse:
    """Names with the asked words in them (`?words=`), as the options of a list."""
    debate = debate_or_404(request.user, pk)
    names = names_to_mention(debate, request.GET.get("words", "").replace("\x00", "")[:60])
    return render(request, "debates/mentions/index.html", {"names": names})
