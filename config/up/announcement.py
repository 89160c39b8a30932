"""Telling the person at the terminal that the site is there."""

import os
import sys
import urllib.error
import urllib.request
from time import monotonic, sleep

from config.datafolder import DataFolder

from .options import Options

_ANSWER_SECONDS = 60.0


def announce(options: Options, folder: DataFolder, notice: str) -> None:
    """Once the site really answers: where it is and how to sign in."""
    limit = monotonic() + _ANSWER_SECONDS
    while not _answers(options):
        if monotonic() > limit:
            print(f"Counterpoint does not answer on port {options.port} yet.", file=sys.stderr)
            return
        sleep(0.1)
    origin = os.environ["COUNTERPOINT_ORIGIN"]
    lines = [f"Counterpoint is ready: {origin}"]
    if notice:
        lines.append(notice)
    elif folder.is_demonstration:
        lines.append("To sign in, choose one of the invented people on the first page.")
    else:
        lines.append("Sign in with your e-mail address.")
    if not os.environ.get("EMAIL_HOST"):
        lines.append(f"Mail is written to {folder.path / 'mail'} (EMAIL_HOST is not set).")
    print("\n" + "\n".join(lines) + "\n", flush=True)


def _answers(options: Options) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(options.host, options.host)  # noqa: S104
    host = f"[{host}]" if ":" in host else host
    try:
        urllib.request.urlopen(f"http://{host}:{options.port}/", timeout=10).close()
    except urllib.error.HTTPError as error:
        # Behind a proxy the name is not ours to know: a refusal is an answer as well.
        return error.code < 500
    except OSError:
        return False
    return True
