"""HTML to PDF in a warm process beside the worker, which forks a child under limits."""
