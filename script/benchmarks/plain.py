"""WeasyPrint as its manual begins: `HTML(string=…).write_pdf()`, in a process of its own.

`python -m script.benchmarks.plain FONTS SOURCE` answers every line with its peak memory in
megabytes. The fonts are those of the program alone, so that the look is the same.
"""

import os
import resource
import sys
import tempfile
from pathlib import Path

from weasyprint import HTML

FONTS_ONLY = '<?xml version="1.0"?><fontconfig><dir>{}</dir><cachedir>{}</cachedir></fontconfig>'


def main(fonts: str, source: str) -> None:
    html = Path(source).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "fonts.conf")
        config.write_text(FONTS_ONLY.format(fonts, folder))
        os.environ["FONTCONFIG_FILE"] = str(config)
        for _ in sys.stdin:
            HTML(string=html).write_pdf(Path(folder, "plain.pdf"))
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
