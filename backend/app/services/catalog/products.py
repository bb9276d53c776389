"""Kinds of jobs: a shop adds one as data, and the builder draws its form.

A product has no rates and needs no publishing: quotes keep their own specification. So it changes
at once, and only by whoever may publish.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, Final

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import NotFoundError, ValidationError
from app.domain.estimating import documents
from app.domain.estimating.spec import KINDS, specification_from
from app.domain.permissions import Permission
from app.models.catalog import Product
from app.repositories import catalog
from app.schemas.catalog import ProductDefinition
from app.schemas.catalog_book import ProductInput, ProductsResponse
from app.services import audit
from app.services.catalog.desk import Moment, find_staged, hold, save
from app.services.catalog.staging import EntryArchived, EntryNotArchived

# Where the codes stand that a field of a kind offers.
CODE_TABLES: Final[Mapping[str, str]] = {
    "stock": "stocks",
    "stocks": "stocks",
    "operation": "operations",
    "operations": "operations",
    "press": "presses",
}


class ProductNotFound(NotFoundError):
    """There is no such product."""

    code = "product_not_found"


async def add_product(
    session: Session, actor: Actor, data: ProductInput, *, version: int, moment: Moment
) -> int:
    """Add a kind of job at the end of the list; return the rate book's new version.

    Raises:
        PermissionDenied: the actor publishes no rates.
        StaleRates: somebody changed the rate book since ``version``.
        DuplicateCode: the code is there already.
        ValidationError: the form would not make a specification.
    """
    staged = await hold(session, actor, Permission.PUBLISH_RATES, version=version)
    await _check(session, data)
    products = await catalog.all_products(session)
    last = max((product.position for product in products), default=0)
    definition = data.model_dump(mode="json")
    await catalog.products.add(
        session,
        Product(
            code=data.code,
            name=data.name,
            position=last + 1,
            aliases=list(data.aliases),
            definition=definition,
        ),
    )
    await save(
        session,
        actor,
        staged,
        "product.added",
        before=None,
        after=definition,
        label=data.name,
        now=moment.now,
    )
    return staged.version


async def change_product(
    session: Session, actor: Actor, code: str, data: ProductInput, *, version: int, moment: Moment
) -> int:
    """Write a product's whole definition anew; its code stays.

    Raises:
        ProductNotFound: there is none of this code.
        StaleRates: somebody changed the rate book since ``version``.
        ValidationError: the form would not make a specification, or its code is another one.
    """
    staged = await hold(session, actor, Permission.PUBLISH_RATES, version=version)
    product = await _find(session, code, archived=False)
    if data.code != code:
        raise ValidationError.for_field(("code",), "A product keeps its code.")
    await _check(session, data)
    definition = data.model_dump(mode="json")
    before, after = audit.changes(product.definition, definition)
    if after:
        product.name = data.name
        product.aliases = list(data.aliases)
        product.definition = definition
        await save(
            session,
            actor,
            staged,
            "product.changed",
            before=before,
            after=after,
            label=data.name,
            now=moment.now,
        )
    return staged.version


async def archive_product(
    session: Session, actor: Actor, code: str, *, archived: bool, version: int, moment: Moment
) -> int:
    """Take a product off the builder's list, or put it back.

    Raises:
        ProductNotFound: there is none of this code.
        EntryArchived: it is in the archive already.
        EntryNotArchived: it is not in the archive.
        StaleRates: somebody changed the rate book since ``version``.
    """
    staged = await hold(session, actor, Permission.PUBLISH_RATES, version=version)
    product = await _find(session, code, archived=not archived)
    product.deleted_at = moment.now if archived else None
    await save(
        session,
        actor,
        staged,
        "product.archived" if archived else "product.restored",
        before={"archived": not archived},
        after={"archived": archived},
        label=product.name,
        now=moment.now,
    )
    return staged.version


async def read_products(session: Session, actor: Actor) -> ProductsResponse:
    """Return every product with its form, and the rate book's version to change them on."""
    actor.require(Permission.STAGE_RATES)
    staged = await find_staged(session)
    live, archived = (
        [ProductDefinition.model_validate(row.definition) for row in found]
        for found in (await catalog.all_products(session), await catalog.archived_products(session))
    )
    return ProductsResponse(version=staged.version, live=live, archived=archived)


