from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extraction.clauses import clauses_in
from timeline.extraction.text import Document


def read(sentence):
    document = Document(sentence)
    return [
        (clause.kind, clause.opener, clause.verb.lemma if clause.verb else "")
        for clause in clauses_in(document, document.sentences[0])
    ]


SENTENCES = [
    (
        "Die Ministerin sagte, dass die Fähre fährt.",
        [("main", "", "sagen"), ("subordinate", "dass", "fahren")],
    ),
    (
        "Der Senator kündigte an, dagegen zu stimmen.",
        [("main", "", "ankündigen"), ("infinitive", "", "stimmen")],
    ),
    ("Lena Vogt, Ministerin für Verkehr, lehnt ab.", [("main", "", "ablehnen")]),
    ("Der Rat meint, der Damm halte nicht.", [("main", "", "meinen"), ("main", "", "halten")]),
    ("Fachleute meinen, der Damm halte.", [("main", "", "meinen"), ("main", "", "halten")]),
    ("Der Damm halte, versicherte eine Sprecherin.", [("main", "", "halten"), ("main", "", "versichern")]),
    (
        "Wie die Wehr mitteilte, brannte das Lager aus.",
        [("subordinate", "wie", "mitteilen"), ("main", "", "ausbrennen")],
    ),
    ("Das Treffen wurde gestern abgesagt.", [("main", "", "absagen")]),
    ("Die geplanten Gespräche sollen am Montag fortgesetzt werden.", [("main", "", "fortsetzen")]),
    (
        "Der Minister, der gestern zurücktrat, schweigt.",
        [("fragment", "", ""), ("relative", "der", "zurücktreten"), ("main", "", "schweigen")],
    ),
    ("Bis zu 350 Soldaten sollen verlegt werden.", [("main", "", "verlegen")]),
    ("Seit Mai wurden nach Angaben der Armee 680 Kämpfer getötet.", [("main", "", "töten")]),
    (
        "Sie weiß, dass der Mann, der gestern fiel, wohlauf ist.",
        [
            ("main", "", "wissen"),
            ("subordinate", "dass", ""),
            ("relative", "der", "fallen"),
            ("subordinate", "dass", "sein"),
        ],
    ),
    ("Die Lage, sagte sie, sei ernst.", [("fragment", "", ""), ("main", "", "sagen"), ("main", "", "sein")]),
    ("Sie trafen sich, um über Öl zu sprechen.", [("main", "", "treffen"), ("infinitive", "", "sprechen")]),
    (
        "Die Bahn verspricht, die verloren gegangene Zeit aufzuholen.",
        [("main", "", "versprechen"), ("infinitive", "", "aufholen")],
    ),
    ("Die Zeit scheint aufgeholt zu sein.", [("main", "", "scheinen")]),
    ("Die Fähre hat morgen zu fahren.", [("main", "", "fahren")]),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_sentence_is_split_into_its_clauses(sentence, expected):
    assert read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "tense", "auxiliary", "passive"),
    [
        ("Der Gipfel wurde verschoben.", "past", "werden", True),
        ("Der Gipfel soll verschoben werden.", "present", "sollen", True),
        ("Sie haben den Gipfel verschoben.", "present", "haben", False),
        ("Sie hatten den Gipfel verschoben.", "past", "haben", False),
    ],
)
def test_a_verbal_complex_knows_its_auxiliary(sentence, tense, auxiliary, passive):
    document = Document(sentence)
    verb = clauses_in(document, document.sentences[0])[0].verb
    assert (verb.lemma, verb.tense, verb.auxiliary, verb.passive) == (
        "verschieben",
        tense,
        auxiliary,
        passive,
    )


@pytest.mark.parametrize(
    ("sentence", "lemmas"),
    [
        ("Die Räte fordern mehr Geld und wollen klagen.", ["fordern", "klagen"]),
        ("Der Rat lobt das Werk und verlangt mehr Geld.", ["loben", "verlangen"]),
        ("Der Rat bezeichnet den Plan als gut und nimmt ihn an.", ["bezeichnen", "annehmen"]),
        ("Der Rat wurde gelobt und verstärkt.", ["verstärken"]),
        ("Sie können Briefe schreiben und empfangen.", ["empfangen"]),
        ("Sie kamen verletzt und erschöpft an.", ["ankommen"]),
    ],
)
def test_verbs_that_share_a_subject_are_all_found(sentence, lemmas):
    document = Document(sentence)
    assert [verb.lemma for verb in clauses_in(document, document.sentences[0])[0].verbs] == lemmas


@pytest.mark.parametrize(
    ("sentence", "subjunctive"),
    [
        ("Die Lage sei ernst.", True),
        ("Sie hätten keine Wahl.", True),
        ("Die Lage ist ernst.", False),
        ("Ich habe keine Wahl.", False),
    ],
)
def test_the_subjunctive_is_told_from_the_indicative(sentence, subjunctive):
    document = Document(sentence)
    assert clauses_in(document, document.sentences[0])[0].subjunctive is subjunctive


@given(st.text(max_size=200))
def test_any_text_is_split_in_order_without_overlap(text):
    document = Document(text)
    for sentence in document.sentences:
        clauses = clauses_in(document, sentence)
        assert all(one.end <= other.start for one, other in pairwise(clauses))
        assert all(sentence.start <= clause.start < clause.end <= sentence.end for clause in clauses)
        assert all(verb.lemma for clause in clauses for verb in clause.verbs)
