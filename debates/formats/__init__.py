"""Debates as files: each format reads bytes into a Document and writes one back."""


class UnreadableFile(ValueError):
    """A file that is refused whole, with the line (from 1) where reading stopped and why."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"{line}: {reason}")
        self.line = line
        self.reason = reason
