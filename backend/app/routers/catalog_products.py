"""Kinds of jobs as data, and two benches: why no paper, and what an operation takes."""

from typing import Annotated, Final

from fastapi import Path, Response

from app.deps import DB, CurrentActor, RateBooks, Today
from app.routers.catalog_staging import Moment
from app.routers.errors import ROUTE_OPTIONS
from app.routers.etags import IfMatch, tagged
from app.routers.routing import Router
from app.schemas.catalog_book import (
    ProductInput,
    ProductsResponse,
    TrialRequest,
    TrialResponse,
    WhyNotRequest,
    WhyNotResponse,
)
from app.services import catalog

router: Final = Router(prefix="/api/catalog", tags=["catalog"], **ROUTE_OPTIONS)

OperationCode = Annotated[str, Path(min_length=1, max_length=60)]
ProductCode = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


async def _products(response: Response, db: DB, actor: CurrentActor) -> ProductsResponse:
    return tagged(response, await catalog.read_products(db, actor))


@router.get("/product-forms", response_model=ProductsResponse, status_code=200)
async def get_product_forms(response: Response, db: DB, actor: CurrentActor) -> ProductsResponse:
    """Return every product with its form, for who changes them."""
    return await _products(response, db, actor)


@router.post("/product-forms", response_model=ProductsResponse, status_code=201)
async def add_product(
    data: ProductInput,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    moment: Moment,
) -> ProductsResponse:
    """Add a kind of job; it holds at once, for it carries no rates."""
    await catalog.add_product(db, actor, data, version=version, moment=moment)
    return await _products(response, db, actor)


@router.put("/product-forms/{code}", response_model=ProductsResponse, status_code=200)
async def change_product(
    code: ProductCode,
    data: ProductInput,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    moment: Moment,
) -> ProductsResponse:
    """Write a product's form anew."""
    await catalog.change_product(db, actor, code, data, version=version, moment=moment)
    return await _products(response, db, actor)


@router.post("/product-forms/{code}/archive", response_model=ProductsResponse, status_code=200)
async def archive_product(
    code: ProductCode,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    moment: Moment,
) -> ProductsResponse:
    """Take a product off the builder's list."""
    await catalog.archive_product(db, actor, code, archived=True, version=version, moment=moment)
    return await _products(response, db, actor)


@router.post("/product-forms/{code}/restore", response_model=ProductsResponse, status_code=200)
async def restore_product(
    code: ProductCode,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    moment: Moment,
) -> ProductsResponse:
    """Put a product back on the builder's list."""
    await catalog.archive_product(db, actor, code, archived=False, version=version, moment=moment)
    return await _products(response, db, actor)


@router.post("/why-not", response_model=WhyNotResponse, status_code=200)
async def explain_choice(
    data: WhyNotRequest, db: DB, actor: CurrentActor, books: RateBooks, today: Today
) -> WhyNotResponse:
    """Say whether a product can be printed on a stock, and why not."""
    return await catalog.explain_choice(db, actor, data, books=books, today=today)


@router.post("/operations/{code}/try", response_model=TrialResponse, status_code=200)
async def try_finishing(
    code: OperationCode, data: TrialRequest, db: DB, actor: CurrentActor, moment: Moment
) -> TrialResponse:
    """Say what a finishing operation takes by itself; nothing is written."""
    return await catalog.try_finishing(db, actor, code, data, moment=moment)
