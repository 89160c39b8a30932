"""What the worker does when beat or a nudge rings. Each may run twice, or twice at once."""

from celery import shared_task

from .delivery import send_waiting
from .planning import plan
from .telling import tell_waiting


@shared_task(name="digests.sweep")
def sweep() -> None:
    """Tell what happened and was not told yet."""
    tell_waiting()


@shared_task(name="digests.plan")
def plan_due() -> None:
    """Write a row for every digest that is due."""
    plan()


@shared_task(name="digests.send_waiting")
def send_planned() -> None:
    """Send the digests whose turn has come."""
    send_waiting()
