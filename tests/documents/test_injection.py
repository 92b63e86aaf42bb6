"""What people write stays writing: it calls nobody, brings no file along, and stands as typed."""

import html as markup

import pytest
from pypdf import PdfReader
from weasyprint import HTML

from documents.domain.blocks import Block
from documents.domain.layout import STYLESHEETS, document_html
from documents.enums import DocumentKind
from documents.render.errors import ForbiddenAddress
from documents.render.limits import Limits
from tests.documents.hostile import Texts, blocks_of, content_of, listening
from tests.documents.samples import sample
from tests.documents.tagged import Tree
from tests.payloads import MARKUP, WEB

# What is fetched as soon as it is markup, and what is attached; the rest breaks out or runs.
FETCHING = [
    f'<img src="{WEB}/a.png">',
    f'</title><img src="{WEB}/a.png">',
    f'<link rel="stylesheet" href="{WEB}/a.css">',
    f'<style>@import url("{WEB}/a.css");</style>',
    f'<p style="background: url({WEB}/a.png)">a</p>',
]
ATTACHING = '<link rel="attachment" href="file:///etc/hostname">'


@pytest.fixture
def listener():
    with listening() as listener:
        yield listener


@pytest.fixture
def print_html(renderer, tmp_path):
    def print_html(html):
        target = tmp_path / "document.pdf"
        limits = Limits.for_document(rows=100, pages=20)
        renderer.render(html, stylesheets=STYLESHEETS, to=target, limits=limits)
        return PdfReader(target)

    return print_html


def attachments_of(reader):
    """Files in the file, and anything on a page that could lead out of it."""
    names = reader.root_object.get("/Names", {})
    led_out = [page for page in reader.pages if "/Annots" in page]
    return [*reader.attachments, *names.get("/EmbeddedFiles", []), *led_out]


def without_spaces(text):
    """Lines break where they must, and offices and titles are printed in capitals."""
    return "".join(text.split()).casefold()


@pytest.mark.parametrize("payload", MARKUP)
def test_text_calls_nobody_and_stands_as_typed(listener, write_document, print_html, payload):
    texts = Texts(payload.format(port=listener.port))
    reader = print_html(document_html(write_document(**content_of(texts))))
    printed = without_spaces("".join(Tree(reader).texts("/Document")))
    missing = [text for text in texts.given if without_spaces(text) not in printed]
    assert (listener.calls, attachments_of(reader), missing) == (0, [], [])


@pytest.mark.parametrize("payload", FETCHING)
def test_names_under_minutes_call_nobody_and_stand_as_typed(listener, print_html, payload):
    text = payload.format(port=listener.port)
    minutes = sample(DocumentKind.MINUTES, secretary_name=text, signer_name=text)
    reader = print_html(document_html(minutes))
    printed = without_spaces("".join(Tree(reader).texts("/Document")))
    named = printed.count(without_spaces(text))
    assert (listener.calls, attachments_of(reader), named) == (0, [], 2)


def test_every_kind_of_block_is_tried():
    assert {type(block) for block in blocks_of(Texts("a"))} == set(Block.__args__)


@pytest.mark.parametrize("payload", FETCHING)
def test_template_that_lets_markup_through_would_call(listener, write_document, payload):
    """With a plain WeasyPrint; without this the count of calls would prove nothing."""
    html = _let_through(write_document, payload.format(port=listener.port))
    HTML(string=html).write_pdf()
    assert listener.calls > 0


@pytest.mark.parametrize("payload", FETCHING)
def test_renderer_calls_nobody_even_for_such_a_template(
    listener, write_document, print_html, payload
):
    html = _let_through(write_document, payload.format(port=listener.port))
    with pytest.raises(ForbiddenAddress):
        print_html(html)
    assert listener.calls == 0


def test_template_that_lets_markup_through_would_attach(write_document, tmp_path):
    target = tmp_path / "document.pdf"
    HTML(string=_let_through(write_document, ATTACHING)).write_pdf(target)
    assert attachments_of(PdfReader(target)) != []


def test_renderer_attaches_nothing_even_for_such_a_template(write_document, print_html):
    with pytest.raises(ForbiddenAddress):
        print_html(_let_through(write_document, ATTACHING))


def _let_through(write_document, text):
    """As if every text were marked safe."""
    return markup.unescape(document_html(write_document(title=text)))
