"""Versions on the wire: ``ETag`` out, ``If-Match`` in."""

import re
from typing import Annotated, Final

from fastapi import Depends, Header, Response

from app.deps import CurrentLogin
from app.domain.errors import PreconditionRequiredError, ValidationError

_STRONG_TAG: Final = re.compile(r'"([0-9]{1,10})"')


class VersionRequired(PreconditionRequiredError):
    """Send If-Match with the ETag of the version that you changed."""

    code = "if_match_required"


class MalformedVersion(ValidationError):
    """If-Match must repeat the ETag as it was sent, like "7"."""

    code = "if_match_malformed"


def etag(version: int) -> str:
    """Return the strong tag of a version."""
    return f'"{version}"'


def set_etag(response: Response, version: int) -> None:
    """Send the version along with the record."""
    response.headers["ETag"] = etag(version)


async def get_if_match(
    _login: CurrentLogin, if_match: Annotated[str | None, Header()] = None
) -> int:
    """Return the version that the change was made on; a stranger is refused before it is read.

    Raises:
        VersionRequired: none is named; ``*`` names none.
        MalformedVersion: what is sent was never an ETag of ours.
    """
    if if_match is None or if_match.strip() == "*":
        raise VersionRequired(VersionRequired.__doc__ or "")
    found = _STRONG_TAG.fullmatch(if_match.strip())
    if found is None:
        raise MalformedVersion(MalformedVersion.__doc__ or "")
    return int(found[1])


IfMatch = Annotated[int, Depends(get_if_match)]
