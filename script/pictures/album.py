"""The index of the pictures, by what they show."""

from collections.abc import Iterable
from pathlib import Path

from script.pictures.camera import WIDTHS
from script.pictures.excused import EXCUSED
from script.pictures.pages import AREAS
from script.pictures.picture import Picture

HEAD = """# Các màn hình

Chụp bằng `bash script/screenshots` từ dữ liệu trình diễn, rộng 1366 và 390 điểm ảnh.
Số liệu là số liệu minh họa; ngày tháng tính từ ngày chụp.
"""


def write_index(album: Path, pictures: Iterable[Picture]) -> None:
    """Writes the index, and takes away pictures of screens that are no more."""
    pictures = list(pictures)
    parts = [HEAD, *(_section(area, pictures) for area in AREAS), _excuses()]
    (album / "README.md").write_text("\n".join(parts), encoding="utf-8")
    names = {f"{picture.name}.png" for picture in pictures}
    for path in album.glob("*/*.png"):
        if path.name not in names:
            path.unlink()


def _section(area: str, pictures: list[Picture]) -> str:
    rows = [_row(picture) for picture in pictures if picture.area == area]
    widths = " | ".join(f"{width} px" for width in WIDTHS)
    head = [f"## {AREAS[area]}", "", f"| màn hình | {widths} |", "| --- " * (len(WIDTHS) + 1) + "|"]
    return "\n".join([*head, *rows, ""])


def _row(picture: Picture) -> str:
    links = " | ".join(f"[ảnh]({width}/{picture.name}.png)" for width in WIDTHS)
    return f"| {picture.title} | {links} |"


def _excuses() -> str:
    rows = "\n".join(f"- `{route}`: {reason}" for route, reason in EXCUSED.items())
    return f"## Không chụp\n\n{rows}\n"
