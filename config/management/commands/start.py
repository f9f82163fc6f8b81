"""Start the whole site with one command."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import override

from config.launch import LaunchError, accounts, contents, processes, readiness


class Command(BaseCommand):
    """Bring up database, worker and web server, and keep them until Ctrl-C or SIGTERM."""

    help = "Start the database, a worker and the web server; on the first start also set everything up."
    requires_system_checks: list[str] = []  # what can be wrong here is told in one line instead

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--port", type=int, default=8000, help="the port on 127.0.0.1 (8000)")
        parser.add_argument("--no-sample", action="store_true", help="do not load the sample dossier")

    def handle(self, *args: Any, port: int, no_sample: bool, **options: Any) -> None:
        """Run the steps in order; the first one that fails ends the start with one line."""
        # Not what SIGINT does: started in the background by a script, that is ignored.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with override(_terminal_language()):
            try:
                self._prepare(port, with_sample=not no_sample)
                self._serve(port)
            except LaunchError as error:
                self.stderr.write(str(error))
                sys.exit(1)
            except KeyboardInterrupt:
                sys.exit(130)  # as the shell counts an interrupted program

    def _prepare(self, port: int, *, with_sample: bool) -> None:
        readiness.ensure_writable(settings.DATA_DIR)
        readiness.claim_folder(settings.DATA_DIR, _address(port))
        readiness.ensure_port_free(port)
        readiness.ensure_database()
        readiness.migrate()
        if password := accounts.make_first_editor():
            self._print_account(password)
        if with_sample:
            contents.load_sample()
        contents.collect_static_files()
        connection.close()

    def _serve(self, port: int) -> None:
        parts = processes.site_parts(port)
        for part in parts:
            part.start()
        try:
            processes.wait_until_served(parts[0], port)
            self._print_addresses(port)
            processes.watch(parts)
        except KeyboardInterrupt:
            self.stdout.write(_("Krisenchronik hält an …"))
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # stopping is under way
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            processes.stop(parts)

    def _print_account(self, password: str) -> None:
        self.stdout.write(
            _("Konto der Redaktion: %(name)s, Passwort: %(password)s (wird nur dieses eine Mal gezeigt)")
            % {"name": accounts.EDITOR, "password": password}
        )

    def _print_addresses(self, port: int) -> None:
        self.stdout.write(_("Krisenchronik läuft; Strg-C beendet sie."))
        self.stdout.write(_("  Lesen:     %(address)s") % {"address": _address(port)})
        self.stdout.write(_("  Redaktion: %(address)sadmin/") % {"address": _address(port)})


def _address(port: int) -> str:
    return f"http://{readiness.HOST}:{port}/"


def _terminal_language() -> str:
    """Return English for an English terminal, and German for any other."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if locale.startswith("en") else "de"
