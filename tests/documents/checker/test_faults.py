"""Every check can fail: a document with just one fault does not meet just that check."""

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from documents.checker.checking import CHECKS
from tests.documents.checker.conftest import faults_in
from tests.documents.checker.faults import FAULTS

OF_THE_FILE = {"fonts_family", "fonts_embedded"}


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_document_with_one_fault_fails_one_check(specimen, print_html, report_of, fault):
    file = print_html(fault.put_into(specimen(fault.specimen)), fault.css)
    assert list(faults_in(report_of(file))) == [fault.code]


def test_every_check_has_a_fault():
    assert {fault.code for fault in FAULTS} | OF_THE_FILE == {check.code for check in CHECKS}


def test_another_font_fails_the_check_of_fonts(specimen, print_html, report_of, tmp_path):
    def rename(font):
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
        name = descriptor["/FontName"].replace("Tinos", "Arial")
        descriptor[NameObject("/FontName")] = NameObject(name)

    file = changed_fonts(print_html(specimen("report")), rename, tmp_path)
    assert faults_in(report_of(file)) == {"fonts_family": "Arial"}


def test_font_outside_the_file_fails_the_check_of_embedding(
    specimen, print_html, report_of, tmp_path
):
    def take_out(font):
        del font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"]

    file = changed_fonts(print_html(specimen("report")), take_out, tmp_path)
    assert faults_in(report_of(file)) == {"fonts_embedded": "Tinos không được nhúng"}


def changed_fonts(file, change, folder):
    """A copy of the file after a change to each of its fonts."""
    writer = PdfWriter(clone_from=PdfReader(file))
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        change(font.get_object())
    target = folder / "changed.pdf"
    writer.write(target)
    return target
