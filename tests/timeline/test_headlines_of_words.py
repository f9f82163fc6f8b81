"""Headlines of what was said: a sentence that makes sense alone, with the name of who says it."""

import pytest
from django.utils.translation import override

from tests.factories import make_announcement, make_entity, make_statement
from tests.timeline.telling import reported
from timeline.extraction.lexicon import load_pattern, load_rows, load_table
from timeline.headlines import choosing, clauses, headline, sayers
from timeline.models import Entity

PERSON, STATE, ORGANISATION = Entity.Kind.PERSON, Entity.Kind.STATE, Entity.Kind.ORGANISATION


class TestSayers:
    """A name stands where the article has a word for the speaker that only the article explains."""

    @pytest.mark.parametrize(
        ("sentence", "verb", "expected"),
        [
            ("Von der Stadt verlangte sie, zu sparen.", "verlangte", "Von der Stadt verlangte Anna Bär, zu sparen."),
            ("Zum Haushalt äußerte sie sich nicht.", "äußerte", "Zum Haushalt äußerte sich Anna Bär nicht."),
            ("Morgen will sie sich ein Bild machen.", "", "Morgen will sich Anna Bär ein Bild machen."),
            ("Zugleich warnte sie vor Eile.", "warnte", "Anna Bär warnte vor Eile."),
            ("Danach fuhr sie heim und lehnte ab.", "lehnte", "Anna Bär fuhr heim und lehnte ab."),
            ("Die Kanzlerin lehnte das Angebot ab.", "lehnte", "Anna Bär lehnte das Angebot ab."),
            ("Daraufhin lehnte die Grünen-Politikerin das Angebot ab.", "lehnte",
             "Anna Bär lehnte das Angebot ab."),
            ("Am Abend hatte die Polin abgelehnt.", "hatte", "Am Abend hatte Anna Bär abgelehnt."),
            ("Ihre Kollegin Anna Bär widersprach.", "widersprach", "Anna Bär widersprach."),
            ("Seine neue Verteidigungsministerin Anna Bär widersprach.", "widersprach", "Anna Bär widersprach."),
            ("Nach ihren Worten reicht das Geld.", "Nach", "Nach Worten von Anna Bär reicht das Geld."),
            ("Das Geld reicht nach ihren eigenen Angaben.", "nach", "Das Geld reicht nach Angaben von Anna Bär."),
        ],
    )  # fmt: skip
    def test_are_named(self, sentence, verb, expected):
        assert sayers.named(sentence, sayers.sayer("Anna Bär"), verb) == expected

    @pytest.mark.parametrize(
        ("sentence", "verb"),
        [
            ("Von der Stadt verlangte er, zu sparen.", "verlangte"),  # a man
            ("Gemeinsam verlangten sie, zu sparen.", "verlangten"),  # several
            ("Beim Gespräch mit Bär sagte sie zu.", "sagte"),  # perhaps somebody else
            ("Der Kanzlerin widersprach der Minister.", "widersprach"),  # whom she spoke to
            ("Die neue Kanzlerin lehnte ab.", "lehnte"),  # says more than the name
            ("Die Kanzlerin des Nachbarlandes lehnte ab.", "lehnte"),
            ("Die Zahl nannte das Amt nicht.", "nannte"),  # no office
        ],
    )
    def test_are_named_only_where_it_is_certain(self, sentence, verb):
        assert sayers.named(sentence, sayers.sayer("Anna Bär"), verb) == sentence

    def test_of_unknown_gender_may_be_he_and_she(self):
        who = sayers.sayer("Xqr Zwt")
        assert sayers.named("Er schwieg.", who) == sayers.named("Sie schwieg.", who) == "Xqr Zwt schwieg."


