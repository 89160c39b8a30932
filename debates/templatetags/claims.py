"""How claims are shown."""

from datetime import datetime

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.htmx import dom_id
from config.templatetags.ui import day_as_html, when
from debates.markup import Mark, cited_html, claim_html, text_html
from debates.models import Claim, Debate, Participant, Source
from debates.models.spread import Spread
from debates.models.team_time import on_debates_clock
from debates.models.visible_text import visible_text
from debates.permissions import may_change_source, may_remove_source

register = template.Library()
register.filter("text_html", text_html)
register.filter("claim_html", claim_html)
register.filter("visible", visible_text)


@register.filter
def words(claim: Claim) -> SafeString | str:
    """A claim's words as HTML; a reference shows the other debate's title."""
    content = claim.content
    return claim_html(content.text or content.external_title)


@register.filter
def cited(claim: Claim) -> SafeString:
    """The words of an open claim, with a mark wherever a source is cited."""
    visible = visible_text(claim.text) if claim.evidence else ""
    places = [(source.place_in(visible), source) for source in claim.evidence]
    return cited_html(
        claim.text or claim.external_title,
        [Mark(place[1], source.number, dom_id(source)) for place, source in places if place],
    )


@register.filter
def is_lost(source: Source) -> bool:
    """Whether the words it is about are not in its claim any more."""
    return bool(source.passage) and source.place_in(visible_text(source.claim.text)) is None


@register.simple_tag
def when_said(at: datetime, debate: Debate) -> SafeString:
    """When something was said or done in a debate; without names only the day: hours unmask."""
    return when(at) if debate.is_named else day_as_html(on_debates_clock(at, debate))


@register.simple_tag
def source_acts(source: Source, reader: Participant | None, frames: bool | None) -> list[str]:
    """What this reader may do to a source of an open claim: `change`, `remove`."""
    if reader is None:
        return []
    allowed = {
        "change": may_change_source(source, reader, frames=bool(frames)),
        "remove": may_remove_source(source, reader, frames=bool(frames)),
    }
    return [act for act, may in allowed.items() if may]


@register.filter
def plain(claim: Claim) -> str:
    """A claim's words without any markup, for titles and names."""
    content = claim.content
    return visible_text(content.text or content.external_title)


@register.filter
def stance_word(claim: Claim) -> str:
    """Pro, Con, Thesis or Question."""
    if claim.stance:
        return {"pro": _("Pro"), "con": _("Con")}[claim.stance]
    return _("Question") if claim.is_root and claim.debate.has_theses else _("Thesis")


@register.filter
def vote_words(claim: Claim) -> list[tuple[int, str]]:
    """What each number means on this claim: how far one agrees, or how much it matters."""
    if claim.is_position:
        said = [_("disagree"), _("rather not"), _("undecided"), _("rather agree"), _("agree")]
    else:
        said = [_("no impact"), _("low"), _("medium"), _("high"), _("very high")]
    return list(enumerate(said))


@register.filter
def vote_word(claim: Claim, value: int) -> str:
    """What one number means on this claim."""
    return dict(vote_words(claim))[value]


@register.filter
def spread_rows(claim: Claim, spread: Spread) -> list[tuple[str, int, int]]:
    """What each vote means on this claim, how many gave it, and how far from the most."""
    words = [word for _value, word in vote_words(claim)]
    return [(word, n, spread.most - n) for word, n in zip(words, spread.people, strict=True)]


@register.filter
def replies_sentence(claim: Claim) -> str:
    """How many pros and cons stand below, in words for those who do not see signs."""
    if not claim.pros_below and not claim.cons_below:
        return _("Nobody has answered this yet")
    pros = ngettext("%(n)d pro", "%(n)d pros", claim.pros_below) % {"n": claim.pros_below}
    cons = ngettext("%(n)d con", "%(n)d cons", claim.cons_below) % {"n": claim.cons_below}
    return _("%(pros)s and %(cons)s below") % {"pros": pros, "cons": cons}


@register.filter
def impact_dots(claim: Claim) -> list[bool]:
    """Four dots, as many filled as the mean vote rounded to a whole number."""
    filled = round(claim.impact or 0)
    return [n < filled for n in range(4)]
