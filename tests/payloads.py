"""What nobody should have to expect in a text; every field that people type into is tried with it.

`MARKUP` are patterns of which `{port}` names a port of this machine that may not be called.
"""

import unicodedata

WEB = "http://127.0.0.1:{port}"
SVG = "<svg xmlns='http://www.w3.org/2000/svg'>"
MARKUP = [
    f"<img src={WEB}/a.png>",
    f'<img src="{WEB}/a.png">',
    f'"><img src="{WEB}/a.png">',
    f"'><img src='{WEB}/a.png'>",
    f'</p></td></table><img src="{WEB}/a.png"><table><td><p>',
    f'</title><img src="{WEB}/a.png">',
    f'</style><img src="{WEB}/a.png">',
    f'--><img src="{WEB}/a.png"><!--',
    f'<![CDATA[<img src="{WEB}/a.png">]]>',
    f'<IMG SRC="{WEB}/a.png" ALT=" ">',
    f'<<b>img src="{WEB}/a.png">',
    f'&lt;img src="{WEB}/a.png"&gt;',
    f'&#60;img src="{WEB}/a.png"&#62;',
    '<img src="file:///etc/hostname">',
    '<object data="file:///etc/hostname"></object>',
    '<embed src="file:///etc/hostname">',
    f'<iframe src="{WEB}/"></iframe>',
    f'<input type="image" src="{WEB}/a.png">',
    f'<video poster="{WEB}/a.png"></video>',
    f'<picture><source srcset="{WEB}/a.png"></picture>',
    f'<base href="{WEB}/">',
    f'<meta http-equiv="refresh" content="0; url={WEB}/">',
    f'<link rel="stylesheet" href="{WEB}/a.css">',
    '<link rel="attachment" href="file:///etc/hostname">',
    '<a rel="attachment" href="file:///etc/hostname">a</a>',
    f'<a href="{WEB}/">a</a>',
    f'<style>@import url("{WEB}/a.css");</style>',
    f'<style>@font-face {{{{ font-family: x; src: url("{WEB}/a.ttf") }}}}</style><p>a</p>',
    f'<style>p {{{{ background: url("{WEB}/a.png") }}}}</style>',
    f'<p style="background: url({WEB}/a.png)">a</p>',
    f"\" style=\"background: url('{WEB}/a.png')",
    f'<p style="content: url({WEB}/a.png)">a</p>',
    f'<ul style="list-style-image: url({WEB}/a.png)"><li>a</li></ul>',
    f'{SVG}<image href="{WEB}/a.png"/></svg>',
    f"{SVG}<use href='{WEB}/a.svg#a'/></svg>",
    '<img src="data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27/%3E">',
    '<script src="/a.js"></script>',
    "javascript:alert(1)",
    "{{{{ document.issuer.unit.pk }}}} {{% include 'base.html' %}}",
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>&e;',
    "../../../etc/hostname",
    "url(file:///etc/hostname)",
]

NULL_PORT = 9
MARKS = "\u0301\u0323"
VIETNAMESE = "Đồng chí Nguyễn Thị Ưởng ở xã Ba Tơ đã hoàn thành tốt nhiệm vụ."

