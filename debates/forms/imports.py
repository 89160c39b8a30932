"""Input of a debate as a file."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from debates.formats import UnreadableFile, kialo
from debates.models.document import Document

MAX_BYTES = 5_000_000
# Three times the largest debate known; more would keep a request busy for too long.
MAX_CLAIMS = 10_000


class ImportForm(forms.Form):
    """One file; when it is valid, `cleaned_data["file"]` is the Document it holds."""

    too_large = _("This file is larger than 5 MB.")
    too_many = _(
        "This debate has %(count)d claims; more than %(limit)d can only be imported by whoever "
        "runs the server."
    )
    unreadable = _("Line %(line)d: %(reason)s")

    # Makes a form that is sent twice one debate.
    token = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)
    file = forms.FileField(
        label=_("Kialo text file"),
        help_text=_("The .txt that Kialo gives under “Export”, from any year. At most 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("This file is empty."),
        },
    )

    def clean_file(self) -> Document:
        """Read the file, or say in which line it cannot be read and why."""
        upload = self.cleaned_data["file"]
        if (upload.size or 0) > MAX_BYTES:
            raise ValidationError(self.too_large, code="too_large")
        try:
            document = kialo.read(upload.read())
        except UnreadableFile as error:
            params = {"line": error.line, "reason": error.reason}
            raise ValidationError(self.unreadable, code="unreadable", params=params) from error
        if (count := len(document.claims)) > MAX_CLAIMS:
            params = {"count": count, "limit": MAX_CLAIMS}
            raise ValidationError(self.too_many, code="too_many", params=params)
        return document
