"""What events are called: whole headlines in correct German and English."""

from datetime import date

import pytest
from django.utils.translation import override

from tests.factories import (
    make_announcement,
    make_entity,
    make_meeting,
    make_place,
    make_statement,
)
from tests.timeline.telling import in_both, known, reported
from timeline.cards import make_card
from timeline.headlines import headline
from timeline.models import Entity, Event
from timeline.templatetags.chronicle import is_word_for_word, with_language

STATE, ORGANISATION, PLACE = Entity.Kind.STATE, Entity.Kind.ORGANISATION, Entity.Kind.PLACE

pytestmark = pytest.mark.django_db


class TestMeeting:
    """A meeting says who met where, with articles and cases as German wants them."""

    @pytest.mark.parametrize(
        ("format", "people", "expected"),
        [
            ("talks", 0, "Gespräch in Genf"),
            ("talks", 1, "Gespräch mit Anna Bär in Genf"),
            ("talks", 2, "Gespräch zwischen Anna Bär und Ben Öz in Genf"),
            ("talks", 3, "Gespräch zwischen Anna Bär, Ben Öz und Cem Ak in Genf"),
            ("summit", 2, "Gipfeltreffen von Anna Bär und Ben Öz in Genf"),
            ("call", 2, "Telefonat zwischen Anna Bär und Ben Öz in Genf"),
            ("visit", 1, "Besuch von Anna Bär in Genf"),
            ("visit", 2, "Besuch in Genf: Anna Bär und Ben Öz"),
            ("conference", 2, "Konferenz mit Anna Bär und Ben Öz in Genf"),
            ("session", 1, "Sitzung mit Anna Bär in Genf"),
            ("other", 2, "Treffen von Anna Bär und Ben Öz in Genf"),
        ],
    )
    def test_of_people(self, format, people, expected):
        names = ["Anna Bär", "Ben Öz", "Cem Ak"][:people]
        event = make_meeting(*map(make_entity, names), format=format, place=make_place("Genf"))
        assert headline(event) == expected

    @pytest.mark.parametrize(
        ("format", "people", "german", "english"),
        [
            ("talks", [("USA", STATE), ("Ukraine", STATE)],
             "Gespräch zwischen den USA und der Ukraine", "Talks between the US and Ukraine"),
            ("call", [("Weißes Haus", ORGANISATION), ("Kreml", ORGANISATION)],
             "Telefonat zwischen dem Weißen Haus und dem Kreml", "Phone call between the White House and the Kremlin"),
            ("call", [("Russland", STATE)],
             "Telefonat mit Vertretern Russlands", "Phone call with representatives of Russia"),
            ("talks", [("USA", STATE)], "Gespräch mit Vertretern der USA", "Talks with representatives of the US"),
            ("summit", [("EU", ORGANISATION)], "Gipfel der EU", "EU summit"),
            ("talks", [("Kreml", ORGANISATION)], "Gespräch mit dem Kreml", "Talks with the Kremlin"),
            ("session", [("Anna Bär", Entity.Kind.PERSON), ("OSZE", ORGANISATION)],
             "Sitzung der OSZE mit Anna Bär", "OSCE meeting with Anna Bär"),
            ("session", [("Nato-Rat", ORGANISATION), ("Nato", ORGANISATION)],
             "Sitzung des Nato-Rats", "North Atlantic Council meeting"),
            ("session", [("Nato-Russland-Rat", ORGANISATION), ("Nato", ORGANISATION), ("Russland", STATE)],
             "Sitzung des Nato-Russland-Rats", "NATO-Russia Council meeting"),
            ("session", [("UN-Sicherheitsrat", ORGANISATION), ("USA", STATE), ("Russland", STATE)],
             "Sitzung des UN-Sicherheitsrats mit Vertretern der USA und Russlands",
             "UN Security Council meeting with representatives of the US and Russia"),
            ("summit", [("USA", STATE), ("Russland", STATE)],
             "Gipfeltreffen der USA und Russlands", "Summit of the US and Russia"),
            ("summit", [("Mercosur", ORGANISATION), ("Anna Bär", Entity.Kind.PERSON)],
             "Gipfel des Mercosurs mit Anna Bär", "Mercosur summit with Anna Bär"),
            ("summit", [("USA", STATE), ("Anna Bär", Entity.Kind.PERSON)],
             "Gipfel zwischen Anna Bär und Vertretern der USA",
             "Summit between Anna Bär and representatives of the US"),
            ("talks", [("Weimarer Dreieck", ORGANISATION), ("Anna Bär", Entity.Kind.PERSON)],
             "Gespräch des Weimarer Dreiecks mit Anna Bär", "Weimar Triangle talks with Anna Bär"),
            ("talks", [("Anna Bär", Entity.Kind.PERSON), ("Oman", STATE), ("Iran", STATE)],
             "Gespräch zwischen Anna Bär und Vertretern des Omans und des Irans",
             "Talks between Anna Bär and representatives of Oman and Iran"),
            ("visit", [("USA", STATE)], "Besuch von Vertretern der USA", "Visit by representatives of the US"),
        ],
    )  # fmt: skip
    def test_of_states_and_organisations(self, format, people, german, english):
        event = make_meeting(*(known(name, kind) for name, kind in people), format=format)
        assert in_both(event) == (german, english)

    @pytest.mark.parametrize(
        ("place", "kind", "german", "english"),
        [
            ("Genf", PLACE, "Gespräch in Genf", "Talks in Geneva"),
            ("Ukraine", STATE, "Gespräch in der Ukraine", "Talks in Ukraine"),
            ("Niederlande", STATE, "Gespräch in den Niederlanden", "Talks in the Netherlands"),
            ("Kreml", ORGANISATION, "Gespräch im Kreml", "Talks at the Kremlin"),
            ("Weißes Haus", ORGANISATION, "Gespräch im Weißen Haus", "Talks at the White House"),
            ("Krim", PLACE, "Gespräch auf der Krim", "Talks in Crimea"),
            ("Grenze", PLACE, "Gespräch an der Grenze", "Talks at the border"),
            ("ukrainische Grenze", PLACE, "Gespräch an der ukrainischen Grenze", "Talks at the Ukrainian border"),
            ("Hinterniederwald", PLACE, "Gespräch in Hinterniederwald", "Talks in Hinterniederwald"),
        ],
    )  # fmt: skip
    def test_says_where_it_was(self, place, kind, german, english):
        assert in_both(make_meeting(place=known(place, kind))) == (german, english)

    @pytest.mark.parametrize(
        ("format", "sentence", "german", "english"),
        [
            ("talks", "Am Abend sprachen Bär und Öz unter vier Augen.",
             "Gespräch zwischen Anna Bär und Ben Öz", "Talks between Anna Bär and Ben Öz"),
            ("talks", "Ein Treffen von Bär und Öz steht bevor.",
             "Treffen von Anna Bär und Ben Öz", "Meeting between Anna Bär and Ben Öz"),
            ("call", "Bär und Öz berieten in einer Videoschalte.",
             "Videogespräch zwischen Anna Bär und Ben Öz", "Video call between Anna Bär and Ben Öz"),
            ("call", "Statt einer Videoschalte gab es ein Telefonat.",
             "Telefonat zwischen Anna Bär und Ben Öz", "Phone call between Anna Bär and Ben Öz"),
            ("summit", "Der Gipfel von Bär und Öz findet virtuell statt.",
             "Videogipfel von Anna Bär und Ben Öz", "Video summit of Anna Bär and Ben Öz"),
        ],
    )  # fmt: skip
    def test_is_called_as_the_reports_have_it(self, format, sentence, german, english):
        event = make_meeting(make_entity("Anna Bär"), make_entity("Ben Öz"), format=format)
        assert in_both(reported(event, sentence)) == (german, english)

    @pytest.mark.parametrize(
        ("status", "german", "english"),
        [
            ("held", "Gipfel der EU in Genf", "EU summit in Geneva"),
            ("ongoing", "Gipfel der EU in Genf", "EU summit in Geneva"),
            ("planned", "Geplant: Gipfel der EU in Genf", "Planned: EU summit in Geneva"),
            ("proposed", "Vorgeschlagen: Gipfel der EU in Genf", "Proposed: EU summit in Geneva"),
            ("cancelled", "Abgesagt: Gipfel der EU in Genf", "Cancelled: EU summit in Geneva"),
        ],
    )
    def test_says_that_it_did_not_simply_take_place(self, status, german, english):
        event = make_meeting(
            known("EU", ORGANISATION), format="summit", status=status, place=known("Genf", PLACE)
        )
        assert in_both(event) == (german, english)

    def test_in_english_goes_on_in_small_letters_behind_its_status(self):
        event = make_meeting(known("USA", STATE), format="talks", status="cancelled")
        assert in_both(event)[1] == "Cancelled: talks with representatives of the US"

    def test_of_a_visit_names_host_and_guest_where_it_is_known_for_whom_they_stand(self):
        guest, host = (
            known("Annalena Baerbock", Entity.Kind.PERSON),
            known("Dmytro Kuleba", Entity.Kind.PERSON),
        )
        event = make_meeting(host, guest, format="visit", place=known("Kiew", PLACE), day=date(2022, 1, 17))
        assert in_both(event) == (
            "Besuch von Annalena Baerbock bei Dmytro Kuleba in Kiew",
            "Visit by Annalena Baerbock to Kyiv, received by Dmytro Kuleba",
        )

    def test_of_a_visit_leads_to_a_place_in_english(self):
        event = make_meeting(make_entity("Anna Bär"), format="visit", place=known("Warschau", PLACE))
        assert in_both(event) == ("Besuch von Anna Bär in Warschau", "Visit by Anna Bär to Warsaw")


