"""The checks, a table for each part of a document."""
