import pytest

from tests.timeline.coreference import score


def meeting(name, *sentences, may_join=()):
    evidence = [{"url": "https://blatt.example/a", "sentence": sentence} for sentence in sentences]
    return {"id": name, "kind": "meeting", "evidence": evidence, "may_join": list(may_join)}


GOLD = [
    meeting("genf", "A traf B.", "Beide sprachen lange.", "A und B in Genf."),
    meeting("wien", "C traf D.", "C in Wien."),
]


def test_the_gold_list_itself_scores_full_marks():
    assert score(GOLD, GOLD).f1 == 1.0


def test_events_kept_apart_cost_recall_only():
    reported = [meeting("1", "A traf B.", "Beide sprachen lange."), meeting("2", "A und B in Genf."), GOLD[1]]
    result = score(GOLD, reported)
    assert result.precision == 1.0
    assert result.recall == pytest.approx(2 / 4)


def test_two_events_in_one_cost_precision():
    result = score(GOLD, [meeting("1", "A traf B.", "C traf D."), meeting("2", "Beide sprachen lange.")])
    assert result.precision == 0.0
    assert len(result.wrong) == 1


def test_what_was_not_found_is_not_held_against_the_merging():
    assert score(GOLD, [meeting("1", "A traf B.", "A und B in Genf.", "Ein Satz ohne Ereignis.")]).f1 == 1.0


def test_a_sentence_may_be_cut_shorter():
    assert score(GOLD, [meeting("1", "A traf B", "Beide sprachen")]).recall == 1.0


def test_events_that_may_join_count_neither_way():
    gold = [meeting("besuch", "A reist nach Wien."), meeting("gespräch", "A trifft B.", may_join=["besuch"])]
    result = score(gold, [meeting("1", "A reist nach Wien.", "A trifft B.")])
    assert not result.wrong
    assert not result.missed


def test_a_sentence_of_another_kind_is_another_mention():
    figure = GOLD[0] | {"kind": "troop_figure"}
    assert not score(GOLD, [figure]).right


def test_an_empty_chronicle_has_nothing_wrong_or_missed():
    assert score(GOLD, []).f1 == 1.0
