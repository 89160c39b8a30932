"""The number on the bell."""

from collections.abc import Callable
from functools import cache

from django.http import HttpRequest

from .models import Notification


def unread(request: HttpRequest) -> dict[str, Callable[[], int]]:
    """`unread_notifications`: one query when a template asks for it, none when none does."""

    @cache
    def count() -> int:
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return 0
        return Notification.objects.of(user).unread().count()

    return {"unread_notifications": count}
