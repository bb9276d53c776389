"""What every table of the rate book is written in: numbers as typed, costs that may be absent."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, PlainSerializer, WithJsonSchema

from app.domain.money import decimal_text
from app.domain.units import length_text
from app.schemas.base import Output

# A number as the shop wrote it, without the zeros that a column adds; a length in inches.
Figure = Annotated[
    Decimal,
    PlainSerializer(decimal_text, return_type=str),
    WithJsonSchema({"type": "string", "format": "decimal"}),
]


Inches = Annotated[
    int,
    PlainSerializer(length_text, return_type=str),
    WithJsonSchema({"type": "string", "format": "decimal"}),
]


def _is_absent(value: object) -> bool:
    return value is None


# Absent, not null: a key that names a cost must not exist for who may not see it.
Internal = Field(default=None, exclude_if=_is_absent)


class NamedCode(Output):
    """A code with the name that people know it by."""

    code: str
    name: str
