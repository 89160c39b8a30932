"""Finding the words a source is about in a claim's text."""

import re

# Emphasis marks are part of a claim's visible text (visible_text.py) but not of what one copies
# from a page.
_MARKS = "[*_]*"


def find_passage(visible: str, passage: str) -> tuple[int, int] | None:
    """Where a passage stands in a claim's visible text: beginning and end, in characters.

    Spaces, line breaks, emphasis marks and capitals make no difference, because people copy from
    the page. None when the words are not there, or not any more.
    """
    words = [re.sub(r"[*_]", "", word) for word in passage.split()]
    patterns = [_MARKS.join(map(re.escape, word)) for word in words if word]
    if not patterns:
        return None
    found = re.search(rf"{_MARKS}\s+{_MARKS}".join(patterns), visible, re.IGNORECASE)
    return found.span() if found else None
