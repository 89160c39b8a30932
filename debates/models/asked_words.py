"""What somebody types into a search field, as the database looks for it.

The syntax is that of search engines: all the words, `"a phrase"`, `or`, `-without`. The last word
counts from its beginning, because it may still be being typed; in quotation marks it does not.
Whatever is typed means something or nothing, and never an error.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

# Under which weight the stems of a configuration stand in the column `words` (migration 0008).
LETTERS = {"english": "A", "german": "B", "simple": "C"}
# What a stem of each counts (D, C, B, A), and what the beginning of a word does beside it.
WEIGHTS = {"english": "{0,0,0,1}", "german": "{0,0,1,0}", "simple": "{0,1,0,0}"}
OF_BEGINNINGS = "{0,0.1,0,0}"
# Shorter beginnings are those of half the language.
SHORTEST_BEGINNING = 2

# In each configuration: what is looked for, every word that would be found, the last word alone.
READ_SQL = """
SELECT name, websearch_to_tsquery(name::regconfig, asked.words)::text,
    plainto_tsquery(name::regconfig, asked.wanted)::text,
    plainto_tsquery(name::regconfig, asked.last)::text
FROM unnest(%(names)s::text[]) AS name, (
    SELECT debates_plain(%(words)s) AS words, debates_plain(%(wanted)s) AS wanted,
        debates_plain(%(last)s) AS last
) AS asked
"""
# Each word as it stands in the column `words`.
FOUND_SQL = """
SELECT word FROM unnest(%(words)s::text[]) AS word
WHERE (
    setweight(to_tsvector(%(name)s::regconfig, debates_plain(word)), %(letter)s)
    || setweight(to_tsvector('simple', debates_plain(word)), 'C')
) @@ %(showing)s::tsquery
"""

_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
_LAST = re.compile(r'[^\s"]+$')
_WORD_AT_END = re.compile(r"\w+$")
_HYPHEN = re.compile(r"(?<=[^\W\d])-(?=[^\W\d])")
_UNWANTED = re.compile(r'(?:^|(?<=\s))(?:-(?:"[^"]*"?|\S+)|or(?=\s))', re.IGNORECASE)
# One word in a query as the database writes it.
_LEXEME = re.compile(r"'(?:[^'\\]|''|\\.)*'")
_IN_PHRASE = re.compile(r"<(?:-|\d+)> $")


class _Read(NamedTuple):
    """A text as one configuration reads it (READ_SQL)."""

    matching: str
    wanted: str
    last: str


@dataclass(frozen=True, slots=True)
class AskedWords:
    """A search in one configuration, as two queries that the column `words` answers."""

    configuration: str
    matching: str
    """What a claim must say."""
    ranking: str
    """The same without beginnings: ranking knows of none, and of no weights either."""
    showing: str
    """Any of the words that were asked for; empty where it only says what must not be there."""

    @property
    def weights(self) -> str:
        """What each word that was found counts."""
        return WEIGHTS[self.configuration]

    @classmethod
    def read(cls, text: str, configurations: Iterable[str]) -> "dict[str, AskedWords]":
        """What a text asks for in each of these configurations, in one query.

        Where a language leaves nothing of it ("to be or not to be"), the words are taken as they
        are. Empty when there is no word in it.
        """
        words, last = _with_last_word(text.translate(_QUOTES))
        with connection.cursor() as cursor:
            cursor.execute(
                READ_SQL,
                {
                    "names": sorted({*configurations, "simple"}),
                    "words": words,
                    "wanted": _UNWANTED.sub(" ", words),
                    "last": last if len(last) >= SHORTEST_BEGINNING else "",
                },
            )
            read = {name: _Read(*queries) for name, *queries in cursor.fetchall()}
        beginning = _lexemes(read["simple"].last)[-1:]
        asked = {}
        for configuration in configurations:
            name = configuration if read[configuration].matching else "simple"
            if read[name].matching:
                asked[configuration] = cls._of(name, read[name], beginning)
        return asked

    @classmethod
    def _of(cls, name: str, read: "_Read", beginning: list[str]) -> "AskedWords":
        letter, matching, last = LETTERS[name], read.matching, read.last
        shown = [f"{lexeme}:{letter}" for lexeme in _lexemes(read.wanted)]
        found = [*_LEXEME.finditer(matching)]
        # A language may leave nothing of the last word: then it is the beginning of none.
        if beginning and last and found[-1][0] == _lexemes(last)[-1]:
            before, end = matching[: found[-1].start()], matching[found[-1].end() :]
            stem, begun = found[-1][0], f"{beginning[0]}:*{LETTERS['simple']}"
            # The words of a phrase stand side by side in one configuration only.
            in_phrase = _IN_PHRASE.search(before)
            tail = f"{stem}:*{letter}" if in_phrase else f"( {stem}:{letter} | {begun} )"
            shown.append(begun)
        else:
            before, tail, end = matching, "", ""
        weighed = _LEXEME.sub(lambda lexeme: f"{lexeme[0]}:{letter}", before)
        return cls(name, weighed + tail + end, matching, " | ".join(shown))

    def found_among(self, words: Collection[str]) -> set[str]:
        """Those of a text's words that were asked for."""
        if not self.showing or not words:
            return set()
        with connection.cursor() as cursor:
            cursor.execute(
                FOUND_SQL,
                {
                    "words": sorted(words),
                    "name": self.configuration,
                    "letter": LETTERS[self.configuration],
                    "showing": self.showing,
                },
            )
            return {word for (word,) in cursor.fetchall()}


def _with_last_word(text: str) -> tuple[str, str]:
    """A text and its last word, if that may still be being typed; of "long-te" it is "te"."""
    last = _LAST.search(text)
    if last is None or last[0].startswith("-"):
        return text, ""
    words = _HYPHEN.sub(" ", last[0])
    word = _WORD_AT_END.search(words)
    return text[: last.start()] + words, word[0] if word else ""


def _lexemes(query: str) -> list[str]:
    return _LEXEME.findall(query)
