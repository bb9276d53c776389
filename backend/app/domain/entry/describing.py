"""An understood line for people: each field by its name, in the shop's words."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.entry.amounts import counts_text
from app.domain.entry.reading import FieldValue, Reading, Sourced
from app.domain.entry.vocabulary import Vocabulary
from app.domain.entry.words import FieldForm

# Where two fields make one thing, it goes by the first of them.
_PAIRS = {
    "trim_width": ("trim_height", "Size"),
    "colours_front": ("colours_back", "Colours"),
    "cover_colours_front": ("cover_colours_back", "Cover colours"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One field as a person reads it; without ``pieces`` it is as the product usually is."""

    name: str
    label: str
    text: str
    pieces: tuple[int, ...]


def describe(reading: Reading, vocabulary: Vocabulary) -> list[Shown]:
    """Say what was understood, in the order of the product's form; empty fields are left out."""
    product = vocabulary.product(reading.product)
    if product is None:
        return []
    found = [
        Shown(
            name="product_type",
            label="Product",
            text=product.title,
            pieces=reading.fields["product_type"].pieces,
        )
    ]
    if reading.quantities.value:
        found.append(
            Shown(
                name="quantities",
                label="Quantities" if reading.quantities.value[1:] else "Quantity",
                text=counts_text(reading.quantities.value),
                pieces=reading.quantities.pieces,
            )
        )
    return found + list(_fields(reading, product.fields, vocabulary))


def _fields(
    reading: Reading, forms: tuple[FieldForm, ...], vocabulary: Vocabulary
) -> Iterator[Shown]:
    seconds = {second for second, _ in _PAIRS.values()}
    for form in forms:
        sourced = reading.fields.get(form.name)
        if sourced is None or form.name in seconds:
            continue
        label, pieces = form.label, sourced.pieces
        text = _value_text(form, sourced.value, vocabulary, reading)
        if form.name in _PAIRS:
            second, label = _PAIRS[form.name]
            other = reading.fields.get(second, Sourced(None))
            pieces = tuple(sorted({*pieces, *other.pieces}))
            between = " x " if second == "trim_height" else "/"
            text = f"{sourced.value}{between}{other.value}{_unit(form, reading)}"
        # What is as always goes without saying: one version, no hurry, any press.
        if text and (pieces or sourced.value not in {None, 1, "any"}):
            yield Shown(name=form.name, label=label, text=text, pieces=pieces)


def _value_text(
    form: FieldForm, value: FieldValue, vocabulary: Vocabulary, reading: Reading
) -> str:
    if isinstance(value, tuple):
        return ", ".join(_named(code, vocabulary) for code in value)
    label = next((one.label for one in form.options if one.value == value), None)
    if label is not None:
        return label
    if value is None:
        return ""
    if form.kind in {"stock", "operation"}:
        return _named(str(value), vocabulary)
    if form.name == "bleed" and str(value) == "0":
        return "none"
    return f"{value}{_unit(form, reading)}"


def _unit(form: FieldForm, reading: Reading) -> str:
    unit = reading.fields.get("unit")
    return f" {unit.value}" if form.kind == "length" and unit is not None else ""


def _named(code: str, vocabulary: Vocabulary) -> str:
    names = {one.code: one.name for one in vocabulary.operations}
    names |= {one.code: one.name for one in vocabulary.stocks}
    return names.get(code, code)
