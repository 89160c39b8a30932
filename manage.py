#!/usr/bin/env python
"""Every command of Counterpoint; without DATABASE_URL it uses the services of the data folder."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError

from config import boot
from config.datafolder import DataFolderError

# They read code and write files; starting a database for them would only cost time.
_NEED_NO_SERVICES = {
    "help", "version", "collectstatic", "compilemessages", "diffsettings", "findstatic",
    "makemessages", "refresh_static",
}  # fmt: skip


def main() -> None:
    """Prepare the environment, then hand over to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    asks_for_help = not {"-h", "--help", "--version"}.isdisjoint(sys.argv[1:])
    try:
        if command in _NEED_NO_SERVICES or asks_for_help:
            boot.prepare_nothing()
        else:
            boot.prepare()
        execute_from_command_line(sys.argv)
    except (DataFolderError, ImproperlyConfigured) as error:
        sys.exit(str(error))
    except OperationalError as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"The database does not answer as it should: {str(error).splitlines()[0]}")


if __name__ == "__main__":
    main()