class TestStatement:
    """A statement says who said what, in a sentence that holds together."""

    @pytest.mark.parametrize(
        ("mode", "stance", "words", "expected"),
        [
            ("direct", "asserts", "„Das war „nützlich“ für uns“", "Anna Bär: „Das war ‚nützlich‘ für uns“"),
            ("direct", "asserts", '"Wir reden weiter."', "Anna Bär: „Wir reden weiter“"),
            ("direct", "asserts", "»aber wir reden weiter.«", "Anna Bär: „Aber wir reden weiter“"),
            ("direct", "asserts", "Kämen sie, „dann gäbe es Ärger“", "Anna Bär: Kämen sie, „dann gäbe es Ärger“"),
            ("indirect", "asserts", "die Truppen müssten weg", "Anna Bär: Die Truppen müssten weg"),
            ("indirect", "asserts", "Es gehe voran. Man sei froh.", "Anna Bär: Es gehe voran"),
            ("reported", "announces", "Bär kündigt Hilfe an", "Bär kündigt Hilfe an"),
            ("reported", "demands", "Sie schlug Genf vor", "Anna Bär schlug Genf vor"),
            ("reported", "demands", "Er schlug Genf vor", "Er schlug Genf vor"),
            ("reported", "asserts", "Einzelheiten wollte sie nicht nennen",
             "Einzelheiten wollte Anna Bär nicht nennen"),
            ("reported", "warns", "Gemeinsam warnten sie vor Folgen", "Gemeinsam warnten sie vor Folgen"),
            ("indirect", "denies", "dass ein Angriff drohe", "Anna Bär bestreitet, dass ein Angriff drohe"),
        ],
    )  # fmt: skip
    def test_reads_well(self, mode, stance, words, expected):
        event = make_statement(make_entity("Anna Bär"), words, mode=mode, stance=stance)
        assert headline(event) == expected

    @pytest.mark.parametrize(
        ("speaker", "kind", "cue", "stance", "german", "english"),
        [
            ("Anna Bär", Entity.Kind.PERSON, "warnte", "warns",
             "Anna Bär warnt: Die Zeit sei knapp", "Anna Bär warns: “Die Zeit sei knapp”"),
            ("USA", STATE, "warnten", "warns",
             "Die USA warnen: Die Zeit sei knapp", "US warns: “Die Zeit sei knapp”"),
            ("Kreml", ORGANISATION, "hatte am Montag gefordert", "demands",
             "Der Kreml fordert: Die Zeit sei knapp", "Kremlin demands: “Die Zeit sei knapp”"),
            ("Weißes Haus", ORGANISATION, "beklagte", "rejects",
             "Das Weiße Haus beklagt: Die Zeit sei knapp", "White House says: “Die Zeit sei knapp”"),
            ("Nato", ORGANISATION, "kündigte an", "announces",
             "Die Nato kündigt an: Die Zeit sei knapp", "NATO announces: “Die Zeit sei knapp”"),
            ("Nato", ORGANISATION, "sagte", "asserts",
             "Nato: Die Zeit sei knapp", "NATO says: “Die Zeit sei knapp”"),
        ],
    )  # fmt: skip
    def test_has_the_articles_own_verb_where_it_says_more_than_a_colon(
        self, speaker, kind, cue, stance, german, english
    ):
        event = make_statement(known(speaker, kind), "die Zeit sei knapp", stance=stance)
        event.statement.cue = cue
        assert in_both(event) == (german, english)

    @pytest.mark.parametrize(
        ("sentence", "words"),
        [
            ("Vertreter der USA gehen davon aus, dass die Lage ernst bleibt.", "dass die Lage ernst bleibt"),
            ("Anna Bär warf dem Rat vor, untätig geblieben zu sein.", "untätig geblieben zu sein"),
            ("Nach Angaben von Anna Bär hat der Rat drei Tage getagt.", "hat der Rat drei Tage getagt"),
        ],
    )
    def test_woven_into_a_sentence_of_the_article_is_that_sentence(self, sentence, words):
        event = make_statement(make_entity("Anna Bär"), words)
        german, english = in_both(reported(event, sentence))
        assert german == sentence.removesuffix(".")
        assert english == f"Anna Bär, as reported: “{sentence.removesuffix('.')}”"

    def test_names_who_is_meant_in_the_articles_sentence(self):
        event = make_statement(make_entity("Anna Bär"), "den Vertrag zu achten", stance="demands")
        event.statement.cue = "verlangte"
        reported(event, "Vom Rat verlangte sie, den Vertrag zu achten.", "den Vertrag zu achten")
        assert headline(event) == "Vom Rat verlangte Anna Bär, den Vertrag zu achten"

    def test_puts_no_name_for_a_pronoun_where_the_sentence_has_that_name_already(self):
        event = make_statement(
            make_entity("Anna Bär"), "Frau Bär schlug sie ein Treffen vor", mode="reported"
        )
        assert headline(event) == "Frau Bär schlug sie ein Treffen vor"

    def test_of_few_quoted_words_is_the_sentence_around_them(self):
        event = make_statement(make_entity("Anna Bär"), "„massiven Folgen“", mode="direct", stance="warns")
        reported(event, "Anna Bär warnte den Rat vor „massiven Folgen“.", "massiven Folgen")
        assert in_both(event) == (
            "Anna Bär warnte den Rat vor „massiven Folgen“",
            "Anna Bär warns, as reported: “Anna Bär warnte den Rat vor ‘massiven Folgen’”",
        )

    def test_leaves_out_an_agencys_dateline(self):
        event = make_statement(make_entity("Anna Bär"), "zu liefern", stance="announces")
        reported(event, "Genf (xyz) - Anna Bär hat dem Rat versprochen, zu liefern.", "zu liefern")
        assert headline(event) == "Anna Bär hat dem Rat versprochen, zu liefern"

    def test_without_a_speaker_begins_with_a_capital(self):
        assert headline(make_statement(None, "dass es ruhig bleibe")) == "Dass es ruhig bleibe"

    def test_of_more_than_a_headlines_length_ends_where_a_clause_does(self):
        words = "Man werde alles tun, was nötig sei, " + "und immer weiter reden " * 12 + "bis zum Ende"
        text = headline(make_statement(make_entity("Anna Bär"), words))
        assert text.endswith(" …")
        assert len(text) < 260


