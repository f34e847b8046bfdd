from mtaudit.audit import read_text
from mtaudit.beside import beside

GERMAN = """# Nachrichten

Anna Schmidt hat 3 Katzen. Im Jahr 1999 zog sie nach Kabul.

Die Regierung zahlte 45 Millionen Euro.
"""
ENGLISH = """# News

Anna Schmidt has 3 cats. In 1999 she moved to Kabul.

The government paid 45 million euros.
"""


def test_sentences_stand_beside_those_of_the_source():
    document = beside(read_text(ENGLISH, "a.md"), read_text(GERMAN, "de.md"))
    assert [(document.slice(each.span), each.source) for each in document.pairs] == [
        ("News", "Nachrichten"),
        ("Anna Schmidt has 3 cats.", "Anna Schmidt hat 3 Katzen."),
        ("In 1999 she moved to Kabul.", "Im Jahr 1999 zog sie nach Kabul."),
        ("The government paid 45 million euros.", "Die Regierung zahlte 45 Millionen Euro."),
    ]
    assert document.missing == ()


def test_a_sentence_that_was_left_out_is_missing_behind_the_one_before():
    lost = ENGLISH.replace("\nThe government paid 45 million euros.\n", "")
    more = GERMAN + "".join(f"\nDie Nummer {number} blieb in Herat.\n" for number in range(100, 120))
    also = lost + "".join(f"\nThe number {number} stayed in Herat.\n" for number in range(100, 120))
    document = beside(read_text(also, "a.md"), read_text(more, "de.md"))
    (missing,) = document.missing
    assert missing.source == "Die Regierung zahlte 45 Millionen Euro."
    assert document.slice(missing.after) == "In 1999 she moved to Kabul."


def test_strings_are_paired_by_their_keys():
    english = read_text('{"b": "The file", "a": "Yes", "c": "Only here"}', "en.json")
    german = read_text('{"a": "Ja", "b": "Die Datei", "d": "Nur hier"}', "de.json")
    document = beside(english, german)
    assert [(each.key, each.source) for each in document.pairs] == [("b", "Die Datei"), ("a", "Ja"), ("c", "")]
    assert [(each.source, document.slice(each.after)) for each in document.missing] == [("Nur hier", "The file")]


def test_a_file_of_units_is_beside_its_own_source():
    document = read_text("source\ttarget\nJa\tYes\n", "a.tsv")
    assert [(each.source, each.target) for each in document.pairs] == [("Ja", "Yes")]
