"""Reads an article out of any publisher's HTML page."""

from articles.reading.html.reader import read_html

__all__ = ["read_html"]