def usual_specification(definition: Mapping[str, Any]) -> dict[str, Any]:
    """Return the specification that a new line of the product starts with."""
    document: dict[str, Any] = {
        "kind": definition["kind"],
        "product_type": definition["code"],
        **{
            field["name"]: field["default"]
            for field in definition["fields"]
            if field["default"] is not None
        },
    }
    for size in definition["sizes"][:1]:
        document |= {
            "trim_width": size["width"],
            "trim_height": size["height"],
            "unit": size["unit"],
        }
    return document


async def _find(session: Session, code: str, *, archived: bool) -> Product:
    found = await catalog.find_product(session, code)
    if found is None:
        raise ProductNotFound(ProductNotFound.__doc__ or "")
    if archived and found.deleted_at is None:
        raise EntryNotArchived(EntryNotArchived.__doc__ or "")
    if not archived and found.deleted_at is not None:
        raise EntryArchived(EntryArchived.__doc__ or "")
    return found


async def _check(session: Session, data: ProductInput) -> None:
    """Pass if the form makes a specification by its defaults and by each of its options.

    Raises:
        ValidationError: the fields that are wrong: ``["fields", 2, "options", 1]``.
    """
    definition = data.model_dump(mode="json")
    names = {field.name for field in fields(KINDS[data.kind])}
    problems = [
        documents.problem(("fields", place, "name"), f"This kind of work has no {field.name}.")
        for place, field in enumerate(data.fields)
        if field.name not in names
    ]
    problems += [
        documents.problem(("fields", place, "depends_on"), "There is no such field above it.")
        for place, field in enumerate(data.fields)
        if field.depends_on is not None
        and field.depends_on.field not in {one.name for one in data.fields[:place]}
    ]
    if not problems:
        problems = list(_refused(definition))
    if not problems:
        problems = await _unknown_codes(session, definition)
    if problems:
        documents.refuse(problems)


def _refused(definition: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Try what the form would send: its defaults, every size and every option of a choice."""
    usual = usual_specification(definition)
    places = {field["name"]: place for place, field in enumerate(definition["fields"])}
    try:
        specification_from(usual, ())
    except ValidationError as error:
        for found in error.fields:
            name = next((step for step in found["path"] if step in places), None)
            path: documents.Path = ("fields",) if name is None else ("fields", places[name])
            said = ".".join(map(str, found["path"])) if name is None else "default"
            yield documents.problem((*path, said), found["message"])
        return
    for place, size in enumerate(definition["sizes"]):
        tried = {"trim_width": size["width"], "trim_height": size["height"], "unit": size["unit"]}
        yield from _refused_value({**usual, **tried}, ("sizes", place))
    for name, place in places.items():
        field = definition["fields"][place]
        if field["kind"] == "choice":
            for number, option in enumerate(field["options"]):
                path = ("fields", place, "options", number)
                yield from _refused_value({**usual, name: option["value"]}, path, name)


def _refused_value(
    document: Mapping[str, Any], path: documents.Path, name: str | None = None
) -> Iterator[dict[str, Any]]:
    """Yield what is wrong with one value; what only does not go with the defaults is no fault."""
    try:
        specification_from(document, ())
    except ValidationError as error:
        wrong = [one for one in error.fields if name is None or one["path"][:1] == [name]]
        if wrong:
            yield documents.problem(path, wrong[0]["message"])


async def _unknown_codes(session: Session, definition: Mapping[str, Any]) -> list[dict[str, Any]]:
    known = {
        kind: {row.code for row in await catalog.all_entries(session, kind)}
        for kind in ("stocks", "operations", "presses")
    }
    problems = []
    for place, field in enumerate(definition["fields"]):
        table = CODE_TABLES.get(field["kind"])
        if table is None:
            continue
        default = field["default"]
        codes = default if isinstance(default, list) else [default]
        codes = [*codes, *(option["value"] for option in field["options"])]
        problems += [
            documents.problem(("fields", place, "default"), f"There is no {code} in the rate book.")
            for code in codes
            if code is not None and code not in known[table]
        ]
    return problems
