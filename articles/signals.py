"""What the articles tell the rest of the project, without knowing it."""

from django.dispatch import Signal

revision_stored = Signal()  # sent with `revision`, inside the transaction that stores it