class TestChoosing:
    """Of several sentences the first one counts that makes sense alone."""

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("Man sei bereit. Es eile.", "Man sei bereit"),
            ("Deshalb habe man gewarnt. Der Damm werde brechen.", "Der Damm werde brechen"),
            ("Das sei falsch. Der Damm halte.", "Der Damm halte"),
            ("Es wäre ein Fehler. Der Damm müsse weg.", "Der Damm müsse weg"),
            ("Die Stadt habe sich dazu nicht geäußert. Der Damm halte.", "Der Damm halte"),
            ("Auch dieser sei einverstanden. Der Damm halte.", "Der Damm halte"),
            ("Es wäre ein Fehler, den Damm aufzugeben. Es eile.", "Es wäre ein Fehler, den Damm aufzugeben"),
            ("Die Stadt bestehe darauf, dass der Damm bleibe. Es eile.",
             "Die Stadt bestehe darauf, dass der Damm bleibe"),
            ("Der Ort, an dem man lebe, sei sicher. Es eile.", "Der Ort, an dem man lebe, sei sicher"),
            ("Man brauche Geld, damit der Damm halte. Es eile.", "Man brauche Geld, damit der Damm halte"),
            ("In dieser Woche werde gebaut. Es eile.", "In dieser Woche werde gebaut"),
            ("Davon wisse man. Deshalb sei der Damm auch dort verstärkt worden.", "Davon wisse man"),
            ("„Der Damm hält. Das Wasser sinkt.“", "Der Damm hält. Das Wasser sinkt"),
        ],
    )  # fmt: skip
    def test_takes_what_makes_sense_alone(self, words, expected):
        assert choosing.telling(words).text == expected

    @pytest.mark.parametrize(
        ("text", "speaker", "is_alone"),
        [
            ("Dauerhaft sei sie nicht", "speaker_m", False),
            ("Dauerhaft sei sie nicht", "", False),
            ("Stumm sei sie nicht gewesen", "speaker_f", True),
            ("Er hoffe auf Regen", "speaker", True),
            ("Die Stadt wisse, was sie wolle", "", True),
        ],
    )
    def test_knows_whom_a_pronoun_may_mean(self, text, speaker, is_alone):
        assert (choosing.loose_ends(text, speaker) == 0) is is_alone


class TestJoining:
    """What interrupts somebody's words is left out."""

    @pytest.mark.parametrize(
        ("words", "sentence", "expected"),
        [
            ("Der Damm hat … drei Tage gehalten", "Der Damm hat nach Angaben der Stadt drei Tage gehalten.",
             "Der Damm hat drei Tage gehalten"),
            ("Der Damm hat … gehalten", "Der Damm hat, so die Stadt, gehalten.", "Der Damm hat gehalten"),
            ("Der Damm halte … das Wasser sinke", "Der Damm halte, sagte sie, das Wasser sinke.",
             "Der Damm halte, das Wasser sinke"),
            ("Der Damm halte … das sei sicher", "Der Damm halte, sagte sie am Montag; das sei sicher.",
             "Der Damm halte; das sei sicher"),
            ("Der Damm hielt … zehn Stunden", "Der Damm hielt, nach Angaben der Stadt zehn Stunden.",
             "Der Damm hielt, zehn Stunden"),
            ("Der Damm wird verstärkt … Das", "Der Damm wird verstärkt.", "Der Damm wird verstärkt"),
            ("Der Damm hat … gehalten", "Etwas anderes.", "Der Damm hat … gehalten"),
        ],
    )  # fmt: skip
    def test_closes_the_gaps(self, words, sentence, expected):
        assert clauses.joined(words, sentence) == expected

    @pytest.mark.parametrize(
        ("sentence", "expected"),
        [
            ("Genf (xyz) - Es regnet.", "Es regnet."),
            ("Genf/Bad Ems – Es regnet.", "Es regnet."),
            ("Kein Durchbruch – es regnet.", "Kein Durchbruch – es regnet."),
        ],
    )
    def test_leaves_out_datelines(self, sentence, expected):
        assert clauses.without_dateline(sentence) == expected


