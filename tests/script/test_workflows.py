from script.workflows import TARGET, draw


def test_the_drawn_workflows_are_those_of_the_code():
    assert TARGET.read_text(encoding="utf-8") == draw()
