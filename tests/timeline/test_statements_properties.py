from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from timeline.extraction import analyse
from timeline.extraction.announcements import find_announcements
from timeline.extraction.statements import find_statements

PUBLISHED = datetime(2022, 1, 21, 12, tzinfo=UTC)
PIECES = [
    "sagte", "Der Rat", "dass", ", ", ". ", ": ", "„", "“", '"', "»", "«", "laut", "nach Angaben", "so", "zu kommen", "wie",
    "er sei", "habe", "\n\n", "teilte", "mit", "der Stadt", "zufolge", "soll", "geflohen sein", "(", ")", "wonach", "Blinken",
    "am Freitag", "forderte", "ist", "und", "bekannt", "gab", "es heißt", "–", "demnach", "Forderung", "im Mai", "12.",
]  # fmt: skip


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)))
def test_any_text_is_read_and_every_span_lies_in_it(text):
    analysis = analyse(text, PUBLISHED)
    statements = find_statements(analysis)
    for found in statements:
        spans = [*found.spans, *([found.cue] if found.cue else [])]
        spans += [(found.speaker.start, found.speaker.end)] if found.speaker else []
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(one[1] <= other[0] for one, other in zip(found.spans, found.spans[1:], strict=False))
        assert found.rule
    assert all(found.evidence for found in find_announcements(analysis, statements))
