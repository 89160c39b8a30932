"""Input of what stands on a debate's cover: its colour and its tags."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from config.text import PlainText, is_blank
from debates.models.debate_choices import Cover
from debates.models.debate_cover import MAX_TAG, MOST_TAGS, each_once, tag_key

# More of the team's tags than this are offered while typing only.
MOST_NAMED = 24


class Swatches(forms.RadioSelect):
    """Colours to choose from, each beside its name."""

    option_template_name = "debates/covers/_swatch.html"


class CoverField(forms.ChoiceField):
    """The colour of a debate's band; none unless somebody chooses one."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Cover colour"),
            choices=[("", _("none")), *Cover.choices],
            required=False,
            widget=Swatches,
            initial="",
            help_text=_("A thin band on the debate’s card and at its head. It means nothing else."),
            error_messages={"invalid_choice": _("There is no such colour. Choose another one.")},
        )


class TagsInput(forms.TextInput):
    """A line of tags that offers those in use, each after what already stands there."""

    template_name = "debates/covers/_tags_input.html"
    in_use: Sequence[str] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        listed = f"{context['widget']['attrs'].get('id', name)}_in_use"
        context["widget"]["attrs"]["list"] = listed
        there = [word.strip() for word in (value or "").split(",") if word.strip()]
        keys = {tag_key(word) for word in there}
        offered = [", ".join([*there, word]) for word in self.in_use if tag_key(word) not in keys]
        return context | {"listed": listed, "offered": offered}


class TagsField(forms.CharField):
    """A few short words, separated by commas."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Tags (optional)"),
            required=False,
            max_length=1_000,
            validators=[PlainText()],
            widget=TagsInput(attrs={"dir": "auto", "autocomplete": "off"}),
            help_text=_("Up to 8 short words with commas between them, to find it by."),
        )

    def offer(self, in_use: Sequence[str]) -> None:
        """Say which tags the team has."""
        self.widget.in_use = in_use
        if 0 < len(in_use) <= MOST_NAMED:
            self.help_text = _("%(help)s The team has: %(tags)s.") % {
                "help": self.help_text,
                "tags": ", ".join(in_use),
            }

    def prepare_value(self, value: Any) -> Any:
        """Tags as one would type them; what was typed as it is."""
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """Each word once, in its first spelling.

        Raises:
            ValidationError: too many, or some too long; says which.
        """
        typed = unicodedata.normalize("NFC", super().clean(value))
        words = (" ".join(part.split()) for part in typed.split(","))
        kept = each_once(word for word in words if not is_blank(word))
        if len(kept) > MOST_TAGS:
            raise ValidationError(
                _("These are %(n)d tags. Keep the %(most)d that help most to find it."),
                code="many",
                params={"n": len(kept), "most": MOST_TAGS},
            )
        if too_long := [word for word in kept if len(word) > MAX_TAG]:
            said = _("“%(tag)s” is too long: a tag has at most %(most)d characters.")
            raise ValidationError(
                [
                    ValidationError(said, code="too_long", params={"tag": tag, "most": MAX_TAG})
                    for tag in too_long
                ]
            )
        return kept
