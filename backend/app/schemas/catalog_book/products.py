"""Products as their forms are written, and the bench that says why a paper cannot be chosen."""

import re
from collections.abc import Iterator
from typing import Annotated, Final, Self

from pydantic import ConfigDict, Field, model_validator

from app.schemas.base import LINE_CONTROLS, Input, Output
from app.schemas.catalog import ProductDefinition
from app.schemas.catalog_book.sheets import CellName, Code

LONGEST_TEXT: Final = 500
LONGEST_LIST: Final = 200
PRODUCT_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)


class ProductInput(ProductDefinition):
    """A product's whole definition, as somebody writes it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @model_validator(mode="after")
    def check_texts(self) -> Self:
        """Refuse texts that no form shows and lists that no person reads."""
        if not PRODUCT_CODE.fullmatch(self.code):
            raise ValueError("A product's code is a word like business_card.")
        if self.kind == "listed":
            raise ValueError("A price list is a product by itself: publish the list.")
        if not self.name.strip() or not self.fields:
            raise ValueError("A product needs a name and at least one field.")
        names = [field.name for field in self.fields]
        if len(set(names)) != len(names):
            raise ValueError("A product has each field once.")
        for text in _texts(self.model_dump(mode="json")):
            if LINE_CONTROLS.search(text) or len(text) > LONGEST_TEXT:
                raise ValueError("Remove control characters, and texts of over 500 letters.")
        return self


class ProductsResponse(Output):
    """Every product with its form, those of the archive apart; for who may change them."""

    version: int
    live: list[ProductDefinition]
    archived: list[ProductDefinition]


class WhyNotRequest(Input):
    """Can this product be printed on this stock, on this press if one is named?

    ``spec`` says what differs from the product's usual specification.
    """

    stock: Code
    product: Code
    press: Code | None = None
    spec: Annotated[dict[CellName, str | int | list[Code] | None], Field(max_length=60)] | None = (
        None
    )


class WhyNotResponse(Output):
    """``can`` says that it can; ``ways`` say how, ``reasons`` why something cannot."""

    can: bool
    sentence: str
    ways: list[str]
    reasons: list[str]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        if len(value) > LONGEST_LIST:
            raise ValueError("A list of this product is too long.")
        for part in value:
            yield from _texts(part)
