"""For a worker on a machine without the fonts."""

from pathlib import Path

from tests.core.jobs.worker_settings import *  # noqa: F403

PRINT_FONTS_DIR = Path("/nowhere")
