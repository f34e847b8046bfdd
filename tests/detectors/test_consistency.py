from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import audit, read_text
from mtaudit.detectors.consistency import detect
from mtaudit.errors import SettingsError
from mtaudit.settings import Settings


@pytest.fixture(scope="module")
def consistency(detector):
    return detector("consistency")


@pytest.mark.parametrize(
    ("text", "rule", "first"),
    [
        ("US can slow down\n\n[[U.S.]] troops left. The U S. bases stay.", "consistency/abbreviation", "US"),
        ("The [[U N.]] met. The U.N. voted, said the U.N. envoy.", "consistency/abbreviation", "U.N."),
        ("They came to [[Diyarbakir]]. The road to Diyarbakır is closed.", "consistency/accents", "Diyarbakır"),
        ("Khaliddin spoke to Khaliddin’s men, then [[Khalidin]] left.", "consistency/spelling", "Khaliddin"),
        ("We praised Mr. Sokolov, and Sokolov bowed. Mr. [[Sokolev]] danced.", "consistency/spelling", "Sokolov"),
        ("[[Jae-myung Lee]], second day. Candidate Lee Jae-myung walked.", "consistency/name-order", "Lee Jae-myung"),
        ("The deputy Mireia Vehí spoke. Then [[Mireia Vehicle]] left.", "consistency/surname", "Mireia Vehí"),
        ("The [[Hammer]] informateur. They named Mariëtte Hamer as informateur.", "consistency/surname", "Hamer"),
        (
            "The National Health Commission (NHC) spoke. The [[National Hygiene Committee]] (NHC) agreed.",
            "consistency/expansion",
            "National Health Commission",
        ),
        (
            "[[APU]] tried to seize the power plant. Armed Forces of Ukraine tried to seize the power plant.",
            "consistency/naming",
            "Armed Forces of Ukraine",
        ),
        (
            "[[People's Strength]] candidate Yoon Seok-yeol spoke. [Yoon Seok-yeol/People’s Power Candidate: No.]",
            "consistency/naming",
            "People’s Power",
        ),
        ("The colour is red. Its [[color]] fades.", "consistency/variant", "colour"),
        ("We use GitHub. GitHub is fine; [[Github]] too.", "consistency/capitals", "GitHub"),
    ],
)
def test_alarm(consistency, text, rule, first):
    found = consistency.alarm(text, rule, first)
    assert found[0].related


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. and the U.N. met. The US Army came to the U.S. base.",
        "“The US is here,” he said. “The US will stay.” The U.S. said so. The U.S. stays.",
        "Ann Smith met Anne Smyth; Marc and Mark came.",
        "Joe Biden and Hunter Biden came. John Carter met James Carter.",
        "Kellen fought. Kallen fled. Kollin died.",
        "Iran and the Iranians, Bering and Beringia, Corso and Corsia.",
        "Zaha Hadid (Zahā Ḥadīd) built it. Hadid died. Hadid was famous.",
        "Ichiyō Higuchi (樋口 一葉 Higuchi Ichiyō) wrote it.",
        "Path Analysis is hard. Path Analyses are harder.",
        "New York is big. York New is no town.",
        "The Presidential Innovation Fellows (PIF) and the Presidential Innovation Fellowship (PIF).",
        "The cup was filled and the form was filed.",
        "The Labour Party fights for labor rights.",
        "People's Power candidate Yoon Seok-yeol spoke. People’s Power candidate Yoon Seok-yeol left.",
        "Deng Deying, a director, spoke of the Zhang Zhung culture; Deng Deying and Deng left.",
        "The People’s Court of Baokang County spoke. The People’s Procuratorate of Baokang County left.",
        "Elon Muski came with the dietologist. Maye Musk, a dietologist, left.",
        "A hammer fell. Mariëtte Hamer spoke.",
    ],
)
def test_silent(consistency, text):
    consistency.silent(text)


