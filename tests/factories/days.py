"""Old enough and far enough for a test that is not about dates."""

from datetime import date

LONG_AGO = date(2020, 1, 1)
NEVER = date(2099, 12, 31)
PASSWORD = "mat-khau-de-thu"
