"""What may be typed: plain, visible text that cannot reorder what stands around it."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Overrides make text read otherwise than it is; marks and isolates for mixed scripts stay allowed.
_OVERRIDES = frozenset("\u202d\u202e")
_LINE_ENDS = re.compile(r"\r\n|\r|\u2028|\u2029")
_MANY_BLANK = re.compile(r"\n{3,}")


def tidy(text: str) -> str:
    """One kind of line end, at most one blank line in a row, nothing around it."""
    lines = (line.rstrip() for line in _LINE_ENDS.sub("\n", text).split("\n"))
    return _MANY_BLANK.sub("\n\n", "\n".join(lines)).strip()


def is_blank(text: str) -> bool:
    """Whether nobody could see anything: only spaces and characters without a shape."""
    return not any(unicodedata.category(c)[0] not in "ZC" for c in text)


class PlainText:
    """Validator: no control characters, nothing unreadable, no direction overrides."""

    unreadable = _("Some characters could not be read. Please type them again.")
    control = _("The text holds a control character (U+%(code)s), which cannot be shown.")
    override = _("The text holds a mark that reverses the reading direction. Please remove it.")

    def __call__(self, text: str) -> None:
        for char in text:
            if char == "\ufffd" or "\ud800" <= char <= "\udfff":
                raise ValidationError(self.unreadable, code="unreadable")
            if char in _OVERRIDES:
                raise ValidationError(self.override, code="override")
            if unicodedata.category(char) == "Cc" and char not in "\n\t\r":
                raise ValidationError(
                    self.control, code="control", params={"code": f"{ord(char):04X}"}
                )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PlainText)

    def __hash__(self) -> int:
        return hash(PlainText)
