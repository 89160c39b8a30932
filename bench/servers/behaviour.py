"""What is not speed: memory, a worker that dies, a stop while people are asking."""

import time
from concurrent.futures import ThreadPoolExecutor

from .load import burst
from .running import Running

HEAD = ["server", "memory MB", "worker replaced s", "stopped s", "requests cut off"]
# Long enough that every client has asked, short enough that none is done.
LEAD_SECONDS = 0.5
# Until the worker that took the killed one's place has loaded the application too.
SETTLE_SECONDS = 6.0


def behaviour(server: Running, path: str, cookie: str) -> list[object]:
    """One row under `HEAD`. Afterwards the server is gone."""
    weight = server.megabytes()
    replaced = server.seconds_to_replace_a_worker()
    time.sleep(SETTLE_SECONDS)
    with ThreadPoolExecutor(1) as other:
        asking = other.submit(
            burst, server.port, path, cookie, clients=16, requests=400, keep=False
        )
        time.sleep(LEAD_SECONDS)
        server.ask_to_stop()
        stopped = server.seconds_to_stop()
        load = asking.result()
    # Whoever comes after the stop is refused and may try again; these were let in and dropped.
    cut = [error for error in load.errors if error != "ConnectionRefusedError"]
    return [server.candidate.name, weight, _seconds(replaced), _seconds(stopped), len(cut)]


def _seconds(seconds: float | None) -> str:
    return "never" if seconds is None else f"{seconds:.1f}"
