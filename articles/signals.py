"""What the articles tell the rest of the project, without knowing it."""

from django.dispatch import Signal

revision_stored = Signal()  # sent with `revision`, inside the transaction that stores it
revision_redated = Signal()  # the same for one that is said to have appeared at another time
status_changed = Signal()  # sent with `articles`, the keys of those that went to readers or were taken from them, inside the transaction
