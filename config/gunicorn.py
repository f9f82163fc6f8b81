"""The web server's settings, for `manage.py start` and for production; WEB_CONCURRENCY sets the workers."""

import gc
import os
from typing import Any

preload_app = True  # the language data is loaded once and shared by all workers
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 10
max_requests = 10_000  # a slow leak never grows old
max_requests_jitter = 1_000
loglevel = "warning"
control_socket_disable = True  # it would be shared by all sites of a user


def pre_fork(server: Any, worker: Any) -> None:
    """Let the collector pass over what is loaded by now: it never becomes garbage, and searching it takes a quarter of a second."""
    gc.collect()
    gc.freeze()
