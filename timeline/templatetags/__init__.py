"""What the templates need from the chronicle."""
