"""Input of a debate that comes out of another one."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.text import PlainText
from debates.models import Claim, Debate, Naming
from debates.models.debate_choices import MAX_TITLE
from debates.models.visible_text import visible_text

from .reasons import ReasonField


class _TitleForm(forms.Form):
    title = forms.CharField(
        label=_("Title of the new debate"),
        max_length=MAX_TITLE,
        validators=[PlainText()],
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Give it a title, so that both can be told apart.")},
    )
    # Makes a form that is sent twice one debate.
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid.uuid4


class CopyForm(_TitleForm):
    """How a debate is copied."""

    with_claims = forms.BooleanField(
        label=_("With all claims, links and sources"), required=False, initial=True
    )
    naming = forms.ChoiceField(
        label=_("Who says what from now on"), choices=Naming, widget=forms.RadioSelect
    )

    @staticmethod
    def of(debate: Debate) -> dict[str, Any]:
        """The initial values."""
        title = _("Copy of %(title)s") % {"title": debate.title}
        return {"title": title[:MAX_TITLE], "naming": debate.naming}


class BranchForm(_TitleForm):
    """How a branch becomes a debate."""

    reason = ReasonField(missing=_("Say why: whoever argued here will want to know."))

    @staticmethod
    def of(claim: Claim) -> dict[str, Any]:
        """The initial values."""
        return {"title": " ".join(visible_text(claim.text).split())[:MAX_TITLE]}
