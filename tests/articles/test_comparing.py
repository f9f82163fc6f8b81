"""What changed between two versions of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.comparing import compare


def shown(before, after):
    """Return the changes in one line each: [-gone-]{+come+}."""
    form = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    changes = compare([("text", text) for text in before], [("text", text) for text in after])
    return ["".join(form[piece.kind].format(piece.text) for piece in change.pieces) for change in changes]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([], [], []),
        (["Ruhe."], ["Ruhe."], ["Ruhe."]),
        (["Es waren 90 Minuten."], ["Es waren 100 Minuten."], ["Es waren [-90-]{+100+} Minuten."]),
        (["A."], ["A.", "Neu."], ["A.", "{+Neu.+}"]),
        (
            ["Sie gingen nach Stunden auseinander."],
            ["Sie redeten bis Mittag miteinander."],
            ["Sie [-gingen nach Stunden auseinander-]{+redeten bis Mittag miteinander+}."],
        ),
        (
            ["Beide wollten am Abend in Genf reden, heißt es."],
            ["Beide sprachen gleich in Wien weiter, heißt es."],
            ["Beide [-wollten am Abend in Genf reden-]{+sprachen gleich in Wien weiter+}, heißt es."],
        ),
        (["Weg.", "A."], ["A."], ["[-Weg.-]", "A."]),
    ],
)
def test_changes_are_shown_word_by_word(before, after, expected):
    assert shown(before, after) == expected


lines = st.lists(
    st.tuples(st.sampled_from(["text", "heading"]), st.text(alphabet="ab. ä", min_size=1)), max_size=6
)


@given(lines, lines)
def test_both_versions_can_be_read_out_of_the_changes(before, after):
    changes = compare(before, after)
    for kept, version in (({"same", "gone"}, before), ({"same", "new"}, after)):
        texts = ["".join(piece.text for piece in change.pieces if piece.kind in kept) for change in changes]
        assert [text for text in texts if text] == [text for _kind, text in version]
