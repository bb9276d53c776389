"""Health on the wire: one word, as strangers may ask."""

from typing import Literal

from app.schemas.base import Output


class Health(Output):
    """The process serves."""

    status: Literal["ok"] = "ok"
