"""What our commands have in common: an answer that can be read, one line for what is wrong, a true exit code.

Standard output is the answer's alone; what is wrong goes to standard error in one line. An answer whose reader
has gone (`| head`), or whose characters the terminal does not know, changes neither the work nor the exit code.
"""

import argparse
import atexit
import gc
import io
import json
import os
import sys
from collections.abc import Mapping
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES

from ingest.errors import IngestError


class AnsweringCommand(ScrapyCommand):
    """A command that prints one answer and then ends.

    `json_form` says what `--json` prints, where there is such a form. `defaults` are settings that the command
    has unless the command line says otherwise: an answer keeps the log below errors out.
    """

    requires_project = True
    json_form: ClassVar[str] = ""
    defaults: ClassVar[Mapping[str, Any]] = {"LOG_LEVEL": "ERROR"}

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add `--json`."""
        super().add_options(parser)
        if self.json_form:
            parser.add_argument("--json", action="store_true", help=f"print {self.json_form}")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options, and refuse those (exit code 2) over which Scrapy would fall before the command runs."""
        from ingest.job.lines import keep_plain  # noqa: PLC0415  # Scrapy loads all commands to run one
        from ingest.job.preflight import check_start  # noqa: PLC0415  # as above

        atexit.register(
            gc.freeze
        )  # the last collections would take a fifth of a second and more to free what ends anyway
        _open_closed()
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")
        try:
            super().process_options(args, opts)
        except OSError as error:
            self.refuse(f"{error.filename}: {error.strerror}")
            raise UsageError(print_help=False) from error
        assert self.settings is not None  # noqa: S101  # Scrapy's own types
        for name, value in self.defaults.items():
            if (self.settings.getpriority(name) or 0) < SETTINGS_PRIORITIES["cmdline"]:
                self.settings.set(name, value, priority="cmdline")
        try:
            check_start(self.settings)
        except IngestError as error:
            self.refuse(error)
            raise UsageError(print_help=False) from error
        keep_plain(self.settings["LOG_LEVEL"])

    def refuse(self, why: object) -> None:
        """Say in one line what is wrong; the exit code is the error's own."""
        print(f"scrapy {type(self).__module__.rpartition('.')[2]}: {why}", file=sys.stderr)  # noqa: T201  # a command speaks
        self.exitcode = why.exit_code if isinstance(why, IngestError) else 2

    def say(self, answer: object) -> None:
        """Print the answer, or a part of it: text as it is, anything else as JSON."""
        text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False, indent=1)
        try:
            print(text, flush=True)  # noqa: T201  # as above
        except OSError:  # nobody reads it any more, or its disk is full; what was done is done
            _silence()


def _open_closed() -> None:
    """Open what whoever started us has closed (`2>&-`): logging needs a stream there, and no other file its number."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  # for the process's life


def _silence() -> None:
    """Let all further output go nowhere, the interpreter's own last flush included."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
