"""Share views by the form, as readers do."""

from timeline.models import ShareLink

CREATE = "/crises/testkrise/share/"


def send(client, query="", **fields):
    return client.post(CREATE + query, {"title": "Was im Januar geschah", **fields})


def share(client, query="", **fields):
    """Share a view; return its link."""
    assert send(client, query, **fields).status_code == 303
    return ShareLink.objects.latest("pk")


def opened(client, query="", **fields):
    """Share a view; return the text of its page."""
    return client.get(share(client, query, **fields).get_absolute_url()).text
