"""Who acts, who speaks and who merely stands beside decides whom "er", "sie" and "der Minister" mean; where it is uncertain, nobody is."""

import pytest

from tests.timeline.referring import meant

SUBJECTS = [
    # the subject of the sentence before, not its object, its companion or whoever is named in passing
    ("Selenskyj sprach mit Putin. Er rief danach in Paris an.", "Er", "Wolodymyr Selenskyj"),
    ("Macron empfing Scholz. Er dankte ihm für den Besuch.", "Er", "Emmanuel Macron"),
    ("Macron empfing Scholz. Er dankte ihm für den Besuch.", "ihm", "Olaf Scholz"),
    ("Putin brach den Dialog mit Biden ab. Er unterzeichnete ein Dekret.", "Er", "Wladimir Putin"),
    ("Der Brief Putins an Macron liegt vor. Macron las ihn. Er schwieg.", "Er", "Emmanuel Macron"),
    ("Lawrows Stellvertreter Sergej Rjabkow kam nach Genf. Er reiste abends ab.", "Er", "Sergej Rjabkow"),
    ("Scholz flog nach Kiew, wo Selenskyj wartete. Am Abend reiste er weiter.", "er", "Olaf Scholz"),
    ("Putin redete in Sotschi, wo er Macron empfing. Die Frage nannte er absurd.", "er", "Wladimir Putin"),
    (
        "Blinken traf Selenskyj und Außenminister Kuleba. Der Minister warnte Moskau.",
        "Minister",
        "Antony Blinken",
    ),
    ("Scholz empfängt Macron und Duda. Nächste Woche reist er nach Kiew.", "er", "Olaf Scholz"),
    ("Baerbock besuchte Kiew. Die Ministerin lobte Selenskyj.", "Ministerin", "Annalena Baerbock"),
    (
        "Putin telefonierte mit Macron. Der Kreml schwieg. Der Franzose sprach von Fortschritten.",
        "Franzose",
        "Emmanuel Macron",
    ),
    (
        "Ministerpräsident Tomas Ridal kam. Das Kabinett bleibe, so der Regierungschef.",
        "Regierungschef",
        "Tomas Ridal",
    ),
    ("Premierministerin Nora Fields traf Ole Dahl. Sie lobte ihn.", "Sie", "Nora Fields"),
    (
        "Lawrow sprach. Nato-Generalsekretär Jens Stoltenberg wies das ab. Der Norweger blieb kühl.",
        "Norweger",
        "Jens Stoltenberg",
    ),
    (
        "Scholz sprach mit Selenskyj. Die Lage sei ernst, sagte der SPD-Politiker.",
        "SPD-Politiker",
        "Olaf Scholz",
    ),
    ("Mira Solling (CDU) und Jan Holm (SPD) kamen. Der SPD-Politiker schwieg.", "SPD-Politiker", "Jan Holm"),
    (
        "Lawrow und Putin kamen. In Moskau riet Lawrow dem Präsidenten zum Dialog.",
        "Präsidenten",
        "Wladimir Putin",
    ),
    ("Selenskyj kam. Baerbock lobte den Präsidenten.", "Präsidenten", "Wolodymyr Selenskyj"),
    ("Macron empfing Botschafter Ole Dahl. Der Diplomat schwieg.", "Diplomat", "Ole Dahl"),
    # nobody is beside himself
    ("Blinken kam. Bei einem Telefonat mit Lawrow vereinbarte er neue Gespräche.", "er", "Antony Blinken"),
    ("Blinken kam. Seinem Kollegen Sergej Lawrow schlug er ein Treffen vor.", "er", "Antony Blinken"),
    ("Blinken kam. Gemeinsam mit Lawrow trat er vor die Presse.", "er", "Antony Blinken"),
    ("Macron wartete. Was Putin ihm zugesagt hat, weiß niemand.", "ihm", "Emmanuel Macron"),
    ("Schoigu war in Minsk. Dort empfing Lukaschenko ihn.", "ihn", "Sergej Schoigu"),
    ("Biden redete. Scholz, der neben ihm stand, schwieg.", "ihm", "Joe Biden"),
    ("Selenskyj dankte Biden. Später rief ihn Macron an.", "ihn", "Wolodymyr Selenskyj"),
    # in the subjunctive whoever has the word
    ("Macron traf Putin. Er habe ihm geglaubt, sagte der Franzose.", "Er", "Emmanuel Macron"),
    (
        "Putin rief Biden an. Selenskyj wandte sich an das Volk. Er habe keine Angst.",
        "Er",
        "Wolodymyr Selenskyj",
    ),
    ("Lawrow sprach von Lügen. Der Westen spiele mit dem Feuer. Er warne davor.", "Er", "Sergej Lawrow"),
    ("Putin droht. Er glaube nicht an einen Angriff, sagte Selenskyj.", "Er", "Wolodymyr Selenskyj"),
    ("Macron habe zugehört, sagte Peskow. So habe Putin es ihm erklärt.", "ihm", "Emmanuel Macron"),
    (
        "Die Gespräche seien gut, sagte Macron. Putin habe ihm eine Antwort versprochen.",
        "ihm",
        "Emmanuel Macron",
    ),
    (
        "Pistorius sprach in Berlin. Guterres war dort. Pistorius sagte, er bedaure das.",
        "er",
        "Boris Pistorius",
    ),
    ("Putin reiste nach Peking. Er sei gesund, sagte Kremlsprecher Dmitri Peskow.", "Er", "Wladimir Putin"),
    (
        "Lambrecht wurde konkret: 300 Soldaten sollen umziehen, sagte sie in Munster.",
        "sie",
        "Christine Lambrecht",
    ),
    ("Der Kreml bekomme nicht, was er wolle, sagte Stoltenberg.", "er", "Kreml"),
]

