"""Asking somebody in by mail."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from .models import Invitation, Team, User

log = logging.getLogger(__name__)


class MailNotSentError(Exception):
    """The mail server could not be reached or said no; nobody was invited."""


def joining_link(token: str) -> str:
    """The whole address that lets somebody in."""
    return f"{settings.COUNTERPOINT_ORIGIN}{reverse('teams:joining_new', args=[token])}"


def invite_by_mail(team: Team, email: str, role: str, *, by: User) -> Invitation:
    """Make an invitation for one address and mail its link there, in the team's language.

    The mail leaves at once and not by the worker: the secret is in no table it could be read
    from later.

    Raises:
        MailNotSentError: when the mail could not be handed over; then there is no invitation.
    """
    invitation, token = Invitation.objects.invite(team, email=email, role=role, by=by)
    context = {
        "team": team,
        "by": by,
        "link": joining_link(token),
        "origin": settings.COUNTERPOINT_ORIGIN,
        "expires_at": invitation.expires_at,
    }
    with translation.override(team.language), timezone.override(team.time_zone):
        subject = render_to_string("teams/mail/invitation_subject.txt", context)
        text = render_to_string("teams/mail/invitation_message.txt", context)
    try:
        EmailMessage(" ".join(subject.split()), text, to=[invitation.email]).send()
    except (smtplib.SMTPException, OSError) as error:
        invitation.delete()
        # Its class says enough; its text may hold the address.
        log.warning("An invitation could not be mailed: %s", type(error).__name__)
        raise MailNotSentError from error
    return invitation
