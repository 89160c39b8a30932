"""Asking other people's servers something: only public ones, shortly, and honestly.

The one place in this house that speaks HTTP to the outside. Whoever asks must be a worker: no
request of a person waits for somebody else's server.
"""

from .errors import Faulty, Forbidden, NoAnswer, NoSuchHost, OutsideError
from .visitor import Answer, Visitor

__all__ = [
    "Answer",
    "Faulty",
    "Forbidden",
    "NoAnswer",
    "NoSuchHost",
    "OutsideError",
    "Visitor",
]
