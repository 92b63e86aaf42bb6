"""How large a file that people send may be."""

MEGABYTE = 1 << 20
LARGEST_UPLOAD = 30 * MEGABYTE  # bytes
TOO_LARGE = f"Tệp lớn hơn {LARGEST_UPLOAD // MEGABYTE} MB."
