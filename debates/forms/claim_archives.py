"""Input of archiving a claim."""

from typing import Any

from .reasons import NOT_YOURS, ReasonField, ReasonForm


class ArchiveForm(ReasonForm):
    """Why a claim goes; needed where it is somebody else's."""

    reason = ReasonField(missing=NOT_YOURS)

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_why(needed=not is_own)
