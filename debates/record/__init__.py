"""What was done in a debate, told one act a line: the record, which is also the feed."""

from .entry import Entry
from .page import PAGE, Asked, Record, Run
from .words import GROUPS, NOT_TOLD, TOLD

__all__ = ["GROUPS", "NOT_TOLD", "PAGE", "TOLD", "Asked", "Entry", "Record", "Run"]
