"""The project's settings with a data folder of its own, so that tests never touch a developer's data."""

import os
from pathlib import Path

os.environ["DATA_DIR"] = os.environ.get("TEST_DATA_DIR") or str(
    Path(__file__).resolve().parent.parent / ".data" / "tests"
)
# Playwright keeps an event loop in the main thread, where Django would then refuse its ORM.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from config.settings import *  # noqa: F403
from config.settings import STATIC_ROOT

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(
    parents=True, exist_ok=True
)  # whitenoise warns of a missing folder; files come from the finders
