"""The long tables of one document, from the page source to the structure tree."""

from collections.abc import Callable
from functools import cache
from xml.etree.ElementTree import Element

from documents.render.tables.grid import Grid
from documents.render.tables.look import Look
from documents.render.tables.painter import Placed, paint_on
from documents.render.tables.shaping import Shaper
from documents.render.tables.skeleton import Skeletons, long_tables
from documents.render.tables.tags import tag_rows


class LongTables:
    """Raised as skeletons before the layout, painted on its pages, tagged in its file."""

    def __init__(self, tree: Element, look: Callable[[], Look]):
        look = cache(look)
        self._shaper = Shaper()
        self._skeletons = Skeletons()
        self._placed: list[list[Placed]] = []
        for table, data in list(long_tables(tree)):
            self._skeletons.raise_in(table, Grid(data, look(), self._shaper))

    @property
    def stylesheet(self) -> str:
        """The heights that the skeletons need."""
        return self._skeletons.stylesheet

    def paint_on(self, pages: list) -> None:
        self._placed = [paint_on(page, self._skeletons.places, self._shaper) for page in pages]

    def tag(self, document, pdf) -> None:
        """For write_pdf, as its finisher."""
        tag_rows(pdf, self._placed)