OPEN = [
    # things
    ("Blinken lobte die Nato. Die Antwort liegt in Moskau. Sie umfasst drei Seiten.", "Sie"),
    ("Der Pakt mit Putin gilt weiter. Er endet 2026.", "Er"),
    ("Die Verlegung sei ein Zeichen an die Nato, sagte Kirby. Dauerhaft sei sie nicht.", "sie"),
    ("Biden bot einen Weg an, wenn Moskau ihn gehen wolle.", "ihn"),
    ("Die Nato tagte. Die Sitzung dauerte lange. Stoltenberg, der sie leitete, schwieg.", "sie"),
    ("Die USA schicken Soldaten. In der Ukraine sollen sie nicht kämpfen.", "sie"),
    ("Putin sei für Kontakte mit den USA offen, sie müssten aber ernsthaft sein.", "sie"),
    # strangers
    ("Putin kam. Ein Mann trat vor. Er lachte.", "Er"),
    ("Scholz kam. Der Fahrer wartete. Er rauchte.", "Er"),
    ("Blinken kam. Ein Beamter sagte, man warte. Er sei müde.", "Er"),
    # titles that do not fit
    ("Selenskyj kam. Der SPD-Politiker schwieg.", "SPD-Politiker"),
    ("Baerbock traf Lawrow. Der CDU-Politiker schwieg.", "CDU-Politiker"),
    ("Macron kam. Der britische Diplomat schwieg.", "britische Diplomat"),
    ("Peskow kam. Der Sprecher der Hafenbehörde schwieg.", "Sprecher"),
    ("Lawrow kam. Der Präsident des Verbands schwieg.", "Präsident"),
    ("Blinken sprach. Der Präsident der Zentralbank schwieg.", "Präsident"),
    ("Rubio kam. Der Kanadier schwieg.", "Kanadier"),
    # a message, and an embassy that nobody has named
    ("Die Ukraine wartet. Die Botschaft bleibe offen, hieß es.", "Botschaft"),
    ("Die USA haben die Botschaft verstanden.", "Botschaft"),
]


@pytest.mark.parametrize(("text", "words", "name"), SUBJECTS)
def test_a_reference_means_who_acts_or_speaks(text, words, name):
    assert meant(text, words)[-1] == {name}


@pytest.mark.parametrize(("text", "words"), OPEN)
def test_a_reference_that_may_mean_something_else_stays_open(text, words):
    assert meant(text, words)[-1] == set()


