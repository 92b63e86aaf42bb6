import shutil
import tempfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def folder():
    """Kept for a module, so that only its first start makes a cluster."""
    folder = Path(tempfile.mkdtemp(prefix="quyet-thang-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)