CSV = """\
term,forbidden,note
artificial intelligence,man-made brainpower
neural network,nerve net; brain mesh,
backup,data saving,German: Sicherung
"""
TBX = """<?xml version="1.0"?>
<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry>
<langSec xml:lang="en">
<termSec><term>member of parliament</term><termNote type="administrativeStatus">preferredTerm</termNote></termSec>
<termSec><term>member of the chamber</term><termNote type="administrativeStatus">deprecatedTerm</termNote></termSec>
</langSec>
<langSec xml:lang="nl"><termSec><term>kamerlid</term></termSec></langSec>
</conceptEntry></body></text></tbx>"""


def with_terms(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return Settings(select=("consistency/term",), terms=(path,))


@pytest.mark.parametrize(
    ("name", "content", "text", "found", "cure"),
    [
        ("t.csv", CSV, "Man-made brainpower grows.", "Man-made brainpower", "Artificial intelligence"),
        ("t.csv", CSV, "Two nerve nets met.", "nerve nets", "neural networks"),
        ("t.csv", CSV, "We need data saving.", "data saving", "backup"),
        ("t.csv", "term\tforbidden\nmeet\tcollide\n", "Both trains collided.", "collided", "met"),
        ("t.tbx", TBX, "Two members of the chamber spoke.", "members of the chamber", "members of parliament"),
    ],
)
def test_a_list_of_terms_forbids_each_form(tmp_path, name, content, text, found, cure):
    settings = with_terms(tmp_path, name, content)
    report = audit(read_text(text, "a.txt"), settings)
    assert [report.document.slice(each.span) for each in report.findings] == [found]
    assert report.findings[0].suggestions[0].text == cure


@pytest.mark.parametrize("text", ["Artificial intelligence grows.", "The backups save data.", "It minds."])
def test_a_list_of_terms_is_silent_on_its_own_terms(tmp_path, text):
    assert not audit(read_text(text, "a.txt"), with_terms(tmp_path, "t.csv", CSV)).findings


def test_a_forbidden_term_inside_the_right_one_stands(tmp_path):
    settings = with_terms(tmp_path, "t.csv", "term,forbidden\nmachine translation,translation\n")
    report = audit(read_text("Machine translation is a translation.", "a.txt"), settings)
    assert [each.span.start for each in report.findings] == [25]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("t.csv", "a,b\n1,2\n", "columns 'term' and 'forbidden'"),
        ("t.csv", "term,forbidden\n,x\n", "a term is missing"),
        ("t.tbx", "<tbx>", "no element found"),
        ("t.tbx", "<tbx/>", "no entry of a term"),
        ("t.tbx", "<!DOCTYPE x [<!ENTITY a 'b'>]><tbx/>", "declares no entities"),
    ],
)
def test_a_bad_list_is_one_clear_sentence(tmp_path, name, content, reason):
    settings = with_terms(tmp_path, name, content)
    with pytest.raises(SettingsError, match=reason):
        list(detect(read_text("A text.", "a.txt"), settings))


def test_a_missing_list_is_named(tmp_path):
    settings = replace(Settings(), terms=(tmp_path / "none.csv",))
    with pytest.raises(SettingsError, match=r"none\.csv"):
        list(detect(read_text("A text.", "a.txt"), settings))


PIECES = (
    "US|U.S.|U S.|Sokolov|Sokolev|Lee Jae-myung|Jae-myung Lee|GitHub|Github|Diyarbakır|Diyarbakir|.|\n\n|colour|color"
)


@given(st.lists(st.sampled_from(PIECES.split("|"))))
def test_a_finding_points_elsewhere_and_never_proposes_what_stands(pieces):
    document = read_text(" ".join(["Start", *pieces]), "a.txt")
    for finding in detect(document, Settings()):
        assert finding.span not in finding.related
        assert all(each.text != document.slice(finding.span) for each in finding.suggestions)
