"""Long tables: WeasyPrint breaks the pages around empty rows, which are painted and tagged here.

Layout in WeasyPrint costs a millisecond a cell, nearly all of it Python per box. A long table is
therefore laid out as a skeleton with one empty block a row; text, rules and cells of the structure
tree are written onto the finished pages, in the look that a sample laid out by WeasyPrint has.
"""
