"""What is said about one claim, as one person sees it, and where an answer to htmx goes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from config.htmx import dom_id, targets
from teams.models import User

from .access.places import Place
from .models import Claim, Comment
from .permissions import may_argue, may_frame, may_resolve


def talk_context(place: Place, user: User) -> dict[str, Any]:
    """Everything `comments/_talk.html` needs, in a fixed number of queries."""
    debate, claim, reader = place.debate, place.claim, place.reader
    threads = Comment.objects.threads_of(claim, reader)
    claim.comments_waiting = sum(
        1 + len(comment.thread) for comment in threads if comment.resolved_at is None
    )
    is_open = debate.is_open()
    frames = may_frame(debate, user, debate.my_role)
    return {
        "debate": debate,
        "claim": claim,
        "threads": threads,
        "opened": True,
        "may_argue": is_open and may_argue(reader),
        "may_resolve": is_open and may_resolve(claim, reader, frames=frames),
    }


def talk_url(place: Place, fragment: str = "") -> str:
    """The page of the talk about a claim, at one comment of it."""
    url = reverse("debates:comment_index", args=[place.debate.pk, place.claim.pk])
    return f"{url}#{fragment}" if fragment else url


def asks_for_talk(request: HttpRequest, place: Place, *comments: Comment | None) -> bool:
    """Whether htmx puts the answer into the talk about this claim, rather than a whole page."""
    claim = place.claim
    ids = [dom_id(claim, part) for part in ("talk", "talk-body", "comment-composer")]
    for comment in filter(None, comments):
        ids += [dom_id(comment, part) for part in ("composer", "body", "acts")]
    return targets(request, *ids)


def after_talk(
    request: HttpRequest,
    place: Place,
    user: User,
    *,
    said: str,
    asked_at: Comment | None = None,
    focus: Comment | None = None,
    refusal: str = "",
) -> HttpResponse:
    """What follows something that was said or done in the talk.

    Without htmx back to the talk; with it the whole of it is replaced, wherever in it the form
    stood, with focus on `focus` and `said` in the live region. A refusal is shown either way.
    """
    if not asks_for_talk(request, place, asked_at, focus) and not refusal:
        return redirect(talk_url(place, dom_id(focus) if focus else ""))
    context = talk_context(place, user) | {"said": said, "focus": focus, "refusal": refusal}
    status = 409 if refusal else 200
    if not asks_for_talk(request, place, asked_at, focus):
        return render(request, "debates/comments/index.html", context, status=status)
    response = render(request, "debates/comments/_talk.html", context, status=status)
    response["HX-Retarget"] = f"#{dom_id(place.claim, 'talk')}"
    response["HX-Reswap"] = "outerHTML"
    return response


def after_regard(
    request: HttpRequest, place: Place, done: str, *, said: str, refusal: str = ""
) -> HttpResponse:
    """What follows thanks or a bookmark (`done`): back to the claim, or the row of both."""
    in_place = targets(request, dom_id(place.claim, "regards"))
    if not in_place and not refusal:
        return redirect(place.claim)
    claim = Claim.objects.with_regards(place.reader).get(pk=place.claim.pk)
    claim.debate, claim.is_own = place.debate, place.claim.author_id == place.reader.pk
    may = place.debate.is_open() and may_argue(place.reader)
    context = {"debate": place.debate, "claim": claim, "may_argue": may}
    context |= {"done": done, "said": said, "refusal": refusal}
    template = "debates/regards/_regards.html" if in_place else "debates/regards/show.html"
    return render(request, template, context, status=409 if refusal else 200)
