"""The sentences of a digest, said once for text and HTML, in the language that is active."""

import re

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from debates.models import Claim, Debate, SuggestionKind
from debates.models.team_time import in_team_time, on_debates_clock
from debates.models.visible_text import visible_text

from .letter import Argument, DebateNews, Letter, Waiting

# A claim that is answered is only a reminder.
REMINDER = 120
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def one_line(text: str) -> str:
    """Without line breaks and control characters: nothing in it can begin a header of its own."""
    return " ".join(_CONTROL.sub(" ", text).split())


def text_of(claim: Claim) -> str:
    """What a place shows: its own text, the linked claim's, or the other debate's title."""
    return one_line(visible_text(claim.content.text) or claim.external_title)


def visible(text: str) -> str:
    """What a comment says, without its markup and line breaks."""
    return one_line(visible_text(text))


def shorten(text: str, limit: int = REMINDER) -> str:
    """At most `limit` characters, cut between words where there are any."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:.–-") + "…"


def summary_of(letter: Letter) -> str:
    """What happened in numbers: "14 new arguments in 3 debates, 2 answers to you"."""
    parts = []
    if n := letter.arguments:
        arguments = ngettext("%(n)d new argument", "%(n)d new arguments", n) % {"n": n}
        n = letter.debates_with_arguments
        debates = ngettext("%(n)d debate", "%(n)d debates", n) % {"n": n}
        parts.append(
            _("%(arguments)s in %(debates)s") % {"arguments": arguments, "debates": debates}
        )
    if n := letter.answers:
        parts.append(ngettext("%(n)d answer to you", "%(n)d answers to you", n) % {"n": n})
    if n := len(letter.waiting) + letter.more_waiting:
        waiting = ngettext("%(n)d suggestion for you", "%(n)d suggestions for you", n)
        parts.append(waiting % {"n": n})
    return ", ".join(parts) or _other_news(letter)


def numbers_of(news: DebateNews) -> str:
    """The bar in words: "5 new pros, 3 new cons"; empty when nobody argued."""
    parts = []
    if n := news.theses:
        parts.append(ngettext("%(n)d new thesis", "%(n)d new theses", n) % {"n": n})
    if n := news.pros:
        parts.append(ngettext("%(n)d new pro", "%(n)d new pros", n) % {"n": n})
    if n := news.cons:
        parts.append(ngettext("%(n)d new con", "%(n)d new cons", n) % {"n": n})
    return ", ".join(parts)


def event_of(news: DebateNews) -> str:
    """What happened to the debate itself; empty when nothing did."""
    if news.is_closed:
        return _("This debate has closed. Everything that was said can still be read.")
    if news.has_new_phase:
        return _decision_of(news.debate)
    if news.is_reopened:
        return _("This debate is open again.")
    if news.is_new:
        return _("This debate is new.")
    return ""


def _decision_of(debate: Debate) -> str:
    if not debate.phase_note:
        return _("This debate is now: %(phase)s.") % {"phase": debate.get_phase_display()}
    return _("Decided: “%(note)s”") % {"note": shorten(one_line(debate.phase_note), 2 * REMINDER)}


def more_of(news: DebateNews) -> str:
    """Arguments told as a number; empty when all were shown or none."""
    if not news.answered or not news.more:
        return ""
    return ngettext("and %(n)d more", "and %(n)d more", news.more) % {"n": news.more}


def closing_of(debate: Debate) -> str:
    """When it closes, on the team's clock and the reader's own."""
    if debate.closes_at is None:
        return ""
    return _("closes on %(day)s") % {"day": in_team_time(debate.closes_at, debate.team)}


def waiting_of(waiting: Waiting) -> str:
    """What is suggested, before the words of the claim it is suggested for."""
    words = {
        SuggestionKind.WORDING: _("Another wording of"),
        SuggestionKind.MOVE: _("Another place for"),
        SuggestionKind.CLAIM: _("A new claim under"),
    }
    return words[SuggestionKind(waiting.kind)]


def stance_of(claim: Claim) -> str:
    """Pro, con or thesis, as a word and a sign: colour is never the only one to say it."""
    words = {"pro": _("+ Pro"), "con": _("− Con")}
    return words.get(claim.stance or "", _("Thesis"))


def byline_of(argument: Argument) -> str:
    """Who and on which day. Never the hour: in a masked debate it would tell too much."""
    day = date_format(on_debates_clock(argument.at, argument.claim.debate), "D j M")
    if argument.answers_me:
        return _("%(author)s, %(day)s, in answer to you") % {"author": argument.author, "day": day}
    return _("%(author)s, %(day)s") % {"author": argument.author, "day": day}


def _other_news(letter: Letter) -> str:
    """For the time in which nobody argued but something happened to debates."""
    if n := sum(1 for news in letter.debates if news.is_new):
        return ngettext("%(n)d new debate", "%(n)d new debates", n) % {"n": n}
    if n := sum(1 for news in letter.debates if news.is_closed):
        return ngettext("%(n)d debate closed", "%(n)d debates closed", n) % {"n": n}
    if n := len(letter.debates):
        return ngettext("%(n)d debate moved on", "%(n)d debates moved on", n) % {"n": n}
    n = len(letter.closing)
    return ngettext("%(n)d debate closes soon", "%(n)d debates close soon", n) % {"n": n}
