"""Work on a timer: ids or nothing in, one call out, safe to run twice."""

from celery import shared_task

from .models import Debate


@shared_task(name="debates.close_due")
def close_due() -> None:
    """Close the debates whose time has come. Their date counted already; this records it."""
    for debate in Debate.objects.due_to_close():
        debate.close()


@shared_task(name="debates.purge_deleted")
def purge_deleted() -> None:
    """Take away debates that were deleted 30 days ago, some of them each time."""
    Debate.objects.purge()
