"""The gallery shows every kind of document."""

from documents.enums import DocumentKind
from script.exhibition.gallery import GALLERY, documents


def pictures() -> set[str]:
    return {f"{name}.png" for name, _ in documents()}


def test_every_kind_is_shown():
    assert {document.kind for _, document in documents()} == set(DocumentKind)


def test_every_document_has_its_picture_and_no_other_stands_there():
    assert {path.name for path in GALLERY.glob("*.png")} == pictures()


def test_index_shows_every_picture():
    index = (GALLERY / "README.md").read_text()
    assert {name for name in pictures() if f"({name})" in index} == pictures()
