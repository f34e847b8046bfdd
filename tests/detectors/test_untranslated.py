import pytest

ALARMS = [
    ("updates the repository to `hostgroups.yml`-[[Datei verfügbar zu machen]].", "untranslated/run", None),
    ("the `playbook`-Tasks [[führen]] `git commit`", "untranslated/word", None),
    ("which is under construction, [[sohbet]] He.", "untranslated/word", None),
    ("They [[probablemente]] think this is the end.", "untranslated/word", None),
    ("no faith contra the [[świątynię]] of old", "untranslated/word", None),
    ("In an emotional [[Reaktion]], he spoke.", "untranslated/word", None),
    ("The fish is [[en salazón]] trout.", "untranslated/run", None),
    ("three years ago [[und]] has now returned", "untranslated/function-word", "and"),
    ("the new demands could [[nicht]] be met", "untranslated/function-word", "not"),
    ("“appease” [[et]] “listen to anger”", "untranslated/function-word", "and"),
    ("shaken after the coup [[de]] brilliance of Bayrou", "untranslated/function-word", "of"),
    ("Provincial Chairman [[Bilek'den]] Minister [[Elvan'a]] 10. Year", "untranslated/case-ending", "Bilek"),
    ("the summit of [[EU:n]] leaders", "untranslated/case-ending", "EU"),
    ("the meeting of [[NATO-ban]] leaders", "untranslated/case-ending", "NATO"),
]


@pytest.fixture(scope="module")
def untranslated(detector):
    return detector("untranslated")


@pytest.mark.parametrize(("text", "rule", "cure"), ALARMS)
def test_alarm(untranslated, text, rule, cure):
    untranslated.alarm(text, rule, *([cure] if cure else []))


def test_the_language_is_named(untranslated):
    found = untranslated.alarm("One [[szczepionka]] was there.", "untranslated/word")
    assert "Polish" in found[0].message


def test_a_text_in_another_language_is_reported_once(untranslated, marked):
    text = (
        "El presidente de la República dijo que no hay nada que hacer cuando los ciudadanos no quieren votar.\n\n"
        "También explicó que todas las medidas fueron aprobadas por el gobierno después de muchas reuniones."
    )
    found = untranslated.detect(marked(text)[0])
    assert [each.rule.id for each in found] == ["untranslated/mostly"]
    assert "Spanish" in found[0].message


@pytest.mark.parametrize(
    "text",
    [
        "Los Angeles, El País, Ciudad de México, Rio de Janeiro, Le Monde and La Paz",
        "de facto, de jure, du jour, la carte, et al. and et cetera",
        "a pas de deux, an esprit de corps and a coup de grâce",
        "Keerthisingam et al. [21] reported it.",
        "President Ursula von der Leyen met Vincent van Gogh and Simone de Beauvoir.",
        "He said “je ne regrette rien” and left.",
        "the French phrase je ne regrette rien",
        "a visa card (visa de tarjeta del turista) is necessary",
        "Femmes dans un Jardin, by Monet",
        "a café, a naïve fiancée, a résumé and the façade",
        "antennæ, coöperate, zoölogy and reëlect",
        "the die is cast; pour the tea; van and ant and lang",
        "doc.sents and user@hacer.es and #hacer",
        "Qur'an, Hawai'i, Shi'a, Sana'a, Ba'ath, Ka'ba, O'Neil, D'Artagnan",
        "the Obama's, they're, it'd, don't, Bilek's and Elvan’s",
        "ratio A:n, note: n, at 10:30, EU-based and NATO-led",
        "reﬂect on signiﬁcant work",
        "[bɛʁˈnʊli] is how it sounds",
        "A plain English sentence of ten quite ordinary little words.",
    ],
)
def test_silent(untranslated, text):
    untranslated.silent(text)
