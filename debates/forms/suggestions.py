"""Input of suggestions: what is proposed, and why."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from debates.models import Claim, Suggestion, SuggestionKind

from .claim_moves import MoveForm
from .claims import THESIS, ClaimTextField, ReplyForm
from .reasons import ReasonForm


class ProposalForm(ReasonForm):
    """What all kinds of suggestion have in common."""

    # Makes a form that is sent twice one suggestion.
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, amending: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid.uuid4
        self.fields["reason"].required = not amending
        if amending:
            self.fields["reason"].label = _("What you would like to say about it (optional)")


class WordingForm(ProposalForm):
    """Other words for a claim."""

    text = ClaimTextField(label=_("Wording"))

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claim = claim

    def clean_text(self) -> str:
        """Something must be different."""
        text: str = self.cleaned_data["text"]
        if text == self.claim.text:
            raise ValidationError(_("This is how it reads now. Change something."), code="same")
        return text


class NewClaimForm(ProposalForm, ReplyForm):
    """A claim under another one."""

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, parent=claim, **kwargs)


class PlaceForm(ProposalForm, MoveForm):
    """Another place for a claim."""

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, claim=claim, is_own=False, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Somewhere else than now."""
        cleaned = super().clean()
        now = (self.claim.parent_id, self.claim.stance)
        if "to" in cleaned and (cleaned["to"].pk, cleaned.get("stance")) == now:
            raise ValidationError(_("This is where it stands now."), code="same")
        return cleaned


FORMS: dict[str, type[WordingForm | NewClaimForm | PlaceForm]] = {
    SuggestionKind.WORDING: WordingForm,
    SuggestionKind.CLAIM: NewClaimForm,
    SuggestionKind.MOVE: PlaceForm,
}


def initial_of(kind: str, claim: Claim, suggestion: Suggestion | None) -> dict[str, Any]:
    """What the editor holds at first: what is suggested; otherwise how the claim is now."""
    if suggestion is not None:
        place = {"stance": suggestion.stance or THESIS, "to": suggestion.to_id}
        return {"text": suggestion.text} | place
    if kind == SuggestionKind.WORDING:
        return {"text": claim.text}
    return {"stance": claim.stance or THESIS} if kind == SuggestionKind.MOVE else {}
