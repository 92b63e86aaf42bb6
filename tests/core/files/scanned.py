"""The smallest bytes that are taken for a paper."""

PDF = b"%PDF-1.7 trang %%EOF\n"
JPEG = b"\xff\xd8\xff\xe0 anh \xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n anh IEND\xaeB`\x82"
