"""Input of showing a claim in a second place."""

from typing import Any

from debates.models import Claim

from .claim_places import PlaceForm


class LinkForm(PlaceForm):
    """Where a claim is shown as well. Never as a thesis: that has words of its own."""

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, claim=claim, **kwargs)
        places = Claim.objects.places_for_link(claim)
        self.fields["to"].queryset = places  # type: ignore[attr-defined]
