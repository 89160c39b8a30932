"""The request as views behind `login_required` see it."""

from config.htmx import HtmxRequest

from .models import User


class MemberRequest(HtmxRequest):
    """Somebody has signed in."""

    user: User
