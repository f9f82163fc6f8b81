"""Marking pieces of a text."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.marking import Mark, mark_spans


def mark(start, end, kind="statement", href="/a/", anchor=""):
    return Mark(start, end, kind, href, anchor)


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("", [], ""),
        ("Ruhe", [], "Ruhe"),
        ("Ruhe", [mark(0, 0)], "Ruhe"),
        ("<b>&", [], "&lt;b&gt;&amp;"),
        ("a<b", [mark(1, 2)], 'a<span class="mark mark-statement"><a href="/a/">&lt;</a></span>b'),
        (
            "ab",
            [mark(0, 2, anchor="e7")],
            '<span class="mark mark-statement" id="e7"><a href="/a/">ab</a></span>',
        ),
        (
            "ab",  # touching
            [mark(0, 1), mark(1, 2, href="/b/")],
            '<span class="mark mark-statement"><a href="/a/">a</a></span>'
            '<span class="mark mark-statement"><a href="/b/">b</a></span>',
        ),
        (
            "abc",  # nested: the inner one has its own link, the rest of the outer one is no second stop
            [mark(0, 3), mark(1, 2, "entity", "/x/")],
            '<span class="mark mark-statement"><a href="/a/">a</a>'
            '<span class="mark mark-entity"><a href="/x/">b</a></span>'
            '<a href="/a/" tabindex="-1">c</a></span>',
        ),
        (
            "abc",  # crossing: the later one is split, its anchor stays where it begins
            [mark(0, 2), mark(1, 3, "meeting", "/m/", "e2")],
            '<span class="mark mark-statement"><a href="/a/">a</a>'
            '<span class="mark mark-meeting" id="e2"><a href="/m/">b</a></span></span>'
            '<span class="mark mark-meeting"><a href="/m/" tabindex="-1">c</a></span>',
        ),
        (
            "ab",  # of two on the same words the entity lies inside
            [mark(0, 2, "entity", "/x/"), mark(0, 2)],
            '<span class="mark mark-statement"><span class="mark mark-entity"><a href="/x/">ab</a></span></span>',
        ),
        ("ab", [mark(1, 9)], 'a<span class="mark mark-statement"><a href="/a/">b</a></span>'),
        ("ab", [mark(0, 1, href="")], '<span class="mark mark-statement">a</span>b'),
        (
            'a"b',
            [mark(0, 1, href='/"><script>')],
            '<span class="mark mark-statement"><a href="/&quot;&gt;&lt;script&gt;">a</a></span>&quot;b',
        ),
    ],
)
def test_marks_become_links(text, marks, expected):
    assert mark_spans(text, marks) == expected


class Reader(HTMLParser):
    """Checks that tags nest, that no link stands in a link, and that no anchor occurs twice."""

    def __init__(self):
        super().__init__()
        self.open, self.ids = [], []

    def handle_starttag(self, tag, attrs):
        assert not (tag == "a" and "a" in self.open)
        self.open.append(tag)
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@given(
    st.text(alphabet="ab<&\"' ß😀", max_size=20),
    st.lists(st.tuples(st.integers(0, 22), st.integers(0, 22)), max_size=8),
)
def test_any_marks_leave_the_text_as_it_is_and_the_page_well_formed(text, places):
    marks = [mark(start, end, anchor=f"e{number}") for number, (start, end) in enumerate(places)]
    html = mark_spans(text, marks)
    reader = Reader()
    reader.feed(html)
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))
    assert unescape(re.sub("<[^>]*>", "", html)) == text
