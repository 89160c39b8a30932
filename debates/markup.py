"""Markdown of people made into safe HTML: a claim's one line of it, and whole texts."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

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
