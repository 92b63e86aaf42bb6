"""A document as a Word file (.docx), the twin of the PDF that documents.domain.layout makes."""
