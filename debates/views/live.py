"""What happens in a debate, told to its open pages."""

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from debates.access.places import debate_or_404
from debates.live import Listener, latest, poll, stream
from teams.http import MemberRequest, member_required


@member_required
@require_GET
def show(request: MemberRequest, pk: int) -> HttpResponseBase:
    """Ids and kinds of what happened after `Last-Event-ID` (or `after`), and of what happens."""
    debate = debate_or_404(request.user, pk)
    known = request.headers.get("Last-Event-ID") or request.GET.get("after", "")
    after = int(known) if known.isdecimal() and len(known) < 19 else latest(debate.pk)
    listener = Listener(request.user.pk, debate.pk, after)
    kind = "text/event-stream"
    if not isinstance(request, ASGIRequest):
        return HttpResponse(poll(listener), content_type=kind)
    answer = StreamingHttpResponse(stream(listener), content_type=kind)
    answer["Cache-Control"] = "no-store"
    # nginx would keep events back until it has a bufferful.
    answer["X-Accel-Buffering"] = "no"
    return answer
