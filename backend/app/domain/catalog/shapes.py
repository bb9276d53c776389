"""What the cells of the rate book are, read from the types of the engine's own values.

A nested value is spread out under dotted names (``margins.left``, ``mark_ups.paper.bands``), so an
entry is one flat row of cells. A new field of the engine is a new cell, without a word written here
unless its label or unit should be better than its name.
"""

import types
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from app.domain.estimating.documents import Range
from app.domain.units import Length

type CellKind = Literal[
    "text", "number", "share", "length", "integer", "flag", "day", "choice", "list", "table"
]

LABELS: Final = {
    "basis_weight": "Basis weight",
    "gsm": "Grammage",
    "caliper_in": "Caliper",
    "from_amount": "From a cost of",
    "mark_up": "Mark-up",
    "from_sheets": "From",
    "up_to": "Up to",
    "max_caliper_in": "Greatest caliper",
    "min_caliper_in": "Least caliper",
    "effective_from": "From",
    "min_weight_lb": "From a weight of",
    "gsm_factor": "Grammage factor",
    "duplex": "Prints both sides",
}
UNITS: Final = {
    "basis_weight": "lb",
    "gsm": "g/m²",
    "hourly_rate": "$/h",
    "prepress_rate": "$/h",
    "prepress_hours": "h",
    "click_colour": "$/click",
    "click_mono": "$/click",
    "unit_price": "$",
    "area_price": "$/sq ft",
    "minimum": "$",
    "minimum_charge": "$",
    "minimum_price": "$",
    "price": "$",
    "plate_price": "$",
    "from_amount": "$",
    "sides_per_minute": "sides/min",
    "from_sheets": "sheets",
    "basic_area": "sq in",
    "make_ready_sheets": "sheets",
    "within_days": "days",
    "minutes_per_thousand": "min/M",
    "gsm_factor": "",
}
UNIT_ENDINGS: Final = {
    "_in": "in",
    "_lb": "lb",
    "_minutes": "min",
    "minutes_per_cut": "min",
    "minutes_per_lift": "min",
    "_hours": "h",
    "_price": "$",
    "_rate": "$",
    "_cost": "$",
    "_charge": "$",
}
# Fractions that a person writes in per cent though their type would allow more than a whole.
SHARES: Final = frozenset({"mark_up", "surcharge"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One column of the rate book: what its cells hold and how a person calls it.

    What is not ``required`` may stay empty: it is nothing where it is ``nullable``, and else what
    the engine takes without it. ``columns`` are those of a table; ``whole`` says that the choices
    are numbers.
    """

    name: str
    label: str
    kind: CellKind
    unit: str = ""
    required: bool = True
    nullable: bool = False
    choices: tuple[str, ...] = ()
    whole: bool = False
    columns: "tuple[Shape, ...]" = ()


@cache
def shapes_of(kind: type, *, without: tuple[str, ...] = ()) -> tuple[Shape, ...]:
    """Return the cells that a dataclass spreads out to, in the order of its fields."""
    hints = get_type_hints(kind, include_extras=True)
    found: list[Shape] = []
    for field in fields(kind):
        if field.init and field.name not in without:
            bare = field.default is MISSING and field.default_factory is MISSING
            found.extend(_shapes(field.name, hints[field.name], required=bare))
    return tuple(found)


def label_of(name: str) -> str:
    """Return how people call a field: its label, or its name in words."""
    parts = name.split(".")
    words = [LABELS.get(part, part.removesuffix("_in").replace("_", " ")) for part in parts]
    text = ", ".join(word for word in words if word != "bands")
    return text[:1].upper() + text[1:]


def unit_of(name: str) -> str:
    """Return the unit of a number, as its name tells it."""
    last = name.rsplit(".", 1)[-1]
    if last in UNITS:
        return UNITS[last]
    return next((unit for ending, unit in UNIT_ENDINGS.items() if last.endswith(ending)), "")


def _shapes(name: str, hint: Any, *, required: bool) -> list[Shape]:  # noqa: ANN401 -- a type hint
    bare, notes, nullable = _unwrap(hint)
    if is_dataclass(bare) and isinstance(bare, type):
        inner = ((shape, f"{name}.{shape.name}") for shape in shapes_of(bare))
        return [replace(shape, name=full, label=label_of(full)) for shape, full in inner]
    return [
        Shape(
            name=name,
            label=label_of(name),
            required=required and not nullable,
            nullable=nullable,
            **_kind_of(name, bare, notes),
        )
    ]


def _unwrap(hint: Any) -> tuple[Any, tuple[Any, ...], bool]:  # noqa: ANN401 -- a type hint
    notes: tuple[Any, ...] = ()
    optional = False
    while True:
        origin = get_origin(hint)
        if origin is Annotated:
            hint, *own = get_args(hint)
            notes = (*notes, *own)
        elif origin in (types.UnionType, Union):
            optional = True
            hint = next(one for one in get_args(hint) if one is not types.NoneType)
        else:
            return hint, notes, optional


def _kind_of(name: str, hint: object, notes: tuple[Any, ...]) -> dict[str, Any]:
    if get_origin(hint) is tuple:
        inner, _, _ = _unwrap(get_args(hint)[0])
        if is_dataclass(inner) and isinstance(inner, type):
            return {"kind": "table", "columns": shapes_of(inner)}
        return {"kind": "list"}
    if get_origin(hint) is Literal:
        choices = get_args(hint)
        whole = all(isinstance(choice, int) for choice in choices)
        return {"kind": "choice", "choices": tuple(map(str, choices)), "whole": whole}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"kind": "choice", "choices": tuple(member.value for member in hint)}
    if hint is Decimal:
        whole = any(isinstance(note, Range) and note.below for note in notes)
        return _SHARE if name in SHARES or whole else {"kind": "number", "unit": unit_of(name)}
    return _PLAIN[hint] if hint is not int else {"kind": "integer", "unit": unit_of(name)}


_SHARE: Final[dict[str, Any]] = {"kind": "share", "unit": "%"}
_PLAIN: Final[dict[Any, dict[str, Any]]] = {
    Length: {"kind": "length", "unit": "in"},
    bool: {"kind": "flag"},
    date: {"kind": "day"},
    str: {"kind": "text"},
}