ORGANS = [
    ("Putin wies die Armee an, die Grenze zu öffnen. Die Ukraine warnte.", "Armee", "russische Armee"),
    (
        "Der ukrainische Minister Olexij Resnikow sprach im Parlament. Russland schwieg.",
        "Parlament",
        "Werchowna Rada",
    ),
    (
        "Das russische Außenministerium drohte. In Bukarest schwieg das Außenministerium.",
        "Außenministerium",
        "rumänisches Außenministerium",
    ),
    (
        "Die USA warten. Die Sprecherin des Außenministeriums, Maria Sacharowa, schwieg.",
        "Außenministeriums",
        "russisches Außenministerium",
    ),
    (
        "Die USA zählen. Die Ukraine habe die Hälfte ihrer Armee entsandt, sagte Peskow.",
        "Armee",
        "ukrainische Armee",
    ),
    (
        "Der russische Gesandte Dmitri Kosak saß in der Botschaft seines Landes.",
        "Botschaft",
        "russische Botschaft",
    ),
]


@pytest.mark.parametrize(("text", "words", "name"), ORGANS)
def test_an_organ_is_that_of_whoever_acts_or_of_the_capital_beside(text, words, name):
    assert meant(text, words)[-1] == {name}


GROUPS = [
    (
        "Nicolás Maduro und Luiz Inácio Lula da Silva kamen. Ralph Gonsalves hatte sie eingeladen. Am Ende gaben die beiden sich die Hand.",
        "die beiden",
        {"Nicolás Maduro", "Luiz Inácio Lula da Silva"},
    ),
    (
        "Nicolás Maduro und Luiz Inácio Lula da Silva kamen. Ralph Gonsalves hatte sie eingeladen.",
        "sie",
        {"Nicolás Maduro", "Luiz Inácio Lula da Silva"},
    ),
    (
        "Blinken flog nach Kiew. Er werde Lawrow nichts übergeben. Man müsse sehen, wo beide Seiten stünden.",
        "beide Seiten",
        {"USA", "Russland"},
    ),
    (
        "Unterhändler Russlands und der Ukraine sprachen. In zwei Wochen wollen sie sich wiedersehen.",
        "sie",
        {"Russland", "Ukraine"},
    ),
    ("Vertreter der US-Regierung warnen. Später sagten sie, man warte.", "sie", {"USA"}),
    (
        "Biden rief die Staats- und Regierungschefs Frankreichs, Deutschlands und Italiens an.",
        "Regierungschefs Frankreichs",
        {"Emmanuel Macron", "Olaf Scholz", "Mario Draghi"},
    ),
    (
        "Blinken und Lawrow kamen. Das Treffen der Minister dauerte.",
        "Minister",
        {"Antony Blinken", "Sergej Lawrow"},
    ),
    (
        "Blinken traf Lawrow. Deutlich länger als geplant redeten die beiden miteinander.",
        "die beiden",
        {"Antony Blinken", "Sergej Lawrow"},
    ),
]


@pytest.mark.parametrize(("text", "words", "names"), GROUPS)
def test_several_are_those_who_act_together(text, words, names):
    assert meant(text, words)[-1] == names


NAMED = [
    ("Der Sprecher der iranischen Atomenergiebehörde, Behrus Kamalwandi, schwieg.", "Behrus Kamalwandi"),
    ("Der Leiter der Hafenbehörde, Dorin Valk, schwieg.", "Dorin Valk"),
    ("Putin empfing den Sultan von Oman, Haitham bin Tarik, im Kreml.", "Haitham bin Tarik"),
    ("Verteidigungsminister Wellington Koo schwieg. Später rief Wellington Koo an.", "Wellington Koo"),
    ("Außenminister Israel Katz schwieg.", "Israel Katz"),
    ("Der Berater des Kanzlers, Jens Plötner, schwieg.", "Jens Plötner"),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_a_name_behind_a_title_is_a_person(text, name):
    assert all(found == {name} for found in meant(text, name))


def test_the_owner_of_a_title_is_not_the_one_named_behind_it():
    assert meant("Olaf Scholz kam. Der Berater des Kanzlers, Jens Plötner, schwieg.", "Kanzlers") == [
        {"Olaf Scholz"}
    ]


def test_a_letter_that_ends_a_sentence_is_no_initial():
    assert meant("Das schrieb Minister Yván Gil auf der Plattform X. Er drohte.", "Er") == [{"Yván Gil"}]
