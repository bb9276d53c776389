"""Versions on the wire: ``ETag`` out, ``If-Match`` in."""

import re
from typing import Annotated, Final, Protocol

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


class Versioned(Protocol):
    """A record on the wire that names its version."""

    @property
    def version(self) -> int:
        """The version that a change of it is made on."""
        ...


def tagged[Answer: Versioned](response: Response, found: Answer) -> Answer:
    """Return the answer and send its version along with it, for changes to name."""
    response.headers["ETag"] = etag(found.version)
    return found


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
