"""A debate as a file to keep."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from debates.access.places import debate_or_404
from debates.formats import kialo
from teams.http import MemberRequest, member_required


@member_required
@require_safe
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """The debate as Kialo text. It holds no names, so a mask needs no care here."""
    debate = debate_or_404(request.user, pk)
    name = f"{slugify(debate.title)[:80] or 'debate'}-{debate.pk}.txt"
    return HttpResponse(
        kialo.write(debate.as_document()),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, name) or "attachment"},
    )
