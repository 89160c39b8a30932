"""Input of sources."""

import re
import uuid
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from config.text import PlainText, tidy
from debates.models import Claim, SourceChanged, SourceKind
from debates.models.passages import find_passage
from debates.models.source import MAX_ADDRESS, MAX_QUOTATION, MAX_SOURCE_TITLE
from debates.models.visible_text import visible_text

from .reasons import ReasonField, ReasonForm

_HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOST_AND_PORT = re.compile(r"[\w.-]+\.[\w-]+(:\d+)?(/|\?|#|$)|localhost\b")


class AddressField(forms.CharField):
    """The address of a page. Who types it without https:// means it."""

    faulty = _("This is no address of a page. It begins with https:// or http://.")
    secret = _("This address holds a name or a password. Leave out what stands before the @.")

    def to_python(self, value: object) -> str:
        address = "".join((super().to_python(value) or "").split("\n"))
        if _HOST_AND_PORT.match(address) or (address and not _HAS_SCHEME.match(address)):
            return f"https://{address}"
        return address

    def validate(self, value: str) -> None:
        super().validate(value)
        if not value:
            return
        try:
            parts = urlsplit(value)
            host, user, _port = parts.hostname, parts.username, parts.port
        except ValueError:
            raise ValidationError(self.faulty, code="address") from None
        if parts.scheme not in {"http", "https"} or not host or re.search(r"[\s\\<>\"]", value):
            raise ValidationError(self.faulty, code="address")
        if user is not None:
            raise ValidationError(self.secret, code="secret")


class _SourceWords(forms.Form):
    """Where something is from. An address or a title is enough; a story often has no address."""

    url = AddressField(
        label=_("Address (link)"),
        max_length=MAX_ADDRESS,
        required=False,
        validators=[PlainText()],
        widget=forms.TextInput(
            attrs={
                "inputmode": "url",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=MAX_SOURCE_TITLE,
        required=False,
        validators=[PlainText()],
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    kind = forms.ChoiceField(
        label=_("It is"),
        choices=[("", _("not said")), *SourceKind.choices[1:]],
        required=False,
    )
    quotation = forms.CharField(
        label=_("Quotation"),
        help_text=_("What it says in its own words; nobody needs to search for it."),
        max_length=MAX_QUOTATION,
        required=False,
        validators=[PlainText()],
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    passage = forms.CharField(
        label=_("For which words of the claim"),
        help_text=_("Copy them from the claim. Without them it is for the whole claim."),
        max_length=500,
        required=False,
        validators=[PlainText()],
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claim = claim

    def clean_quotation(self) -> str:
        """Its lines, without the quotation marks that are put around it on the page."""
        text = tidy(self.cleaned_data["quotation"])
        for opening, closing in ("“”", "„“", "«»", '""'):
            if len(text) > 2 and text[0] == opening and text[-1] == closing:
                return text[1:-1].strip()
        return text

    def clean_passage(self) -> str:
        """The words must be there, as far as anybody can see them."""
        passage = " ".join(self.cleaned_data["passage"].split())
        if passage and find_passage(visible_text(self.claim.text), passage) is None:
            said = _("These words are not in the claim. Copy them from it, or leave this empty.")
            raise ValidationError(said, code="passage")
        return passage

    def clean(self) -> dict[str, Any]:
        """Something must lead to it."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["url"] and not cleaned["title"]:
            said = _("Give an address or a title, so that others can find it or ask for it.")
            raise ValidationError(said, code="required")
        return cleaned


class SourceForm(_SourceWords):
    """A new source."""

    # Makes a form that is sent twice one source.
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid.uuid4


class SourceEditForm(_SourceWords):
    """The same said otherwise."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @classmethod
    def after_change(
        cls, posted: QueryDict, change: SourceChanged, *, claim: Claim
    ) -> "SourceEditForm":
        """What the person typed stays in the fields; saving again then answers this version."""
        data = posted.copy()
        data["version"] = str(change.current.version)
        form = cls(data, claim=claim)
        form.add_error(None, change.message)
        return form


class RemovalForm(ReasonForm):
    """Why a source goes; needed where somebody else added it."""

    reason = ReasonField(missing=_("Say why: you did not add it, and who did will want to know."))

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_why(needed=not is_own)
