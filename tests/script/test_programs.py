import os
import subprocess

import pytest

from script.programs import Program, ServiceError

STUBBORN = ["sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done"]


@pytest.fixture
def program(tmp_path):
    program = Program("Chương trình", STUBBORN, tmp_path / "program.log")
    yield program
    program.stop(seconds=0)


def test_stop_kills_a_program_that_does_not_listen(program):
    program.start()
    program.wait_until(lambda: program.log.read_text() == "ready\n")
    program.stop(seconds=0.1)
    assert program.process.returncode == -9


def test_wait_until_gives_up_when_the_program_ended(tmp_path):
    program = Program("Chương trình", ["false"], tmp_path / "program.log")
    program.start()
    with pytest.raises(ServiceError, match=r"^Chương trình không khởi động được; xem .*\.log$"):
        program.wait_until(lambda: False)


def test_apt_install_tells_a_plain_user_the_line_to_run(tmp_path):
    whoami = tmp_path / "id"
    whoami.write_text("#!/bin/sh\necho 1000\n")
    whoami.chmod(0o755)
    answer = subprocess.run(
        ["bash", "script/apt-install", "libpango-1.0-0", "libpangoft2-1.0-0"],
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (
        1,
        "Thiếu gói hệ thống. Hãy chạy dòng sau rồi thử lại:\n"
        "  sudo apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0\n",
    )
