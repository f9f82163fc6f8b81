"""What is left out of the logs."""

from __future__ import annotations

import logging
import re

KEY = re.compile(r"(/share/[\w-]+/manage/)[\w-]+")  # with which a shared view is revoked


class WithoutKeys(logging.Filter):
    """Let every record pass without the keys in it: addresses of refused and failed requests are logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the keys out of the record."""
        record.msg, record.args = KEY.sub(r"\1…", record.getMessage()), ()
        return True