class TestAnnouncement:
    """An announcement says who will do what."""

    @pytest.mark.parametrize(
        ("what", "expected"),
        [
            ("schriftliche Antwort", "Die USA kündigen an: schriftliche Antwort"),
            ("Die USA wollen schriftlich antworten", "Die USA wollen schriftlich antworten"),
            ("Man werde schriftlich antworten", "Die USA kündigen an: Man werde schriftlich antworten"),
            ("Die USA würden gern antworten", "Die USA würden gern antworten"),
            ("schriftlich zu antworten", "Die USA kündigen an, schriftlich zu antworten"),
        ],
    )
    def test_reads_well(self, what, expected):
        assert headline(make_announcement(make_entity("USA", STATE), what)) == expected


def test_of_an_event_without_particulars_is_still_there():
    assert str(Event.objects.create(kind="meeting")) == "Ereignis"


def test_makes_no_query_for_an_event_with_details(django_assert_num_queries):
    event = make_statement(make_entity("Anna Bär"), "dass es ruhig bleibe", place=make_place())
    reported(event, "Anna Bär sagte dem Rat, dass es ruhig bleibe.")
    found = Event.objects.with_details().get(pk=event.pk)
    with django_assert_num_queries(0):
        in_both(found)


class TestOnPages:
    """Pages mark German words in English headlines, and repeat no sentence below a headline that is the sentence."""

    def test_german_words_of_an_english_headline_are_marked(self):
        event = make_statement(make_entity("Anna Bär"), "Man sei <froh>")
        with override("en"):
            marked = with_language(headline(event))
        assert marked == 'Anna Bär says: “<span lang="de">Man sei &lt;froh&gt;</span>”'

    def test_german_headlines_need_no_mark(self):
        with override("de"):
            assert with_language("Anna Bär: „Gut“") == "Anna Bär: „Gut“"

    @pytest.mark.parametrize(
        ("words", "sentence", "is_repeated"),
        [
            ("Bär schlug Genf vor", "Bär schlug Genf vor.", True),
            ("Man rede weiter", "Man rede weiter.", True),
            ("Man rede weiter", "Man rede weiter, sagte Anna Bär.", False),
        ],
    )
    def test_a_sentence_that_the_headline_holds_is_not_repeated(self, words, sentence, is_repeated):
        event = reported(make_statement(make_entity("Anna Bär"), words), sentence)
        quote = make_card(Event.objects.with_details().get(pk=event.pk)).quotes[0]
        assert is_word_for_word(headline(event), quote) is is_repeated
