"""The gallery shows every kind of document."""

from pathlib import Path

from documents.enums import DocumentKind
from script.exhibition.gallery import GALLERY, Exhibit
from tests.documents.samples import sample


def pictures() -> set[str]:
    return {Exhibit(sample(kind), Path()).picture for kind in DocumentKind}


def test_every_kind_has_its_picture_and_no_other_stands_there():
    assert {path.name for path in GALLERY.glob("*.png")} == pictures()


def test_index_shows_every_picture():
    index = (GALLERY / "README.md").read_text()
    assert {name for name in pictures() if f"({name})" in index} == pictures()
