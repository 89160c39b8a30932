"""Input of what is said about a claim."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from config.text import PlainText, is_blank, tidy
from debates.models import CommentChanged
from debates.models.comment import MAX_COMMENT, MAX_RAW_COMMENT
from debates.models.visible_text import visible_length, visible_text


class CommentTextField(forms.CharField):
    """A comment's words: a claim's Markdown, at most 2,000 characters as people see them."""

    too_long = ngettext_lazy(
        "This is %(over)d character too long. A comment may have 2,000.",
        "This is %(over)d characters too long. A comment may have 2,000.",
        "over",
    )
    empty = _("Write your comment first.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Comment"),
            strip=False,
            max_length=MAX_RAW_COMMENT,
            validators=[PlainText()],
            error_messages={
                "required": self.empty,
                "max_length": _("This is far too long for a comment: at most 2,000 characters."),
            },
            **kwargs,
        )

    def to_python(self, value: object) -> str:
        return tidy(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if is_blank(value) or is_blank(visible_text(value)):
            raise ValidationError(self.empty, code="required")
        if (over := visible_length(value) - MAX_COMMENT) > 0:
            raise ValidationError(self.too_long, code="too_long", params={"over": over})


class CommentForm(forms.Form):
    """A new comment, or an answer to one."""

    text = CommentTextField()
    # Makes a form that is sent twice one comment.
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid.uuid4


class CommentEditForm(forms.Form):
    """Other words for one's own comment."""

    text = CommentTextField()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @classmethod
    def after_change(cls, posted: QueryDict, change: CommentChanged) -> "CommentEditForm":
        """What the person typed stays in the field; saving again then answers this version."""
        data = posted.copy()
        data["version"] = str(change.current.version)
        form = cls(data)
        form.add_error(None, change.message)
        return form
