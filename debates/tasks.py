"""Work on a timer: ids or nothing in, one call out, safe to run twice."""

from celery import shared_task

from config.nudge import nudge

from .links.checking import check_due, plan
from .models import Debate


@shared_task(name="debates.change_phases")
def change_phases() -> None:
    """Open and close the debates whose time has come. It counted already; this records it."""
    for debate in Debate.objects.due():
        if debate.catch_up():
            nudge()


@shared_task(name="debates.purge_deleted")
def purge_deleted() -> None:
    """Take away debates that were deleted 30 days ago, some of them each time."""
    Debate.objects.purge()


@shared_task(name="debates.plan_links")
def plan_links() -> None:
    """Take in addresses that sources lead to and nobody has looked at."""
    plan()


@shared_task(name="debates.check_links")
def check_links() -> None:
    """Look whether pages that sources lead to are still there, for half a minute."""
    check_due()