@pytest.mark.django_db
class TestHeadlines:
    """The words stand behind their speaker."""

    def test_of_a_source_stand_behind_a_colon(self):
        event = make_statement(make_entity("Polen", STATE), "Der Damm hat … drei Tage gehalten")
        reported(event, "Der Damm hat nach Angaben Polens drei Tage gehalten.", "Der Damm hat")
        assert headline(event) == "Polen: Der Damm hat drei Tage gehalten"

    def test_of_two_sayers_in_one_sentence_differ(self):
        sentence = "Bär machte nach Angaben der Stadt deutlich, dass der Damm bleibt."
        stated = make_statement(
            make_entity("Stadt Ems", ORGANISATION), "Bär machte … deutlich, dass der Damm bleibt"
        )
        made_clear = make_statement(make_entity("Anna Bär"), "dass der Damm bleibt")
        for event in (stated, made_clear):
            reported(event, sentence, "dass der Damm bleibt")
        assert headline(stated) == "Stadt Ems: Bär machte deutlich, dass der Damm bleibt"
        assert headline(made_clear) == sentence.removesuffix(".")

    def test_have_the_articles_own_verb_even_of_what_is_simply_said(self):
        event = make_statement(make_entity("Anna Bär"), "der Damm halte")
        event.statement.cue = "entgegnete"
        assert headline(event) == "Anna Bär entgegnet: Der Damm halte"

    def test_beginning_with_more_than_are_a_sentence(self):
        event = make_statement(make_entity("Anna Bär"), "Mehr als 30 Dämme stünden unter Wasser.")
        assert headline(event) == "Anna Bär: Mehr als 30 Dämme stünden unter Wasser"

    def test_taken_up_by_a_pronoun_are_the_speakers(self):
        words = "Der Damm wird verstärkt … Das"
        event = make_statement(make_entity("Anna Bär"), words, stance="announces")
        event.statement.cue = "gab Bär bekannt"
        reported(event, "Der Damm wird verstärkt.", "Der Damm wird verstärkt")
        assert headline(event) == "Anna Bär gibt bekannt: Der Damm wird verstärkt"

    def test_promised_in_quotation_marks_keep_them(self):
        event = make_announcement(make_entity("Anna Bär"), "Wir bauen weiter")
        reported(event, "„Wir bauen weiter“, versprach sie der Stadt.", "Wir bauen weiter")
        assert headline(event) == "Anna Bär kündigt an: „Wir bauen weiter“"

    @pytest.mark.parametrize(
        ("stance", "speakers", "expected"),
        [
            ("denies", 1, "Anna Bär denies, as reported: “Bär stritt alles ab”"),
            ("denies", 2, "Anna Bär and Ben Öz deny, as reported: “Bär stritt alles ab”"),
            ("asserts", 1, "Anna Bär, as reported: “Bär stritt alles ab”"),
        ],
    )
    def test_in_english_say_what_the_german_sentence_does(self, stance, speakers, expected):
        event = make_statement(make_entity("Anna Bär"), "Bär stritt alles ab", mode="reported", stance=stance)
        if speakers > 1:
            event.participations.create(entity=make_entity("Ben Öz"), role="speaker", position=1)
        with override("en"):
            assert headline(event) == expected


class TestLexicon:
    """The words that headlines go by keep what their examples promise."""

    @pytest.mark.parametrize("name", ["video", "phone", "meeting", "talks"])
    def test_patterns_of_meetings_find_their_examples_and_no_others(self, name):
        table, pattern = load_table("meetings/headlines.toml"), load_pattern("meetings/headlines.toml", name)
        assert all(map(pattern.search, table["examples"][name]))
        assert not any(map(pattern.search, table["counter_examples"][name]))

    def test_english_nouns_of_forces_have_both_numbers(self):
        assert all(row["singular"] and row["plural"] for row in load_rows("forces.csv", language="en"))