# Text that stays what it is: stored as it was typed, shown as text, a string in every workbook.
WRITING = {
    "attribute in double quotes": '" onfocus="alert(1)" autofocus x="',
    "attribute in single quotes": "' onfocus='alert(1)' autofocus x='",
    "end of a text area": "</textarea><script>alert(1)</script>",
    "end of a script": "</script><script>alert(1)</script>",
    "end of a choice": '</option></select><img src="x" onerror="alert(1)">',
    "script": "<script>alert(1)</script>",
    "handler": "<svg/onload=alert(1)>",
    "link that runs": "javascript:alert(document.cookie)",
    "link that runs, in capitals": "  JaVaScRiPt:alert(1)",
    "link of data": "data:text/html,<script>alert(1)</script>",
    "entities": "&lt;script&gt; &amp;amp; &#60;b&#62; &copy",
    "double entities": "&amp;lt;img src=x&amp;gt;",
    "template variable": "{{ request.user.password }}",
    "template tag": "{% load static %}{% include 'base.html' %}",
    "template comment": "{# gone #} {% comment %} gone {% endcomment %}",
    "format of Python": "{0.__class__} {name!r} %(name)s %s %n",
    "expression": "${7*7} #{7*7} <%= 7*7 %>",
    "sum": "=1+1",
    "formula that calls": '=HYPERLINK("http://127.0.0.1:9/","xem")',
    "exchange of data": "=cmd|' /C calc'!A0",
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(A1:A9)",
    "formula behind an apostrophe": "'=1+1",
    "formula in full width": "＝1+1",
    "error of a workbook": "#REF!",
    "other error of a workbook": "#N/A",
    "escape of a workbook": "_x0041_ và _x000D_",
    "escape of an escape": "_x005F_x0041_x0041_",
    "yes": "TRUE",
    "comma separated": 'a,"b ""c""",d;e',
    "JSON": '{"a": [1, null, "\\u0000"], "b": {"$ne": 1}}',
    "SQL": "'; DROP TABLE results_figure; --",
    "condition of SQL": "1' OR '1'='1",
    "pattern of SQL": "%_\\%",
    "path": "../../../etc/passwd",
    "path of Windows": "C:\\Windows\\system32\\con",
    "path of a share": "\\\\127.0.0.1\\c$",
    "address": "http://127.0.0.1:9/?a=1&b=2#c",
    "command": "$(reboot) `reboot` ; reboot | reboot",
    "escapes": "\\0 \\n \\x41 \\u0041 %00 %0a %41",
    "letters from the right": "שלום עולם",
    "letters from the right, joined": "السلام عليكم",
    "other letters": "汉字 かな 한글 ไทย हिन्दी ខ្មែរ",
    "other spellings of Latin letters": "Ｂａ Ｔơ ℬ𝒶 ﬁ ǆ",
    "emoji": "🇻🇳 👍🏽 ❤️ 🫡",
    "letters beyond the first plane": "𠮷野家 𝔗𝔥𝔦",
    "digits of other scripts": "١٢٣ १२३ １２３ 一二三 Ⅳ ½",
    "marks without a letter": "\u0301\u0323",
    "sign of a Kelvin": "300 K, Å, Ω",
    "decomposed": unicodedata.normalize("NFD", VIETNAMESE),
    "half composed": "u\u031b\u0309 ô\u0323 e\u0302\u0301",
    "marks in the wrong order": "e\u0301\u0323 a\u0301\u0323",
    "thirty words": " ".join([VIETNAMESE] * 3),
    "long word": "a" * 190,
    "words to hide": "null",
    "nothing": "None",
    "not a number": "NaN",
    "endless": "Infinity",
    "zero": "0",
    "no": "false",
    "number": "1.234,5",
    "number of the English": "1,234.5",
    "number with a power": "1e309",
    "number in another base": "0x1F",
    "negative number": "-12",
    "day": "31/02/2026",
    "blank within": "hai  khoảng   trắng",
    "no-break space within": "một\u00a0hai\u202fba",
    "separator of lines": "một\u2028hai\u2029ba",
}
# Around it something is left out: blanks, as every field documents.
AROUND = {
    "blanks around": "   Ba Tơ   ",
    "tab before a formula": "\t=1+1",
    "no-break spaces around": "\u00a0Ba Tơ\u3000",
    "line end before a formula": "\r\n=1+1",
    "line ends behind": "Ba Tơ\r\n\r\n",
}
BLANK = {
    "blanks": "     ",
    "no-break spaces": "\u00a0\u2003\u3000",
    "tabs and line ends": "\t\r\n\n\r ",
    "nothing at all": "",
}
# Ends of lines are written in one way, and refused where there is one line only.
LINES = {
    "line ends of browsers": "một\r\nhai",
    "line ends of Unix": "một\nhai",
    "line ends of old": "một\rhai",
    "line ends mixed": "một\r\n\rhai\n\r\nba",
    "formula in the second line": "một\n=1+1",
}
# Nobody could see it, or nobody could keep it.
REFUSED = {
    "NUL": "Ba\x00Tơ",
    "NUL behind": "Ba Tơ\x00",
    "bell": "Ba\x07Tơ",
    "escape of a terminal": "\x1b[31mBa Tơ",
    "separator of files behind": "Ba Tơ\x1c",
    "next line before": "\x85Ba Tơ",
    "form feed": "Ba\x0cTơ",
    "delete": "Ba\x7fTơ",
    "C1": "Ba\x9fTơ",
    "zero-width space": "Ba\u200bTơ",
    "zero-width joiner": "👨\u200d👩",
    "byte order mark": "\ufeffBa Tơ",
    "soft hyphen": "Ba\u00adTơ",
    "word joiner": "Ba\u2060Tơ",
    "override from the right": "Ba\u202eTơ\u202c",
    "isolate": "Ba\u2067Tơ\u2069",
    "tags": "Ba\U000e0041Tơ",
    "filler of Hangul": "Ba\u3164Tơ",
    "joiner of graphemes": "e\u034f\u0301",
    "no character": "Ba\uffffTơ",
    "unassigned": "Ba\U0001fadd",
    "private use of nobody": "Ba\ufffdTơ",
}
LONG = {
    "ten thousand marks": "a" + MARKS * 5_000,
    "a hundred thousand letters": "a" * 100_000,
    "a hundred thousand bytes of Vietnamese": "ệ" * 33_333,
    "emoji without end": "😀" * 16_000,
    "longer than a cell": "=" + "a" * 32_767,
    "lines without end": "a\n" * 10_000,
}
# One at a time: each alone is as much as a browser sends.
HUGE = {
    "a million letters": "a" * 1_000_000,
    "marks in the wrong order": "a" + "\u0301" * 250_000 + "\u0323" * 250_000,
}
TEXTS = WRITING | AROUND | BLANK | LINES | REFUSED | LONG

# No text at all, as bytes of a form.
BYTES = {
    "no UTF-8": b"Ba \xff",
    "Latin-1": "Đông ô".encode("cp1258"),
    "half a surrogate": b"Ba \xed\xa0\x80",
    "overlong": b"Ba \xc0\xaf",
    "cut": b"Ba \xe1\xbb",
    "UTF-16": "Ba".encode("utf-16"),
}


def as_documented(text: str) -> str:
    """What is stored of it: composed, line ends of one kind, no blanks around."""
    composed = unicodedata.normalize("NFC", text)
    return composed.replace("\r\n", "\n").replace("\r", "\n").strip()
