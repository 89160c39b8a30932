"""Writes a debate to a file."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from debates.formats import kialo
from debates.models import Debate

FORMATS = {"kialo": kialo.write}


class Command(BaseCommand):
    """`manage.py export_debate ID --format kialo`: bytes, whatever the platform's line ends."""

    help = "Write one debate as a file, to standard output unless --output names one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("debate", type=int, metavar="ID")
        parser.add_argument("--format", choices=FORMATS, required=True)
        parser.add_argument("--output", metavar="FILE", help="overwritten if it exists")

    def handle(self, *_args: Any, **options: Any) -> None:
        debate = Debate.objects.filter(pk=options["debate"]).first()
        if debate is None:
            raise CommandError(f"There is no debate {options['debate']}.")
        data = FORMATS[options["format"]](debate.as_document())
        if options["output"]:
            try:
                Path(options["output"]).write_bytes(data)
            except OSError as error:
                raise CommandError(f"{options['output']}: {error.strerror}") from error
            return
        # Not self.stdout: text would have its line ends translated on some platforms.
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
