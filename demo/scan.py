"""The scan of a paper report, such as a unit without a connection gives its superior. Invented."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.html import format_html

from core.vietnamese.dates import short_date
from documents.domain.layout import STYLESHEETS
from documents.domain.printing import limits_for
from documents.render.local import render_client
from results.models import Submission

PAGE = """<!doctype html>
<html lang="vi"><head><title>Bản chụp minh họa</title></head><body>
<p><b>{unit}</b></p>
<p>Số: {number}</p>
<h1>BÁO CÁO</h1>
<p>Số liệu {period}, {campaign}</p>
<p>Ngày ký: {day}. Đã ký, đóng dấu (minh họa).</p>
<p><i>Bản chụp này do bản trình diễn tạo ra để minh họa việc nhập thay theo báo cáo giấy; không phải
báo cáo của một cơ quan nào.</i></p>
</body></html>"""


def scan_of(submission: Submission, number: str, day: date) -> bytes:
    """A page of PDF that says what it is."""
    html = format_html(
        PAGE,
        unit=submission.unit,
        number=number,
        period=submission.period,
        campaign=submission.campaign,
        day=short_date(day),
    )
    with TemporaryDirectory() as folder:
        target = Path(folder, "scan.pdf")
        render_client().render(html, stylesheets=STYLESHEETS, to=target, limits=limits_for(html))
        return target.read_bytes()
