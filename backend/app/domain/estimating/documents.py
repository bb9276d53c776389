"""Frozen dataclasses to plain JSON and back, exactly.

A class's type hints are its schema: decimals travel as text, dates as ``YYYY-MM-DD``, tuples as
lists, nested dataclasses as objects. What a hint cannot say stands in ``Annotated``: ``Range``,
``Text``, ``Places``, ``Items``. Reading gathers everything that is wrong before it raises, and
raises nothing but ``ValidationError``.
"""

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from app.domain.errors import ValidationError

Path = tuple[str | int, ...]
Problems = list[dict[str, Any]]
Decoder = Callable[[object, Path, Problems], Any]
Encoder = Callable[[Any], Any]

SPEC_PATH: Final[Path] = ("spec",)
MAX_TEXT: Final = 200
MAX_ITEMS: Final = 5_000
MAX_INTEGER: Final = 2**53
MAX_PLACES: Final = 10
NUMBER: Final = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,10})?", re.ASCII)
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
UNPRINTABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the greatest value, both allowed unless ``below`` makes the upper one open."""

    least: Decimal | int | None = None
    most: Decimal | int | None = None
    below: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """How many decimals a number may have."""

    most: int


@dataclass(frozen=True, slots=True)
class Text:
    """What a text must look like, and the sentence for one that does not."""

    pattern: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Items:
    """How many items a list may have."""

    most: int


@dataclass(frozen=True, slots=True)
class _Codec:
    decode: Decoder
    encode: Encoder


def to_document(value: Any) -> dict[str, Any]:  # noqa: ANN401 -- any of our dataclasses
    """Write a dataclass as a JSON object."""
    document: dict[str, Any] = _codec(type(value)).encode(value)
    return document


def from_document[T](kind: type[T], document: object, path: Path = ()) -> T:
    """Read a dataclass from JSON; raises ``ValidationError`` naming every field that is wrong."""
    problems: Problems = []
    value = _codec(kind).decode(document, path, problems)
    if problems:
        refuse(problems)
    result: T = value
    return result


def refuse(problems: Problems) -> None:
    """Raise one error for all the problems: the first one's field and sentence, and every field."""
    first = problems[0]
    name = next((step for step in reversed(first["path"]) if isinstance(step, str)), "")
    message = f"{name.replace('_', ' ').capitalize()}: {first['message']}".removeprefix(": ")
    if len(problems) > 1:
        message = f"{message} (and {len(problems) - 1} more)"
    raise ValidationError(message, {"fields": problems})


def problem(path: Path, message: str) -> dict[str, Any]:
    """Describe what is wrong with one field."""
    return {"path": list(path), "message": message}


_CODECS: Final[dict[Any, _Codec]] = {}


def _codec(hint: Any) -> _Codec:  # noqa: ANN401 -- a type hint has no better type
    codec = _CODECS.get(hint)
    if codec is None:
        codec = _CODECS[hint] = _build(hint)
    return codec


def _build(hint: Any) -> _Codec:  # noqa: ANN401 -- a type hint has no better type
    notes: tuple[Any, ...] = ()
    while get_origin(hint) is Annotated or hasattr(hint, "__supertype__"):
        if hasattr(hint, "__supertype__"):
            hint = hint.__supertype__
        else:
            hint, *own = get_args(hint)
            notes = (*notes, *own)
    arguments = get_args(hint)
    origin = get_origin(hint)
    if origin is Literal:
        return _Codec(_choice(arguments), _same)
    if origin is tuple:
        return _list(_codec(arguments[0]), notes)
    if origin in (types.UnionType, Union):
        present = next(option for option in arguments if option is not types.NoneType)
        return _optional(_codec(Annotated[present, *notes] if notes else present))
    return _plain(hint, notes)


def _plain(hint: object, notes: tuple[Any, ...]) -> _Codec:
    simple: dict[Any, tuple[Decoder, Encoder]] = {
        Decimal: (_decimal(notes), lambda value: f"{value:f}"),
        date: (_date, lambda value: value.isoformat()),
        bool: (_boolean, _same),
        int: (_integer(notes), _same),
        str: (_text(notes), _same),
    }
    if hint in simple:
        return _Codec(*simple[hint])
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _enum(hint, _choice(tuple(member.value for member in hint)))
    if is_dataclass(hint) and isinstance(hint, type):
        return _object(hint)
    message = f"No way to write {hint!r} as JSON."
    raise TypeError(message)


def _same[T](value: T) -> T:
    return value


def _find[T](notes: tuple[Any, ...], kind: type[T]) -> T | None:
    return next((note for note in notes if isinstance(note, kind)), None)


def _outside(value: Decimal | int, limits: Range | None) -> str | None:
    if limits is None:
        return None
    if limits.least is not None and value < limits.least:
        return f"Must be at least {limits.least:,}."
    if limits.most is not None and value > limits.most:
        return f"Must be at most {limits.most:,}."
    if limits.below and value == limits.most:
        return f"Must be less than {limits.most:,}."
    return None


