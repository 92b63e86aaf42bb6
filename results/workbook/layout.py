"""Where everything stands in the sheet.

A row asks for one value; the rows of a figure stand together, and the first of them also asks for
the answer and the remarks. Two columns are hidden: one holds the token in its first row and in
every row the names of the cells to fill in, in the order of their columns; the other what may be
chosen.
"""

HEADS = {
    "TT": 5,
    "Chỉ tiêu thống kê và câu trong kế hoạch": 46,
    "Đơn vị tính": 10,
    "Kỳ trước": 17,
    "Chỉ tiêu giao": 10,
    "Nội dung": 22,
    "Số liệu kỳ này": 19,
    "Trả lời": 19,
    "Ước thực hiện": 8,
    "Ghi chú": 26,
}
NUMBER, NAME, COUNTED_IN, BEFORE, QUOTA, LABEL, VALUE, ANSWER, ESTIMATE, NOTE = range(1, 11)
KEYS, CHOICES = 11, 12
FILLED_IN = (VALUE, ANSWER, ESTIMATE, NOTE)
TOKEN_ROW, HEAD_ROW = 1, 5
