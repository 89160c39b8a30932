"""Why nothing was heard. What they say is for logs and never holds anything of the answer."""


class OutsideError(Exception):
    """Nothing was heard from there."""


class Forbidden(OutsideError):
    """The address, the port or the scheme is none that we may ask; nobody was asked."""


class Faulty(OutsideError):
    """It is no address, or what came is no answer: a broken certificate, no HTTP, too much."""


class NoSuchHost(OutsideError):
    """There is no server of this name."""


class NoAnswer(OutsideError):
    """Nobody answered in time, or the connection broke. It may be different tomorrow."""
