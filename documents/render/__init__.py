"""HTML to PDF in a warm process beside the worker, which forks for every document."""
