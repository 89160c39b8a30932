"""Processes that end with the one that started them, however it ended."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def end_with_parent(parent: int, number: signal.Signals) -> None:
    """Ask the kernel to send this process `number` when its parent is gone, even by SIGKILL.

    To be called in the child, between fork and exec. Elsewhere than on Linux nothing happens.

    Args:
        parent: the process that forked this one; it may have died already.
        number: the signal to get.
    """
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, number.value, 0, 0, 0)
        if os.getppid() != parent:
            os.kill(os.getpid(), number)
