"""What can go wrong, in the business's own words.

    AppError
    ├── NotFoundError                 there is no such record, or it is not yours to see
    ├── AlreadyExistsError            a unique thing is there twice
    ├── ConflictError                 the record's state does not allow this now
    ├── ValidationError               the input is understood and wrong
    ├── UnauthorizedError             nobody, or nobody we know
    ├── ForbiddenError                known, but not allowed
    ├── RateLimitedError              too often; says after how many seconds to try again
    ├── UnavailableError              something we depend on does not answer
    ├── PreconditionFailedError       the record changed since it was read
    └── PreconditionRequiredError     a change must name the version that it was made on

A concrete error stands beside the function that raises it, under one of these kinds, with its own
stable ``code``. None of them knows HTTP; the routers map the kinds.
"""

from typing import Any, ClassVar


class AppError(Exception):
    """A refusal that a person can act on.

    ``code`` is stable and meant for programs, ``message`` is a sentence that says what to do, and
    ``details`` holds plain JSON values.
    """

    code: ClassVar[str] = "error"

    def __init__(self, message: str, details: dict[str, Any] | None = None) -> None:
        """Keep the sentence and its details."""
        super().__init__(message)
        self.message = message
        self.details: dict[str, Any] = {} if details is None else details


class NotFoundError(AppError):
    """There is no such record, or it is not the actor's to see: the two answer alike."""

    code = "not_found"


class AlreadyExistsError(AppError):
    """What must be unique is there already."""

    code = "already_exists"


class ConflictError(AppError):
    """The record's state does not allow this now."""

    code = "conflict"


class ValidationError(AppError):
    """The input is wrong; ``details["fields"]`` says where.

    Each of the fields is ``{"path": ["lines", 0, "quantity"], "message": "a sentence"}``.
    """

    code = "validation_failed"

    @classmethod
    def for_field(cls, path: tuple[str | int, ...], message: str) -> "ValidationError":
        """Make the error for one field; the sentence serves both the whole and the field."""
        return cls(message, {"fields": [{"path": list(path), "message": message}]})

    @property
    def fields(self) -> list[dict[str, Any]]:
        """The fields that are wrong; empty when the fault is in no single one."""
        found: list[dict[str, Any]] = self.details.get("fields", [])
        return found


class UnauthorizedError(AppError):
    """Nobody is logged in, or the credentials are not good."""

    code = "unauthorized"


class ForbiddenError(AppError):
    """The actor is known and may not do this."""

    code = "forbidden"


class RateLimitedError(AppError):
    """Too many attempts; ``retry_after`` is in whole seconds."""

    code = "rate_limited"

    def __init__(
        self, message: str, retry_after: int, details: dict[str, Any] | None = None
    ) -> None:
        """Keep the seconds to wait, also in the details."""
        super().__init__(message, {"retry_after": retry_after, **(details or {})})
        self.retry_after = retry_after


class UnavailableError(AppError):
    """Something that the app depends on does not answer; ``retry_after`` is in whole seconds."""

    code = "unavailable"
    retry_after: ClassVar[int] = 2


class PreconditionFailedError(AppError):
    """The record changed since the version that the change was made on."""

    code = "stale_version"


class PreconditionRequiredError(AppError):
    """A change must name the version that it was made on."""

    code = "version_required"
