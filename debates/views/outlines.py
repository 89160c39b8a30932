"""A debate in words, to read from top to bottom, to fold, to search and to print."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from debates.access.places import debate_or_404
from debates.overview.load import load_tree
from debates.overview.outline_page import Asked, OutlinePage
from debates.overview.printed import as_printed
from teams.http import MemberRequest, member_required


# The largest page there is: a debate of 10,000 claims has megabytes, of which one seventh travels.
@gzip_page
@member_required
@require_safe
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """All of it, or one `branch`; `levels` are unfolded; `print` is for paper."""
    debate = debate_or_404(request.user, pk)
    page = OutlinePage(debate, as_printed(load_tree(debate)), Asked.of(request.GET))
    return render(request, "debates/outlines/show.html", {"debate": debate, "page": page})
