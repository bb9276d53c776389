"""What the customer wants printed: one specification for each kind of work.

The kinds are told apart by their ``kind``; a document without one is a flat sheet. All but one are
estimated: what is ``listed`` is sold from a price list.
"""

from collections.abc import Mapping
from typing import Final

from app.domain.errors import ValidationError
from app.domain.estimating import documents
from app.domain.estimating.documents import SPEC_PATH, Path, problem
from app.domain.estimating.spec.bound import BoundSpec
from app.domain.estimating.spec.flat import FlatSpec
from app.domain.estimating.spec.hours import HoursSpec
from app.domain.estimating.spec.listed import ListedSpec
from app.domain.estimating.spec.sets import SetSpec
from app.domain.estimating.spec.wide import WideSpec

EstimatedSpec = FlatSpec | BoundSpec | SetSpec | WideSpec | HoursSpec
Specification = EstimatedSpec | ListedSpec

KINDS: Final[Mapping[str, type[Specification]]] = {
    "flat": FlatSpec,
    "bound": BoundSpec,
    "set": SetSpec,
    "wide": WideSpec,
    "hours": HoursSpec,
    "listed": ListedSpec,
}


def specification_from(document: object, path: Path = SPEC_PATH) -> Specification:
    """Read a specification of any kind from JSON.

    Raises ``ValidationError``, and nothing else, with every wrong field in ``details["fields"]``;
    their paths start with ``path``.
    """
    name = document.get("kind", "flat") if isinstance(document, Mapping) else "flat"
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        message = f"Must be one of {', '.join(KINDS)}."
        raise ValidationError(message, {"fields": [problem((*path, "kind"), message)]})
    return documents.from_document(kind, document, path)


__all__ = [
    "KINDS",
    "BoundSpec",
    "EstimatedSpec",
    "FlatSpec",
    "HoursSpec",
    "ListedSpec",
    "SetSpec",
    "Specification",
    "WideSpec",
    "specification_from",
]
