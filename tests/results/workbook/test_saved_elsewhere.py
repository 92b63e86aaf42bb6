"""The form after other programs saved it: the same cells, the same formula.

Filled in and then saved by LibreOffice 7.4 as .xlsx and as Excel 97-2003 (.xls).
"""

from pathlib import Path

import pytest

from results.workbook.reading import read_filled

SAVED = Path(__file__).parent / "saved"


@pytest.mark.parametrize("name", ["libreoffice.xls", "libreoffice.xlsx"])
def test_form_saved_elsewhere_is_read(name):
    with (SAVED / name).open("rb") as file:
        filled = read_filled(file)

    typed = {name: text for name, text in filled.texts.items() if text not in ("", "Có số liệu")}
    assert typed == {
        "f1-part": "1.234,5",
        "f4-whole": "2000",
        "f17-answer": "Không phát sinh",
        "f17-grade": "Tốt",
        "f41-is_estimate": "Có",
        "f41-note": "Dòng một\nDòng hai",
        "f42-done_on": "05/09/2026",
        "narrative-strengths": "Đạt kết quả tốt.",
    }
    assert filled.formulas == ["f12-g1"]
    assert filled.numbers == ["f4-whole"]
    assert filled.token.count(":") == 1