def _decimal(notes: tuple[Any, ...]) -> Decoder:
    limits = _find(notes, Range)
    places = _find(notes, Places)
    most_places = MAX_PLACES if places is None else places.most

    def decode(value: object, path: Path, problems: Problems) -> Decimal | None:
        if not isinstance(value, str) or NUMBER.fullmatch(value) is None:
            problems.append(problem(path, 'Must be a number written as text, like "3.5".'))
            return None
        number = Decimal(value)
        exponent = number.as_tuple().exponent
        if isinstance(exponent, int) and -exponent > most_places:
            problems.append(problem(path, f"Must have at most {most_places} decimals."))
            return None
        wrong = _outside(number, limits)
        if wrong is not None:
            problems.append(problem(path, wrong))
            return None
        return number

    return decode


def _integer(notes: tuple[Any, ...]) -> Decoder:
    limits = _find(notes, Range)

    def decode(value: object, path: Path, problems: Problems) -> int | None:
        if isinstance(value, bool) or not isinstance(value, int):
            problems.append(problem(path, "Must be a whole number."))
            return None
        wrong = _outside(value, limits or Range(-MAX_INTEGER, MAX_INTEGER))
        if wrong is not None:
            problems.append(problem(path, wrong))
            return None
        return value

    return decode


def _text(notes: tuple[Any, ...]) -> Decoder:
    shape = _find(notes, Text)

    def decode(value: object, path: Path, problems: Problems) -> str | None:
        if not isinstance(value, str):
            problems.append(problem(path, "Must be text."))
        elif len(value) > MAX_TEXT:
            problems.append(problem(path, f"Must have at most {MAX_TEXT} letters."))
        elif UNPRINTABLE.search(value) is not None:
            problems.append(problem(path, "Must have printable letters only."))
        elif shape is not None and re.fullmatch(shape.pattern, value, re.ASCII) is None:
            problems.append(problem(path, shape.sentence))
        else:
            return value
        return None

    return decode


def _boolean(value: object, path: Path, problems: Problems) -> bool:
    if not isinstance(value, bool):
        problems.append(problem(path, "Must be true or false."))
        return False
    return value


def _date(value: object, path: Path, problems: Problems) -> date | None:
    if isinstance(value, str) and DAY.fullmatch(value) is not None:
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    problems.append(problem(path, "Must be a day written as YYYY-MM-DD."))
    return None


def _choice(choices: tuple[str, ...]) -> Decoder:
    sentence = f"Must be one of {', '.join(choices)}."

    def decode(value: object, path: Path, problems: Problems) -> str | None:
        if not isinstance(value, str) or value not in choices:
            problems.append(problem(path, sentence))
            return None
        return value

    return decode


def _enum(kind: type[StrEnum], choose: Decoder) -> _Codec:
    def decode(value: object, path: Path, problems: Problems) -> StrEnum | None:
        chosen = choose(value, path, problems)
        return None if chosen is None else kind(chosen)

    return _Codec(decode, lambda value: value.value)


def _optional(inner: _Codec) -> _Codec:
    def decode(value: object, path: Path, problems: Problems) -> object:
        return None if value is None else inner.decode(value, path, problems)

    return _Codec(decode, lambda value: None if value is None else inner.encode(value))


def _list(item: _Codec, notes: tuple[Any, ...]) -> _Codec:
    limit = _find(notes, Items)
    most = MAX_ITEMS if limit is None else limit.most

    def decode(value: object, path: Path, problems: Problems) -> tuple[Any, ...]:
        if not isinstance(value, list):
            problems.append(problem(path, "Must be a list."))
            return ()
        if len(value) > most:
            problems.append(problem(path, f"Must have at most {most:,} items."))
            return ()
        return tuple(
            item.decode(entry, (*path, index), problems) for index, entry in enumerate(value)
        )

    return _Codec(decode, lambda value: [item.encode(entry) for entry in value])


def _object(kind: type[Any]) -> _Codec:
    hints = get_type_hints(kind, include_extras=True)
    codecs = {field.name: _codec(hints[field.name]) for field in fields(kind) if field.init}
    required = {
        field.name
        for field in fields(kind)
        if field.init and field.default is MISSING and field.default_factory is MISSING
    }

    def decode(value: object, path: Path, problems: Problems) -> object:
        if not isinstance(value, Mapping):
            problems.append(problem(path, "Must be an object."))
            return None
        before = len(problems)
        read: dict[str, Any] = {}
        for name, codec in codecs.items():
            if name in value:
                read[name] = codec.decode(value[name], (*path, name), problems)
            elif name in required:
                problems.append(problem((*path, name), "Is missing."))
        problems.extend(
            problem((*path, UNPRINTABLE.sub("?", str(name))[:MAX_TEXT]), "Is not a known field.")
            for name in value
            if name not in codecs
        )
        if len(problems) > before:
            return None
        try:
            return kind(**read)
        except ValidationError as error:
            problems.extend(
                problem((*path, *found["path"]), found["message"]) for found in error.fields
            )
            return None

    return _Codec(
        decode,
        lambda value: {name: codec.encode(getattr(value, name)) for name, codec in codecs.items()},
    )
