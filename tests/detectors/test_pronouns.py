import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import read_text
from mtaudit.detectors.pronouns import detect
from mtaudit.settings import Settings


@pytest.fixture(scope="module")
def pronouns(detector):
    return detector("pronouns")


@pytest.mark.parametrize(
    ("text", "rule", "first"),
    [
        (
            "UN envoy Deborah Lyons called on the council to act.\n\nThe war spreads insecurity, [[he]] said.",
            "pronouns/gender",
            "she",
        ),
        ("Mrs. Vehí opened the debate. The court acted late, [[he]] told the chamber.", "pronouns/gender", "she"),
        ("Isabella begins [[his]] life in the city.", "pronouns/gender", "her"),
        ("Giancarlo Fisichella lost control of [[her]] car and retired.", "pronouns/gender", "his"),
        ("Scottish Transport Minister Keith Brown said [[she]] was pleased.", "pronouns/gender", "he"),
        ("He left with his wife, who announces [[his]] pregnancy.", "pronouns/gender", "her"),
        (
            "He called on the Speaker of the Senate and the Speaker of the House to “reaffirm [[its]] support”.",
            "pronouns/number",
            "their",
        ),
        ("On Monday, [[he]] Qinghua, an inspector, said that cases rise.", "pronouns/surname", "He"),
        (
            "An officer told reporters separately he was forced to leave the posts and some of [[our]] soldiers fled.",
            "pronouns/person",
            "their",
        ),
        ("Edgar suffered wounds to [[himself]] arm.", "pronouns/form", "his"),
        ("They fell because [[him]] was late.", "pronouns/form", "he"),
        ("[[Him]] research shows that sleep matters.", "pronouns/form", "His"),
        ("Ask governments other than [[you]] own.", "pronouns/form", "your"),
        ("A man in [[he]] thirties was infected.", "pronouns/form", "his"),
        ("The goods are cheap, although [[their]] are old.", "pronouns/form", "they"),
        ("As [[him]] stated, it will fail.", "pronouns/form", "he"),
        ("It fell because [[herself]] image has been published.", "pronouns/form", "her"),
        ("In 1990, [[its]] was added to the list.", "pronouns/form", "it"),
        ("“It will be hard,” [[him]] said.", "pronouns/form", "he"),
        ("[[Themselves]] attempted two experiments.", "pronouns/form", "They"),
    ],
)
def test_alarm(pronouns, text, rule, first):
    found = pronouns.alarm(text, rule)
    assert found[0].suggestions[0].text == first


@pytest.mark.parametrize(
    "text",
    [
        "UN envoy Deborah Lyons called on the council to act.\n\nThe war spreads insecurity, she said.",
        "Deborah Lyons met the minister. He was late.",
        "Deborah Lyons spoke first. An official came later, and he agreed.",
        "Deborah Lyons spoke first; Kirby was silent. The war goes on, he said.",
        "When he arrived, Deborah Lyons greeted John Kirby.",
        "John Kirby met Deborah Lyons. She said that he was early.",
        "Andrea Bocelli sang. He was moved.",
        "Jean Dupont lost his hat.",
        "Robin said that she was late.",
        "Richard found her there. Deborah Lyons looked at him.",
        "Mrs. Wheeler came in. Wheeler took off his hat.",
        "Deborah Lyons wrote the play. “Nobody knows what he wants,” it begins.",
        "He called on the Senate to reaffirm its support.",
        "He said he would come, and he did.",
        "She told us that we had won. We were glad, and our team was proud. I sang.",
        "“He was forced to leave, and some of our soldiers fled,” the officer said.",
        "The team itself was late. The players themselves agreed, each of them a champion.",
        "He found himself alone, called himself king and gave himself airs.",
        "She kept it to herself while they helped themselves freely.",
        "He knew that his was lost, and that hers was found.",
        "On reflection, he thought so. In May, he Qualified for nothing.",
        "Once your changes are in, and while our projects run, theirs must wait. If their plans fail, ours stand.",
        "He trusted her because her self-made rules were sound.",
        "These are in themselves good reasons.",
    ],
)
def test_silent(pronouns, text):
    pronouns.silent(text)


def test_first_person_in_a_report_is_shown_with_the_person_meant(pronouns):
    text = "Prime Minister Suga will be at his office on Monday. [[I]] received a report on the beds."
    found = pronouns.alarm(text, "pronouns/first-person")
    assert len(found[0].related) == 1
    pronouns.silent("Prime Minister Suga came. I received him. I was glad, and I said so. We had met before, I recall.")


def test_my_country_is_nobodys_where_nobody_speaks(pronouns):
    pronouns.alarm("At present, [[my country]] faces the pressure of the epidemic.", "pronouns/first-person")
    pronouns.silent("I love my country, and I will stay in it. My mother lives here, and I visit her.")
    pronouns.silent("“My country faces an epidemic,” the minister said.")


def test_the_person_a_pronoun_contradicts_is_shown(pronouns):
    text = "UN envoy Deborah Lyons spoke.\n\nThe war spreads, [[he]] said."
    found = pronouns.alarm(text, "pronouns/gender")
    document = read_text(text.replace("[[", "").replace("]]", ""), "a.txt")
    assert [document.slice(span) for span in found[0].related] == ["Deborah Lyons"]
    assert "she" in found[0].message


PIECES = st.lists(
    st.sampled_from(
        "Deborah Lyons|John Kirby|he|his|She|said|the envoy|.|, |himself|our|arm|“|”|\n\n|Mrs Vehí|I".split("|")
    )
)


@given(PIECES)
def test_a_correction_never_names_the_same_fault_again(pieces):
    document = read_text(" ".join(["Start.", *pieces]), "a.txt")
    for finding in detect(document, Settings()):
        assert finding.suggestions == tuple(dict.fromkeys(finding.suggestions))
        assert all(each.text != document.slice(finding.span) for each in finding.suggestions)
        inside = [block for block in document.blocks if block.span.start <= finding.span.start < block.span.end]
        assert finding.span.end <= inside[0].span.end


@pytest.mark.parametrize(
    ("text", "suggestions"),
    [
        ("Maria Schmidt came late. [[It]] told reporters that the talks had failed.", ("She", "They")),
        ("John Miller smiled, and [[it]] said that all was well.", ("he", "they")),
    ],
)
def test_a_person_who_speaks_is_no_it(detector, text, suggestions):
    detector("pronouns").alarm(text, "pronouns/thing", *suggestions)


@pytest.mark.parametrize(
    "text",
    [
        "Maria Schmidt read the report. It said that the talks had failed.",
        "The ministry of John Miller was late. It told reporters that the talks had failed.",
        "It said in the paper that John Miller was late.",
        "Maria Schmidt came late. It was said that the talks had failed.",
        "Maria Schmidt met John Miller. It explained a lot.",
        "Maria Schmidt and Google were late. It told reporters that the talks had failed.",
    ],
)
def test_a_thing_may_speak(detector, text):
    detector("pronouns").silent(text)
