"""Names of people and teams: one visible line."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from config.text import PlainText, is_blank


class NameField(forms.CharField):
    """At most 80 characters that somebody can see, in one line."""

    blank = _("A name needs at least one character that can be seen.")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 80)
        super().__init__(validators=[PlainText()], **kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and is_blank(value):
            raise ValidationError(self.blank, code="blank")
