"""How a digest leaves the house: one message whose text and HTML say the same."""

import re
from email.charset import QP, Charset
from email.header import Header
from functools import lru_cache

import css_inline
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from teams.models import Team, User

from .letter import Letter
from .templatetags.digest_mail import absolute, isolated
from .words import one_line, summary_of

UNSUBSCRIBE_SALT = "digests.unsubscribe"
STYLE_SHEET = settings.BASE_DIR / "static" / "mail" / "digest.css"
# What may stand before an address without being encoded.
_PLAIN = re.compile(r"[A-Za-z0-9 ]*")
_BLANK_LINES = re.compile(r"\n{3,}")


def message_of(letter: Letter, user: User, *, message_id: str) -> EmailMultiAlternatives:
    """The whole mail, in the reader's language and zone."""
    with translation.override(user.language), timezone.override(user.zone):
        subject, text, html = rendered(letter, user)
    message = EmailMultiAlternatives(
        subject, text, settings.DEFAULT_FROM_EMAIL, [user.email], headers=_headers(letter, user)
    )
    message.extra_headers["Message-ID"] = message_id
    # Seven bits, whatever is in it: some servers on the way break longer ones.
    message.encoding = _quoted_printable()
    message.attach_alternative(html, "text/html")
    return message


def rendered(letter: Letter, user: User) -> tuple[str, str, str]:
    """Subject, text and HTML in the language and zone that are active now."""
    context = context_of(letter, user)
    html = render_to_string("mail/digest/body.html", context)
    return str(context["subject"]), text_part(context), _inliner().inline(html)


def text_part(context: dict[str, object]) -> str:
    """The mail as plain text. Nothing in it is escaped: a page that shows it has to do that."""
    text = render_to_string("mail/digest/body.txt", context)
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n"


def context_of(letter: Letter, user: User) -> dict[str, object]:
    """What the mail templates know."""
    numbers = {"letter": letter, "summary": summary_of(letter)}
    subject = one_line(render_to_string("mail/digest/subject.txt", numbers))
    return numbers | {
        "subject": subject,
        "preferences_url": absolute(reverse("digests:preference_edit", args=[letter.team.slug])),
        "unsubscribe_url": unsubscribe_url(user, letter.team),
    }


def unsubscribe_url(user: User, team: Team) -> str:
    """Ends the digests of this person and team, and can do nothing else. Works for ever."""
    token = signing.Signer(salt=UNSUBSCRIBE_SALT).sign_object([user.pk, team.pk])
    return absolute(reverse("digests:unsubscribe", args=[token]))


def _headers(letter: Letter, user: User) -> dict[str, str]:
    name = one_line(isolated(letter.team.name))
    if not _PLAIN.fullmatch(name):
        name = Header(name, "utf-8", maxlinelen=998).encode()
    return {
        "List-Id": f"{name} <team-{letter.team.pk}.digest.{settings.MAIL_DOMAIN}>",
        "List-Unsubscribe": f"<{unsubscribe_url(user, letter.team)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }


@lru_cache(maxsize=1)
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(
        keep_at_rules=True, load_remote_stylesheets=False, extra_css=STYLE_SHEET.read_text()
    )


@lru_cache(maxsize=1)
def _quoted_printable() -> Charset:
    charset = Charset("utf-8")
    charset.body_encoding = QP
    return charset
