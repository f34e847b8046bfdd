from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.errors import ReadError
from mtaudit.parallel import documents
from mtaudit.settings import Settings

ARTICLE = """Anna came late.

The minister denied the attacks of Friday. He left the base with two of his aides.

The troops will leave in September, the general said. Nobody had asked him for it.
"""


def write(folder, **files):
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return [folder / name for name in files]


def test_each_line_is_a_segment_also_an_empty_one(tmp_path):
    system, reference = write(tmp_path, system="one\r\n\r\nthree\r\n", reference="eins\n\ndrei")
    (document,) = documents([system], [reference], Settings(), aligned=False)
    assert document.hypotheses == (("one", "", "three"),)
    assert document.references == (("eins", "", "drei"),)
    assert document.numbers == (1, 2, 3)


def test_folders_hold_documents_of_the_same_names(tmp_path):
    for folder in ("system", "reference"):
        (tmp_path / folder / "sub").mkdir(parents=True)
        write(tmp_path / folder, a=f"{folder} a\n")
        write(tmp_path / folder / "sub", b=f"{folder} b\n")
    read = documents([tmp_path / "system"], [tmp_path / "reference"], Settings(), aligned=False)
    assert [each.name for each in read] == ["a", str(Path("sub/b"))]
    assert [each.hypotheses for each in read] == [(("system a",),), (("system b",),)]


def test_what_does_not_fit_is_named(tmp_path):
    two, three, empty = write(tmp_path, two="a\nb\n", three="a\nb\nc\n", empty="")
    with pytest.raises(ReadError, match=r"two has 2 lines, and .*three has 3.*--align"):
        documents([two], [three], Settings(), aligned=False)
    with pytest.raises(ReadError, match=r"missing cannot be read"):
        documents([tmp_path / "missing"], [two], Settings(), aligned=False)
    with pytest.raises(ReadError, match=r"all files or all folders"):
        documents([two], [tmp_path], Settings(), aligned=False)
    with pytest.raises(ReadError, match=r"empty is empty"):
        documents([two], [empty], Settings(), aligned=True)


def test_aligned_sentences_stand_beside_those_of_the_reference(tmp_path):
    joined = ARTICLE.replace("Friday. He left", "Friday, and he left")
    reference, first, second = write(tmp_path, **{"reference.md": ARTICLE, "first.md": joined, "second.md": ARTICLE})
    (document,) = documents([first, second], [reference], Settings(), aligned=True)
    assert (
        document.references[0][1]
        == "The minister denied the attacks of Friday. He left the base with two of his aides."
    )
    assert (
        document.hypotheses[0][1]
        == "The minister denied the attacks of Friday, and he left the base with two of his aides."
    )
    assert document.hypotheses[1] == document.references[0]
    assert document.numbers == (1, 3, 5, 5)


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=9), min_size=1, max_size=9), st.randoms())
def test_aligning_loses_no_word_of_any_file(tmp_path_factory, words, random):
    folder = tmp_path_factory.mktemp("aligned")
    texts = [
        " ".join(word + random.choice([". A", "\n\n", " "]) for word in random.sample(words, len(words))) for _ in "abc"
    ]
    paths = write(folder, **{f"{number}.txt": text for number, text in enumerate(texts)})
    (document,) = documents(paths[:2], paths[2:], Settings(), aligned=True)
    for text, row in zip(texts, [*document.hypotheses, *document.references], strict=True):
        assert " ".join(row).split() == text.split()
