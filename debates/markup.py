"""Markdown of people made into safe HTML: a claim's one line of it, and whole texts."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from debates.models.visible_text import raw_place

_INLINE_TAGS = {"a", "em", "strong", "code", "br"}
_BLOCK_TAGS = _INLINE_TAGS | {"p", "ul", "ol", "li", "blockquote", "h3", "h4", "pre", "hr"}
_SCHEMES = {"http", "https", "mailto"}

_claim = MarkdownIt("zero", {"html": False, "linkify": False, "breaks": True}).enable(
    ["escape", "link", "emphasis", "newline"]
)
_text = MarkdownIt("commonmark", {"html": False, "breaks": False}).disable(["image", "html_block"])


@lru_cache(maxsize=4096)
def claim_html(text: str) -> SafeString:
    """A claim's inline Markdown: links, emphasis and line breaks, nothing else."""
    return _safe(_claim.renderInline(text), _INLINE_TAGS)


class Mark(NamedTuple):
    """Where a source is cited in a claim."""

    place: int
    """Visible characters before it."""
    number: int
    target: str
    """The id of the source on the page."""


# Held a place through Markdown and cleaning; code points that are no characters.
_PLACEHOLDER = re.compile("\ufdd0([0-9]+)\ufdd1")


def cited_html(text: str, marks: Iterable[Mark]) -> SafeString:
    """A claim's words with a small number, leading to its source, wherever one is cited."""
    wanted = sorted(marks)
    if not wanted or "\ufdd0" in text:
        return claim_html(text)
    pieces, done = [], 0
    for index, mark in enumerate(wanted):
        place = max(done, raw_place(text, mark.place)[1])
        pieces.append(f"{text[done:place]}\ufdd0{index}\ufdd1")
        done = place
    clean = claim_html("".join([*pieces, text[done:]]))

    def link(found: re.Match[str]) -> str:
        mark = wanted[int(found[1])]
        return format_html(
            '<sup class="cite"><a href="#{}"><span class="visually-hidden">{} </span>{}</a></sup>',
            mark.target,
            _("source"),
            mark.number,
        )

    return mark_safe(_PLACEHOLDER.sub(link, clean))  # noqa: S308 (cleaned, and escaped just now)


@lru_cache(maxsize=256)
def text_html(text: str) -> SafeString:
    """A longer text. Its headings begin below those of the page."""
    tokens = _text.parse(text)
    for token in tokens:
        _lower_heading(token)
    return _safe(_text.renderer.render(tokens, _text.options, {}), _BLOCK_TAGS)


def _lower_heading(token: Token) -> None:
    if token.type in {"heading_open", "heading_close"}:
        token.tag = "h3" if token.tag in {"h1", "h2"} else "h4"


def _safe(html: str, tags: set[str]) -> SafeString:
    clean = nh3.clean(
        html,
        tags=tags,
        attributes={"a": {"href"}},
        url_schemes=_SCHEMES,
        link_rel="nofollow ugc noopener",
    )
    return mark_safe(clean)  # noqa: S308 (nh3 has just cleaned it; the one place that does)
