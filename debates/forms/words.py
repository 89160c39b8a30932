"""Words that people write, counted as others will see them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from config.text import PlainText, is_blank, tidy
from debates.models.visible_text import visible_length, visible_text


class WordsField(forms.CharField):
    """Markdown of which so many characters may be visible, whatever its links weigh.

    A kind of words says in its own class how many, and what to tell whoever wrote more or nothing.
    """

    limit: int
    most_raw: int
    empty: Any
    # With `%(over)d`, as ngettext_lazy gives it.
    too_long: Any
    far_too_long: Any
    rows = 3

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            strip=False,
            max_length=self.most_raw,
            widget=forms.Textarea(
                attrs={"rows": self.rows, "dir": "auto", "data-limit": self.limit}
            ),
            validators=[PlainText()],
            error_messages={"required": self.empty, "max_length": self.far_too_long},
            **kwargs,
        )

    def to_python(self, value: object) -> str:
        return tidy(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if self.required and (is_blank(value) or is_blank(visible_text(value))):
            raise ValidationError(self.empty, code="required")
        if (over := visible_length(value) - self.limit) > 0:
            raise ValidationError(self.too_long, code="too_long", params={"over": over})
