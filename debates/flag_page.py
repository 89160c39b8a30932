"""What is to be mended about claims, as one person sees it, and where an answer goes."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from config.htmx import dom_id, targets
from teams.models import User

from .access.places import Place, frames
from .models import Claim, Debate, Flag, FlagKind
from .permissions import may_flag, may_merge, may_resolve


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim with the flags that nobody has answered: how many people of each kind."""

    claim: Claim
    kinds: list[tuple[FlagKind, int]]


def waiting_of(debate: Debate) -> list[Waiting]:
    """The claims of a debate that wait for an answer, the longest waiting first, in one query."""
    claims: dict[int, Claim] = {}
    counts: dict[int, Counter[FlagKind]] = {}
    for flag in Flag.objects.of_debate(debate):
        claims.setdefault(flag.claim_id, flag.claim).debate = debate
        counts.setdefault(flag.claim_id, Counter())[FlagKind(flag.kind)] += 1
    return [Waiting(claim, counts[pk].most_common()) for pk, claim in claims.items()]


def flag_form(
    request: HttpRequest, place: Place, template: str, context: dict[str, Any], *, status: int
) -> HttpResponse:
    """A form about one claim: in the claim's flags, or a page of its own."""
    context |= {"debate": place.debate, "claim": place.claim, "form_url": request.get_full_path()}
    name = f"{template}#form" if _in_place(request, place) else template
    return render(request, name, context, status=status)


def after_flag(
    request: HttpRequest, place: Place, user: User, *, said: str, refusal: str = ""
) -> HttpResponse:
    """What follows an act: back to the claim, or its flags with focus and `said` read out."""
    in_place = _in_place(request, place)
    if not in_place and not refusal:
        return redirect(place.claim)
    debate, claim, reader = place.debate, place.claim, place.reader
    is_open, framing = debate.is_open(), frames(debate, user)
    context = {
        "debate": debate,
        "claim": claim,
        "flags": Flag.objects.of_claim(claim, reader),
        "may_flag": is_open and may_flag(claim, reader),
        "may_answer_flags": is_open and may_resolve(claim, reader, frames=framing),
        "may_merge": is_open and may_merge(claim, reader, frames=framing),
        "said": said,
        "refusal": refusal,
    }
    template = "debates/flags/_flags.html" if in_place else "debates/flags/show.html"
    response = render(request, template, context, status=409 if refusal else 200)
    if in_place:
        response["HX-Retarget"] = f"#{dom_id(claim, 'flags')}"
        response["HX-Reswap"] = "outerHTML"
    return response


def _in_place(request: HttpRequest, place: Place) -> bool:
    ids = [dom_id(place.claim, part) for part in ("flags", "flag-composer")]
    return targets(request, *ids)
