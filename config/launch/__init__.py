"""The steps of `manage.py start`, from an empty folder to a running site."""


class LaunchError(Exception):
    """The site cannot be started; the text is the one line that its user reads."""
