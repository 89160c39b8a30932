"""Input of what is said about a claim."""

import uuid
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from debates.models import CommentChanged
from debates.models.comment import MAX_COMMENT, MAX_RAW_COMMENT

from .words import WordsField


class CommentTextField(WordsField):
    """A comment's words."""

    limit, most_raw = MAX_COMMENT, MAX_RAW_COMMENT
    empty = _("Write your comment first.")
    too_long = ngettext_lazy(
        "This is %(over)d character too long. A comment may have 2,000.",
        "This is %(over)d characters too long. A comment may have 2,000.",
        "over",
    )
    far_too_long = _("This is far too long for a comment: at most 2,000 characters.")


class CommentForm(forms.Form):
    """A new comment, or an answer to one."""

    text = CommentTextField(label=_("Comment"))
    # Makes a form that is sent twice one comment.
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid.uuid4


class CommentEditForm(forms.Form):
    """Other words for one's own comment."""

    text = CommentTextField(label=_("Comment"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @classmethod
    def after_change(cls, posted: QueryDict, change: CommentChanged) -> "CommentEditForm":
        """What the person typed stays in the field; saving again then answers this version."""
        data = posted.copy()
        data["version"] = str(change.current.version)
        form = cls(data)
        form.add_error(None, change.message)
        return form
