"""What people type stays text in a Word file, or is refused."""

import unicodedata
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from documents.domain.blocks import Annex, BlockError, BlockProblem, paragraph
from documents.word.file import write_word
from tests.documents.words import in_word, words_of

HOSTILE = 'xinchao"/><w:p/>]]><!-- &amp; \\o PAGE INCLUDETEXT "file:///etc/passwd"'
NAMES = (
    "issuer_name",
    "superior_line",
    "issued_by",
    "symbol",
    "place",
    "title",
    "authority_line",
    "signer_title",
    "signer_office",
    "signer_rank",
    "signer_name",
    "contact_line",
    "drafter_initials",
)


def parts_of(content):
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def hostile(write_document, units_table):
    return write_document(
        body=[paragraph("a", HOSTILE), units_table("bang", 1, width=155)],
        annexes=[Annex("phu-luc", HOSTILE, (paragraph("b", HOSTILE),))],
        addressees=[HOSTILE],
        recipients=[HOSTILE],
        **dict.fromkeys(NAMES, HOSTILE),
    )


def test_hostile_text_stands_in_text_nodes_only(hostile):
    roots = [etree.fromstring(part) for part in parts_of(write_word(hostile)).values()]
    values = [value for root in roots for node in root.iter() for value in node.attrib.values()]
    assert [value for value in values if "xinchao" in value.lower()] == []


def test_hostile_text_is_read_back_as_it_was_typed(hostile):
    words = " ".join(in_word(write_word(hostile)))
    # the title of the annex and the offices are in capitals; the issuer is named below the former
    assert words.count(" ".join(words_of(HOSTILE))) == 15


def test_file_has_no_more_than_its_own_parts(hostile):
    assert sorted(parts_of(write_word(hostile))) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/header1.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]


def test_file_leads_nowhere_outside(hostile):
    parts = parts_of(write_word(hostile))
    links = [part for name, part in parts.items() if name.endswith(".rels")]
    assert [link for link in links if b"External" in link] == []


@pytest.mark.parametrize("name", NAMES)
def test_control_character_is_refused(write_document, name):
    with pytest.raises(BlockError) as refused:
        write_word(write_document(**{name: "Trần\u202eVăn"}))
    assert refused.value.code == BlockProblem.CONTROL_CHARACTERS


@pytest.mark.parametrize("name", ["addressees", "recipients"])
def test_control_character_in_a_list_is_refused(write_document, name):
    with pytest.raises(BlockError) as refused:
        write_word(write_document(**{name: ["Sở\x00Nội vụ"]}))
    assert refused.value.code == BlockProblem.CONTROL_CHARACTERS


def test_letter_that_comes_apart_in_capitals_is_composed(write_document):
    written = in_word(write_word(write_document(signer_title="\u0390")))
    assert unicodedata.normalize("NFC", "\u0390".upper()) in written


def test_long_word_is_kept_whole(write_document):
    assert "x" * 100_000 in in_word(write_word(write_document(title="x" * 100_000)))
