import os
import socket
import stat

import pytest

from script import demo
from script.demo import DemoError
from script.programs import Program


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of one static file, whose manage.py commands are only written down."""
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "app.css").write_text("a {}")
    (tmp_path / "requirements.txt").write_text("Django")
    (tmp_path / "var" / "static").mkdir(parents=True)
    monkeypatch.setattr(demo, "ROOT", tmp_path)
    monkeypatch.setattr(demo, "VAR", tmp_path / "var")
    return tmp_path


@pytest.fixture
def commands(monkeypatch):
    commands = []
    monkeypatch.setattr(demo, "manage", lambda *arguments: commands.append(arguments))
    return commands


@pytest.fixture
def sleeper(tmp_path):
    program = Program("Chương trình", ["sleep", "60"], tmp_path / "program.log")
    program.start()
    yield program
    program.stop()


def test_collect_static_collects_once_for_the_same_sources(project, commands):
    demo.collect_static()
    demo.collect_static()
    assert commands == [("collectstatic", "--noinput", "--clear")]


def test_collect_static_collects_again_after_a_change(project, commands):
    demo.collect_static()
    (project / "static" / "app.css").write_text("a { color: red }")
    demo.collect_static()
    assert len(commands) == 2


def test_environment_file_is_for_its_owner_while_the_services_run(tmp_path):
    path = tmp_path / "services.env"
    with demo.environment_file(path, {"REDIS_URL": "redis://b"}):
        assert path.read_text() == "REDIS_URL=redis://b\n"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not path.exists()


def test_look_after_starts_a_dead_program_again(sleeper):
    sleeper.started_at -= demo.SHORTEST_LIFE
    first = sleeper.process
    first.kill()
    first.wait()
    demo.look_after([sleeper])
    assert sleeper.is_running


def test_look_after_gives_up_on_a_program_that_dies_at_once(sleeper):
    sleeper.process.kill()
    sleeper.process.wait()
    with pytest.raises(DemoError, match=r"^Chương trình không chạy được; xem .*program\.log$"):
        demo.look_after([sleeper])


def test_watch_ends_when_a_server_died(sleeper):
    sleeper.process.kill()
    sleeper.process.wait()
    with pytest.raises(DemoError, match=r"^Chương trình đã dừng; xem .*program\.log$"):
        demo.watch([sleeper], [])


def test_manage_says_why_a_command_failed(tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "LOGS", tmp_path)
    with pytest.raises(DemoError) as refusal:
        demo.manage("không-có")
    assert str(refusal.value) == (
        f"không-có không chạy được; xem {tmp_path}/manage.log\nType 'manage.py help' for usage."
    )


@pytest.mark.parametrize("text", ["", "abc", "80a", "٣"])
def test_free_port_refuses_what_is_no_number(text):
    with pytest.raises(DemoError, match="không phải là số cổng"):
        demo.free_port(text)


def test_free_port_refuses_a_port_in_use(monkeypatch):
    monkeypatch.setattr(demo, "PORT_TIMEOUT", 0)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(DemoError, match=rf"^Cổng {port} đang bận; hãy chọn cổng khác: PORT="):
            demo.free_port(str(port))


def test_worker_does_without_prefork_where_shared_memory_is_closed(monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: path != "/dev/shm")
    assert "--pool=solo" in demo.worker_command()
