"""Every screen has its picture, or a reason why not."""

from collections import Counter

import pytest
from PIL import Image

from script.pictures.album import write_index
from script.pictures.camera import WIDTHS
from script.pictures.excused import EXCUSED
from script.pictures.pages import AREAS, PICTURES
from tests.access.routes import DOWNLOADS, OWN, PUBLIC, all_patterns, methods_of

PICTURED = {picture.route for picture in PICTURES if picture.route}


def routes_with_a_screen() -> set[str]:
    ours = {
        name
        for name, pattern in all_patterns()
        if hasattr(pattern.callback, "view_class") and "get" in methods_of(pattern)
    }
    return ours | OWN | PUBLIC


def test_every_screen_is_pictured_or_excused():
    assert routes_with_a_screen() - PICTURED == set(EXCUSED)


def test_no_screen_is_both_pictured_and_excused():
    assert PICTURED & set(EXCUSED) == set()


def test_every_download_is_excused():
    assert set(EXCUSED) >= DOWNLOADS


def test_every_picture_has_a_name_of_its_own():
    counted = Counter(picture.name for picture in PICTURES)
    assert [name for name, times in counted.items() if times > 1] == []


def test_every_picture_stands_under_an_area_of_the_index():
    assert {picture.area for picture in PICTURES} == set(AREAS)


@pytest.fixture
def album(tmp_path):
    for width in WIDTHS:
        (tmp_path / str(width)).mkdir()
        Image.new("P", (1, 1)).save(tmp_path / str(width) / "gone.png")
    return tmp_path


def test_index_links_every_picture_at_both_widths(album):
    write_index(album, PICTURES)
    index = (album / "README.md").read_text(encoding="utf-8")
    assert index.count(".png)") == len(PICTURES) * len(WIDTHS)


def test_index_takes_away_pictures_of_screens_that_are_no_more(album):
    write_index(album, PICTURES)
    assert list(album.glob("*/*.png")) == []
