"""What the browser posts to the entry page, and what it shows."""

from results.models import Figure


def page_data(submission, **cells):
    """What the browser posts: the first figure's cells, and empty words."""
    figure = submission.current_revision.figures.get()
    prefix = f"f{figure.indicator_id}"
    data = {"answer": "value", "note": "", "version": figure.row_version} | cells
    words = dict.fromkeys(("strengths", "shortcomings", "causes", "proposals"), "")
    words["version"] = submission.current_revision.row_version
    return (
        {"revision": submission.current_revision_id}
        | {f"{prefix}-{name}": value for name, value in data.items()}
        | {f"narrative-{name}": value for name, value in words.items()}
    )


def figure_of(submission) -> Figure:
    return Figure.objects.get(revision=submission.current_revision_id)


def row_of(response):
    """The form of the only row on the page."""
    return response.context["sections"][0][1][0][1]
