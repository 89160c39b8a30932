"""The least a request can cost here: the same middleware, and only what cannot be left out."""

from uuid import uuid4

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from debates.models import Activity, Claim, Kind


@require_safe
def read(request: HttpRequest, pk: int, size: int) -> HttpResponse:
    """One indexed query, and that many bytes."""
    text = Claim.objects.values_list("text", flat=True).get(pk=pk)
    return HttpResponse(text.ljust(size)[:size])


@require_POST
def add(request: HttpRequest, debate: int, pk: int, participant: int) -> HttpResponse:
    """The bare transaction: a claim and the record of it."""
    with transaction.atomic():
        claim = Claim.objects.create(
            debate_id=debate,
            parent_id=pk,
            stance="pro",
            text=request.POST["text"],
            author_id=participant,
            token=uuid4(),
        )
        Activity.objects.create(
            debate_id=debate, kind=Kind.CLAIM_ADDED, claim=claim, participant_id=participant
        )
    return HttpResponse(status=204)
