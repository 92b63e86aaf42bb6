"""The walk through the screens, once the services and the site are up."""

from pathlib import Path

from script.pictures.album import write_index
from script.pictures.camera import photograph
from script.pictures.pages import PICTURES
from script.pictures.scene import set_up, shots_of

ALBUM = Path(__file__).resolve().parent.parent.parent / "docs" / "screenshots"


def main(site: str, prefix: str) -> None:
    chosen = [picture for picture in PICTURES if picture.name.startswith(prefix)]
    photograph(shots_of(chosen, set_up(), site), ALBUM)
    write_index(ALBUM, PICTURES)
