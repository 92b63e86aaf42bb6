"""How a handler says why a job cannot go on."""


class JobError(Exception):
    """Trouble with a reason for people. The job is tried again while tries are left."""

    code = "error"
    message = "Công việc gặp lỗi khi xử lý. Hãy thử lại sau hoặc báo quản trị viên."

    def __init__(self, code: str | None = None, message: str | None = None):
        self.code = code or self.code
        self.message = message or self.message
        super().__init__(f"{self.code}: {self.message}")


class JobFailed(JobError):
    """Trouble that another try would not mend: the job fails at once."""


class LeaseLost(Exception):
    """Another worker may have this job now; whatever was made here is thrown away."""
