"""How domain errors become HTTP: one map, one body, one place that knows status codes."""

from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus
from typing import Any, Final

import structlog
from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from app.domain.errors import (
    AlreadyExistsError,
    AppError,
    ConflictError,
    ForbiddenError,
    NotFoundError,
    PreconditionFailedError,
    PreconditionRequiredError,
    RateLimitedError,
    UnauthorizedError,
    UnavailableError,
    ValidationError,
)
from app.schemas.errors import ErrorBody, error_response

log = structlog.get_logger(__name__)

STATUS_BY_KIND: Final[Mapping[type[AppError], HTTPStatus]] = {
    UnauthorizedError: HTTPStatus.UNAUTHORIZED,
    ForbiddenError: HTTPStatus.FORBIDDEN,
    NotFoundError: HTTPStatus.NOT_FOUND,
    ConflictError: HTTPStatus.CONFLICT,
    AlreadyExistsError: HTTPStatus.CONFLICT,
    PreconditionFailedError: HTTPStatus.PRECONDITION_FAILED,
    ValidationError: HTTPStatus.UNPROCESSABLE_ENTITY,
    PreconditionRequiredError: HTTPStatus.PRECONDITION_REQUIRED,
    RateLimitedError: HTTPStatus.TOO_MANY_REQUESTS,
    UnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
}

CODE_BY_STATUS: Final = {
    HTTPStatus.BAD_REQUEST: ("bad_request", "The request cannot be read."),
    HTTPStatus.NOT_FOUND: ("not_found", "There is nothing at this address."),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        "method_not_allowed",
        "This address does not answer to that method.",
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("too_large", "The request is too large."),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: ("unsupported_media_type", "Send JSON."),
}


class MappedError(HTTPException):
    """An :class:`AppError` on its way out, with its status and the headers that go with it."""

    def __init__(self, status: HTTPStatus, error: AppError) -> None:
        """Wrap the error; the message and details stay its own."""
        headers = (
            {"Retry-After": str(error.retry_after)}
            if isinstance(error, RateLimitedError | UnavailableError)
            else None
        )
        super().__init__(status_code=status, detail=error.message, headers=headers)
        self.error = error


# By its name in the document: the framework would build the model anew for each route and status,
# which took a quarter of the time that the app needs to be loaded. `readyz` declares it.
_ERROR_CONTENT: Final = {
    "application/json": {"schema": {"$ref": f"#/components/schemas/{ErrorBody.__name__}"}}
}


class ErrorMap:
    """A router-level dependency that turns domain errors into HTTP errors by their kind.

    It raises: returning a response here would let the session's dependency see success and commit.
    """

    def __init__(self, statuses: Mapping[type[AppError], HTTPStatus]) -> None:
        """Map kinds to statuses; an error is looked up by its nearest mapped ancestor."""
        self._statuses = statuses

    def status_of(self, kind: type[AppError]) -> HTTPStatus | None:
        """Return the status of the nearest mapped ancestor, or None."""
        return next((self._statuses[base] for base in kind.__mro__ if base in self._statuses), None)

    async def __call__(self) -> AsyncIterator[None]:
        """Run the endpoint and everything below it, transaction included."""
        try:
            yield
        except AppError as error:
            status = self.status_of(type(error))
            if status is None:
                raise
            raise MappedError(status, error) from error

    @property
    def responses(self) -> dict[int | str, dict[str, Any]]:
        """The documented refusals of a router that uses this map."""
        return {
            int(status): {"description": status.phrase, "content": _ERROR_CONTENT}
            for status in sorted(set(self._statuses.values()))
        }


standard_errors: Final = ErrorMap(STATUS_BY_KIND)
# What every router is made with: APIRouter(prefix=..., tags=[...], **ROUTE_OPTIONS)
ROUTE_OPTIONS: Final[dict[str, Any]] = {
    "dependencies": [Depends(standard_errors, scope="function")],
    "responses": standard_errors.responses,
}


def request_id_of(request: Request) -> str:
    """Return the id that the outermost middleware gave this request."""
    found: str = request.scope.get("forge.request_id", "")
    return found


async def answer_http_error(request: Request, error: Exception) -> JSONResponse:
    """Answer a mapped domain error or a refusal of the framework itself."""
    if isinstance(error, MappedError):
        return error_response(
            request_id_of(request),
            status=error.status_code,
            code=error.error.code,
            message=error.error.message,
            details=error.error.details,
            headers=error.headers,
        )
    if not isinstance(error, HTTPException):
        raise error
    status = HTTPStatus(error.status_code)
    code, message = CODE_BY_STATUS.get(status, ("http_error", f"{status.phrase}."))
    return error_response(
        request_id_of(request),
        status=status,
        code=code,
        message=message,
        headers=error.headers,
    )


def _field_problem(problem: Mapping[str, Any]) -> dict[str, Any]:
    location = list(problem["loc"])
    if location and location[0] in {"body", "query", "path", "header", "cookie"}:
        location = location[1:]
    return {"path": location, "message": _sentence(problem)}


def _sentence(problem: Mapping[str, Any]) -> str:
    """Say what to do about one field, without repeating what was sent."""
    context = problem.get("ctx") or {}
    match problem["type"]:
        case "missing":
            return "Fill this in."
        case "extra_forbidden":
            return "This field is not known here."
        case "value_error":
            return str(context.get("error", "This value cannot be used."))
        case "json_invalid":
            return "The body is not valid JSON."
        case _:
            message: str = problem["msg"]
            return message if message.endswith(".") else f"{message}."


async def answer_invalid_request(request: Request, error: Exception) -> JSONResponse:
    """Answer input of the wrong shape; the values themselves are never sent back."""
    if not isinstance(error, RequestValidationError):
        raise error
    problems = [_field_problem(problem) for problem in error.errors()]
    return error_response(
        request_id_of(request),
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
        code=ValidationError.code,
        message="Some fields need attention.",
        details={"fields": problems},
    )


async def answer_unknown_address(path: str) -> None:
    """Answer 404: the web app's page is for addresses of the web app only."""
    raise HTTPException(HTTPStatus.NOT_FOUND, detail=path)


def install_error_handlers(app: FastAPI) -> None:
    """Give every refusal of ``app`` the one shape."""
    app.add_exception_handler(HTTPException, answer_http_error)
    app.add_exception_handler(RequestValidationError, answer_invalid_request)
