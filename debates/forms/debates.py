"""Input of a whole debate."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from config.text import PlainText, is_blank, tidy
from debates.models import (
    Claim,
    Debate,
    DebateKind,
    DebateTemplate,
    Naming,
    Phase,
    VotesShown,
)
from debates.models.claim import MAX_RAW
from debates.prompts import PROMPTS, Prompts
from teams.models import Team

from .claims import ClaimTextField
from .covers import CoverField, TagsField
from .moments import END_OF_AFTERNOON, MomentField

# More answers than this nobody weighs against one another.
MOST_THESES = 20
SATURDAY = 5


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


class ThesesField(forms.CharField):
    """The first answers to a question, one a line, each as long as a claim may be."""

    def __init__(self) -> None:
        super().__init__(
            label=_("First answers, one a line (optional)"),
            required=False,
            strip=False,
            max_length=MOST_THESES * MAX_RAW,
            validators=[PlainText()],
            widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
            help_text=_("Each becomes a thesis that one can be for or against. Others add theirs."),
        )

    def clean(self, value: Any) -> list[str]:
        """The lines that say something.

        Raises:
            ValidationError: one of them is no claim; says which, and why.
        """
        lines = [line for line in tidy(super().clean(value)).split("\n") if not is_blank(line)]
        if len(lines) > MOST_THESES:
            raise ValidationError(
                _("These are more than %(most)d. Begin with the few that matter."),
                code="many",
                params={"most": MOST_THESES},
            )
        field, theses, errors = ClaimTextField(), [], []
        for number, line in enumerate(lines, 1):
            try:
                theses.append(field.clean(line))
            except ValidationError as error:
                said = {"number": number, "why": " ".join(error.messages)}
                errors.append(ValidationError(_("Line %(number)d: %(why)s"), params=said))
        if errors:
            raise ValidationError(errors)
        return theses


def suggestions(prompts: Prompts, team: Team) -> dict[str, Any]:
    """What a template fills in: everything can be changed."""
    day = timezone.localdate(timezone=team.zone) + timedelta(days=prompts.days)
    day += timedelta(days=(7 - day.weekday()) if day.weekday() >= SATURDAY else 0)
    return {
        "kind": prompts.kind,
        "background": prompts.background,
        "naming": prompts.naming,
        "votes_shown": prompts.votes_shown,
        "closes_at": datetime.combine(day, END_OF_AFTERNOON, team.zone),
    }


class DebateForm(DatesMixin, FramingForm):
    """A new debate."""

    kind = forms.ChoiceField(
        label=_("It is about"),
        choices=DebateKind,
        initial=DebateKind.THESIS,
        widget=forms.RadioSelect,
    )
    thesis = ClaimTextField(
        label=_("Statement or question"),
        help_text=_("One sentence that one can be for or against, or a question with answers."),
    )
    theses = ThesesField()
    votes_shown = VotesField()
    opens_at = opens_field()
    closes_at = closes_field()
    # Makes a form that is sent twice one debate.
    token = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)
    field_order = (
        *("kind", "thesis", "theses", "background", "naming", "votes_shown"),
        *("opens_at", "closes_at", "title", "tags", "cover"),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        team: Team,
        template: DebateTemplate | None,
        tags: Sequence[str],
    ) -> None:
        prompts = PROMPTS.get(template or "")
        super().__init__(data, initial=suggestions(prompts, team) if prompts else None)
        self.template = template
        self.fields["tags"].offer(tags)  # type: ignore[attr-defined]
        if prompts is not None:
            self.fields["background"].widget.attrs["rows"] = 10
            self.fields["thesis"].help_text = format_lazy(
                "{} {}", prompts.statement, _("For example: “%(text)s”") % {"text": prompts.example}
            )
        for name in ("opens_at", "closes_at"):
            self.fields[name].keep_time_of(team)  # type: ignore[attr-defined]

    def clean_background(self) -> str:
        """An outline that nobody filled in says nothing."""
        background, prompts = super().clean_background(), PROMPTS.get(self.template or "")
        is_bare = prompts is not None and background == tidy(str(prompts.background))
        return "" if is_bare else background

    def clean(self) -> dict[str, Any]:
        """Only a question has several answers."""
        cleaned = super().clean()
        if cleaned.get("theses") and cleaned.get("kind") == DebateKind.THESIS:
            self.add_error(
                "theses",
                ValidationError(
                    _("Only a question has answers. Choose a question above, or empty this field."),
                    code="no_question",
                ),
            )
        return cleaned

    def opening(self, *, as_draft: bool) -> dict[str, Any]:
        """The arguments for `Debate.objects.open_new`.

        Args:
            as_draft: which of the form's two buttons was pressed.
        """
        fields = {**self.cleaned_data, "template": self.template or ""}
        if not fields["title"]:
            del fields["title"]
        if as_draft or fields["opens_at"] is not None:
            fields["phase"] = Phase.DRAFT
        else:
            del fields["opens_at"]
        return fields


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
