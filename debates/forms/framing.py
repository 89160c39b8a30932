"""Input of what stands around a debate."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from config.text import PlainText, tidy
from debates.models import Claim, Debate, Naming, Phase, VotesShown

from .claims import ClaimTextField
from .covers import CoverField, TagsField
from .moments import MomentField
from .theses import ThesesField


class FramingForm(forms.Form):
    """What can be said around every debate, whatever phase it is in."""

    title = forms.CharField(
        label=_("Title for lists (optional)"),
        max_length=200,
        required=False,
        validators=[PlainText()],
        help_text=_("A short name. Without one, lists show the statement itself."),
    )
    tags = TagsField()
    cover = CoverField()
    background = forms.CharField(
        label=_("Background (optional)"),
        required=False,
        max_length=20_000,
        validators=[PlainText()],
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("What one needs to know before arguing. Markdown works."),
    )
    naming = forms.ChoiceField(
        label=_("Who said it"),
        choices=Naming,
        initial=Naming.NAMED,
        widget=forms.RadioSelect,
        help_text=_(
            "A mask is the same throughout one debate and another one in the next. "
            "Whoever runs the server could still look."
        ),
    )

    def clean_background(self) -> str:
        return tidy(self.cleaned_data["background"])


class VotesField(forms.ChoiceField):
    """When one sees how others voted."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Others’ votes are shown"),
            choices=VotesShown,
            initial=VotesShown.AFTER_OWN,
            widget=forms.RadioSelect,
        )


def opens_field() -> MomentField:
    """When a draft opens by itself."""
    return MomentField(
        label=_("Opens on (optional)"),
        help_text=_("Until then it is a draft, which only those who facilitate see."),
    )


def closes_field() -> MomentField:
    """When an open debate closes by itself."""
    return MomentField(
        label=_("Closes on (optional)"),
        help_text=_("From then on it can be read, but no longer added to. It can be changed."),
    )


class DatesMixin(forms.Form):
    """What opens must open before it closes."""

    def clean(self) -> dict[str, Any]:
        """Compare the two days where both are given."""
        cleaned = super().clean() or self.cleaned_data
        opens: datetime | None = cleaned.get("opens_at")
        closes: datetime | None = cleaned.get("closes_at")
        if opens is not None and closes is not None and closes <= opens:
            self.add_error(
                "closes_at",
                ValidationError(_("It would close before it opens."), code="order"),
            )
        return cleaned


class FrameForm(DatesMixin, FramingForm):
    """What a facilitator changes around a debate: less of it, the further it has come."""

    thesis = ClaimTextField(label=_("Statement or question"))
    theses = ThesesField()
    votes_shown = VotesField()
    opens_at = opens_field()
    closes_at = closes_field()
    field_order = (
        *("thesis", "theses", "title", "tags", "cover", "background", "naming", "votes_shown"),
        *("opens_at", "closes_at"),
    )

    # What the page was made for: somebody may move the debate on while another one types.
    seen = forms.ChoiceField(choices=Phase, required=False, widget=forms.HiddenInput)

    no_way_back = _(
        "From here it only goes towards saying less about people, never back. What was read or "
        "mailed with names before stays known."
    )

    def __init__(
        self, data: QueryDict | None = None, *, debate: Debate, tags: Sequence[str]
    ) -> None:
        phase = debate.phase_at()
        super().__init__(data, initial={**frame_of(debate), "seen": phase})
        self.fields["tags"].offer(tags)  # type: ignore[attr-defined]
        seen = phase if data is None else data.get("seen", phase)
        if seen != Phase.DRAFT:
            for name in ("thesis", "votes_shown", "opens_at"):
                del self.fields[name]
        if seen != Phase.DRAFT or not debate.has_theses:
            del self.fields["theses"]
        if seen not in {Phase.DRAFT, Phase.OPEN}:
            del self.fields["closes_at"]
        if phase != Phase.DRAFT:
            self._narrow_names(debate)
        for field in self.fields.values():
            if isinstance(field, MomentField):
                field.keep_time_of(debate.team)

    def _narrow_names(self, debate: Debate) -> None:
        allowed = Naming(debate.naming).and_more_hidden
        if len(allowed) == 1:
            del self.fields["naming"]
            return
        naming = self.fields["naming"]
        naming.choices = [(one.value, one.label) for one in allowed]  # type: ignore[attr-defined]
        naming.help_text = self.no_way_back

    def framing(self) -> dict[str, Any]:
        """The arguments for `debate.frame`."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


def frame_of(debate: Debate) -> dict[str, Any]:
    """The initial values of a `FrameForm`."""
    names = (
        *("title", "tags", "cover", "background", "naming", "votes_shown"),
        *("opens_at", "closes_at"),
    )
    root = Claim.objects.filter(debate=debate, parent=None)
    thesis = root.values_list("text", flat=True).get()
    # One a line; a line break within one would make two of it.
    theses = "\n".join(" ".join(text.split("\n")) for text in debate.first_theses())
    return {"thesis": thesis, "theses": theses} | {name: getattr(debate, name) for name in names}
