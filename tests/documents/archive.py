"""The main rules of PDF/A-2u (ISO 19005-2), read from the finished file; clauses beside them.

No validator of this standard is at hand in Python or Debian, so that each rule a printed document
can break is looked up here. `faults_of` gives the rules that are broken.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from xml.etree import ElementTree

from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, StreamObject

from tests.documents.paper import bytes_of, codes_of, letters_of, widths_of

XMP = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
IN_XMP = {
    "/Title": ".//dc:title//rdf:li",
    "/Author": ".//dc:creator//rdf:li",
    "/Subject": ".//dc:description//rdf:li",
    "/CreationDate": ".//xmp:CreateDate",
    "/ModDate": ".//xmp:ModifyDate",
}
OUTSIDE = {"/JavaScript", "/EmbeddedFiles", "/AA", "/OpenAction", "/XFA", "/OCProperties"}
UNSHOWABLE = {"\0", "\ufeff", "\ufffe", ""}
MOST_NESTED = 28
RGB_OR_GREY = {b"rg", b"RG", b"g", b"G"}
COLOURS = RGB_OR_GREY | {b"k", b"K", b"cs", b"CS", b"sc", b"SC", b"scn", b"SCN", b"ri", b"sh"}
OPERATORS = COLOURS | set(
    b"b B b* B* BDC BMC BT BX c cm d d0 d1 Do DP EI EMC ET EX f F f* gs h i ID j J l m M MP n q Q "
    b"re s S T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split()
)


def faults_of(file: bytes) -> set[str]:
    reader = PdfReader(BytesIO(file))
    return {rule.__name__.strip("_") for rule in RULES if not rule(reader, file)}


def xmp_of(reader: PdfReader) -> ElementTree.Element:
    return ElementTree.fromstring(reader.root_object["/Metadata"].get_object().get_data())  # noqa: S314


def texts_shown(reader: PdfReader) -> Iterator[tuple[DictionaryObject, list[int]]]:
    """Every string that is shown: its font and the codes of its glyphs."""
    for page in reader.pages:
        fonts, font = page["/Resources"]["/Font"], None
        for operands, operator in operations_of(page):
            if operator == b"Tf":
                font = fonts[operands[0]].get_object()
            elif operator in (b"Tj", b"TJ"):
                pieces = operands[0] if operator == b"TJ" else operands
                shown = [bytes_of(piece) for piece in pieces if not hasattr(piece, "as_numeric")]
                yield font, codes_of(b"".join(shown))


def operations_of(page) -> list:
    return ContentStream(page.get_contents(), page.pdf).operations


def _header(reader, file) -> bool:
    """6.1.2: the version, then a comment of four bytes beyond ASCII."""
    return bool(re.match(rb"%PDF-1\.[0-7]\r?\n%[\x80-\xff]{4}", file))


def _trailer(reader, file) -> bool:
    """6.1.3: an identifier, no encryption."""
    return "/ID" in reader.trailer and "/Encrypt" not in reader.trailer


def _streams(reader, file) -> bool:
    """6.1.7: data within the file, no LZW."""
    streams = [entry for entry in _objects(reader) if isinstance(entry, StreamObject)]
    return all("/F" not in one and "LZW" not in str(one.get("/Filter")) for one in streams)


def _operators(reader, file) -> bool:
    """6.2.2 and 6.1.13: only operators of the standard, states not nested too deep."""
    for page in reader.pages:
        names = [operator for _, operator in operations_of(page)]
        if not OPERATORS.issuperset(names) or _depth(names) > MOST_NESTED:
            return False
    return True


def _output_intent(reader, file) -> bool:
    """6.2.3: one profile of the kind RGB, which makes plain RGB and grey mean something."""
    (intent,) = reader.root_object["/OutputIntents"]
    profile = intent["/DestOutputProfile"].get_object()
    return (intent["/S"], profile["/N"], profile.get_data()[16:20]) == ("/GTS_PDFA1", 3, b"RGB ")


def _colours(reader, file) -> bool:
    """6.2.4.3: no colour but RGB and grey, which the output intent covers."""
    used = {operator for page in reader.pages for _, operator in operations_of(page)}
    return used & COLOURS <= RGB_OR_GREY


def _transparency(reader, file) -> bool:
    """6.2.5 and 6.2.10: nothing shines through, no transfer function."""
    for page in reader.pages:
        for state in page["/Resources"].get("/ExtGState", {}).values():
            settings = {key: value for key, value in state.get_object().items() if key != "/Type"}
            if any(key not in ("/ca", "/CA") or value != 1 for key, value in settings.items()):
                return False
    return all("/Group" not in page for page in reader.pages)


def _no_pictures_from_outside(reader, file) -> bool:
    """6.2.9: no PostScript, no references to other files; ours have no XObject at all."""
    return not any(page["/Resources"].get("/XObject") for page in reader.pages)


def _fonts_embedded(reader, file) -> bool:
    """6.2.11.4: every font that is used has its program in the file, by identity of glyphs."""
    return all(
        font["/Encoding"] == "/Identity-H"
        and _descendant(font)["/CIDToGIDMap"] == "/Identity"
        and "/FontFile2" in _descendant(font)["/FontDescriptor"]
        for font in _fonts(reader)
    )


def _widths(reader, file) -> bool:
    """6.2.11.5: the widths of the dictionary are those of the font, within a thousandth."""
    return all(_has_true_widths(font) for font in _fonts(reader))


def _unicode(reader, file) -> bool:
    """6.2.11.7: every glyph that is shown maps to a letter."""
    maps = {font["/BaseFont"]: letters_of(font) for font in _fonts(reader)}
    return all(
        UNSHOWABLE.isdisjoint(maps[font["/BaseFont"]].get(code, "") for code in codes)
        for font, codes in texts_shown(reader)
    )


def _no_missing_glyphs(reader, file) -> bool:
    """6.2.11.8: the glyph for what a font lacks is never shown."""
    return all(0 not in codes for _, codes in texts_shown(reader))


def _no_annotations(reader, file) -> bool:
    """6.3: ours need none."""
    return not any("/Annots" in page for page in reader.pages)


def _no_actions(reader, file) -> bool:
    """6.5 and 6.8: no scripts, no actions, no files in the file."""
    names = reader.root_object.get("/Names", {})
    return OUTSIDE.isdisjoint(names) and OUTSIDE.isdisjoint(reader.root_object)


def _declared(reader, file) -> bool:
    """6.6.4: part and level stand in the metadata."""
    return [
        found.get(f"{{{XMP['pdfaid']}}}{name}")
        for name in ("part", "conformance")
        for found in xmp_of(reader).findall(f".//*[@pdfaid:{name}]", XMP)
    ] == ["2", "U"]


def _metadata_agree(reader, file) -> bool:
    """6.6.3: what the old dictionary says, the new metadata say too."""
    return all(
        _without_marks(xmp_of(reader).findtext(IN_XMP[key], "", XMP)) == _without_marks(value)
        for key, value in reader.metadata.items()
        if key in IN_XMP
    )


def _structure(reader, file) -> bool:
    """6.7: whatever is painted is a piece of the tree or an artifact, and the tree knows it."""
    root = reader.root_object
    if not root["/MarkInfo"]["/Marked"] or not root.get("/Lang"):
        return False
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    owners = dict(zip(numbers[::2], numbers[1::2], strict=True))
    return all(
        marked_of(page) == _owned(owners[page["/StructParents"]].get_object(), page)
        for page in reader.pages
    )


RULES: tuple[Callable[[PdfReader, bytes], bool], ...] = (
    _header,
    _trailer,
    _streams,
    _operators,
    _output_intent,
    _colours,
    _transparency,
    _no_pictures_from_outside,
    _fonts_embedded,
    _widths,
    _unicode,
    _no_missing_glyphs,
    _no_annotations,
    _no_actions,
    _declared,
    _metadata_agree,
    _structure,
)


def marked_of(page) -> list[int] | None:
    """The numbers of the marked pieces; None where something is painted outside of them."""
    open_marks, found = [], []
    for operands, operator in operations_of(page):
        if operator in (b"BDC", b"BMC"):
            properties = operands[1] if operator == b"BDC" else {}
            open_marks.append(operands[0])
            found += [properties["/MCID"]] if "/MCID" in properties else []
        elif operator == b"EMC":
            open_marks.pop()
        elif operator in (b"Tj", b"TJ", b"f", b"S", b"B", b"Do") and not open_marks:
            return None
    return sorted(found)


def _owned(owners, page) -> list[int]:
    """The numbers whose owner in the tree has them among its children on this page."""
    return [
        number
        for number, owner in enumerate(owners)
        if number in children_of(owner.get_object(), page)
    ]


def children_of(element, page) -> list[int]:
    """Numbers of marked pieces right below the element, on one page."""
    children = element.get("/K", [])
    children = children if isinstance(children, list) else [children]
    if element["/Pg"].get_object() != page.get_object():
        return []
    return [child for child in children if isinstance(child, int)]


def _objects(reader) -> Iterator:
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        yield reader.get_object(number)


def _depth(operators) -> int:
    depth = deepest = 0
    for operator in operators:
        depth += {b"q": 1, b"Q": -1}.get(operator, 0)
        deepest = max(deepest, depth)
    return deepest


def _fonts(reader) -> list[DictionaryObject]:
    return list({font["/BaseFont"]: font for font, _ in texts_shown(reader)}.values())


def _descendant(font) -> DictionaryObject:
    return font["/DescendantFonts"][0].get_object()


def _has_true_widths(font) -> bool:
    descendant = _descendant(font)
    program = descendant["/FontDescriptor"].get("/FontFile2")
    if program is None:
        return True  # another rule is broken
    with TTFont(BytesIO(program.get_object().get_data())) as opened:
        scale, metrics = 1000 / opened["head"].unitsPerEm, opened["hmtx"]
        names = opened.getGlyphOrder()
        return all(
            abs(metrics[names[code]][0] * scale - width) <= 1
            for code, width in widths_of(descendant["/W"]).items()
        )


def _without_marks(value: str) -> str:
    """A date without the marks that differ between both ways of writing it."""
    return re.sub(r"^D:|[-:T'+]", "", value)
