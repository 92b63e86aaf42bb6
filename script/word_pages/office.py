"""LibreOffice as it lays out Word files, with the letters of the PDF and no others."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

PATIENCE = 300  # seconds
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern">
    <test name="family"><string>Times New Roman</string></test>
    <edit name="family" mode="assign" binding="same"><string>Tinos</string></edit>
  </match>
</fontconfig>
"""


def lay_out(files: Sequence[Path], folder: Path) -> list[Path]:
    """The files as PDF, in their order; a file that gives none raises FileNotFoundError."""
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS.format(fonts=settings.PRINT_FONTS_DIR, cache=folder / "cache"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(
        [*command, *map(str, files)],
        env=os.environ | {"FONTCONFIG_FILE": str(fonts), "HOME": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
        timeout=PATIENCE,
    )
    laid_out = [folder / f"{file.stem}.pdf" for file in files]
    for path in laid_out:
        path.stat()
    return laid_out
