"""The one shape of every refusal."""

from collections.abc import Mapping
from typing import Any

from fastapi.responses import JSONResponse

from app.schemas.base import Output


class ErrorBody(Output):
    """``error`` is a sentence for people, ``code`` is stable and for programs.

    Field problems stand in ``details["fields"]`` as ``{"path": [...], "message": "..."}``.
    """

    error: str
    code: str
    details: dict[str, Any]
    request_id: str


def error_response(
    request_id: str,
    *,
    status: int,
    code: str,
    message: str,
    details: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Return the one body that every refusal has."""
    body = ErrorBody(error=message, code=code, details=dict(details or {}), request_id=request_id)
    return JSONResponse(
        body.model_dump(mode="json"),
        status_code=status,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )
