"""Reads a finished PDF, ours or anybody's, and holds it against Decree 30/2020/NĐ-CP.

Letters become pieces of text and rules (`reading`, `glyphs`, `paper`), pieces become the elements
of an official document (`recognition`), and every element is checked by the tables in `rows`.
Lengths are millimetres from the top left corner of the page, sizes of letters are points.
"""
