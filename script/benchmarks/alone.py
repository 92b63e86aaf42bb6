"""WeasyPrint alone in a process of its own: renders a page source each time it is asked.

`python -m script.benchmarks.alone FONTS STYLES SOURCE` answers every line with a line.
"""

import sys
import tempfile
from pathlib import Path

from documents.render.engine import Engine


def main(fonts: str, styles: str, source: str) -> None:
    engine = Engine(fonts=Path(fonts), styles=Path(styles))
    engine.warm_up()
    html = Path(source).read_text(encoding="utf-8")
    sheets = [path.name for path in Path(styles).glob("*.css")]
    with tempfile.TemporaryDirectory() as folder:
        for _ in sys.stdin:
            engine.render(html, sheets, Path(folder, "alone.pdf"))
            print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
