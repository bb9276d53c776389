"""Customers with their contacts, addresses and certificates.

Every answer about a customer carries its version as ETag. What overwrites something names in
If-Match the version that it was made on; what only adds does not need to.
"""

from datetime import date
from typing import Annotated, Final

from fastapi import Depends, Query, Response

from app.deps import DB, CurrentActor, Now, RateBooks, Today
from app.routers.errors import ROUTE_OPTIONS
from app.routers.etags import IfMatch, tagged
from app.routers.routing import Router
from app.schemas.base import Day, Id
from app.schemas.customers import (
    AddressList,
    CertificateCreate,
    CertificateUpdate,
    ContactCreate,
    ContactUpdate,
    CustomerCreate,
    CustomerPage,
    CustomerQuery,
    CustomerResponse,
    CustomerUpdate,
    SimilarCustomer,
    SimilarQuery,
)
from app.services import customers

router: Final = Router(prefix="/api/customers", tags=["customers"], **ROUTE_OPTIONS)


async def get_moment(now: Now, today: Today) -> customers.Moment:
    """Return when the request happens."""
    return customers.Moment(now=now, today=today)


Moment = Annotated[customers.Moment, Depends(get_moment)]


@router.get("", response_model=CustomerPage, status_code=200)
async def list_customers(
    query: Annotated[CustomerQuery, Query()], db: DB, actor: CurrentActor
) -> CustomerPage:
    """Return one page of customers, found by part of a name or address, typing errors forgiven."""
    return await customers.list_customers(db, actor, query)


@router.get("/similar", response_model=list[SimilarCustomer], status_code=200)
async def find_similar_customers(
    query: Annotated[SimilarQuery, Query()], db: DB, actor: CurrentActor
) -> list[SimilarCustomer]:
    """Return the customers that may be the one about to be added, the likeliest first."""
    return await customers.find_similar_customers(
        db, actor, name=query.name, email=query.email or None, phone=query.phone or None
    )


@router.post("", response_model=CustomerResponse, status_code=201)
async def create_customer(
    data: CustomerCreate,
    response: Response,
    db: DB,
    actor: CurrentActor,
    books: RateBooks,
    moment: Moment,
) -> CustomerResponse:
    """Add a customer; one like it that is there already must be confirmed to be another."""
    return tagged(
        response, await customers.create_customer(db, actor, data, books=books, moment=moment)
    )


@router.get("/{customer_id}", response_model=CustomerResponse, status_code=200)
async def get_customer(
    customer_id: Id,
    response: Response,
    db: DB,
    actor: CurrentActor,
    today: Today,
    on: Annotated[Day | None, Query()] = None,
) -> CustomerResponse:
    """Return a customer, archived or not; certificates stand as on ``on``, or today."""
    day: date = today if on is None else on
    return tagged(response, await customers.get_customer(db, actor, customer_id, on=day))


@router.patch("/{customer_id}", response_model=CustomerResponse, status_code=200)
async def update_customer(
    customer_id: Id,
    data: CustomerUpdate,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    books: RateBooks,
    moment: Moment,
) -> CustomerResponse:
    """Change the fields that are sent."""
    return tagged(
        response,
        await customers.update_customer(
            db, actor, customer_id, data, version=version, books=books, moment=moment
        ),
    )


@router.post("/{customer_id}/archive", response_model=CustomerResponse, status_code=200)
async def archive_customer(
    customer_id: Id,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    moment: Moment,
) -> CustomerResponse:
    """Put a customer without open quotes into the archive, with all that hangs on it."""
    return tagged(
        response,
        await customers.archive_customer(db, actor, customer_id, version=version, moment=moment),
    )


@router.post("/{customer_id}/restore", response_model=CustomerResponse, status_code=200)
async def restore_customer(
    customer_id: Id,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    moment: Moment,
) -> CustomerResponse:
    """Take a customer out of the archive, with what went in with it."""
    return tagged(
        response,
        await customers.restore_customer(db, actor, customer_id, version=version, moment=moment),
    )


@router.post("/{customer_id}/contacts", response_model=CustomerResponse, status_code=201)
async def add_contact(
    customer_id: Id,
    data: ContactCreate,
    response: Response,
    db: DB,
    actor: CurrentActor,
    moment: Moment,
) -> CustomerResponse:
    """Add a person."""
    return tagged(
        response, await customers.add_contact(db, actor, customer_id, data, moment=moment)
    )


@router.patch(
    "/{customer_id}/contacts/{contact_id}", response_model=CustomerResponse, status_code=200
)
async def update_contact(
    customer_id: Id,
    contact_id: Id,
    data: ContactUpdate,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    moment: Moment,
) -> CustomerResponse:
    """Change a person's fields that are sent."""
    return tagged(
        response,
        await customers.update_contact(
            db, actor, (customer_id, contact_id), data, version=version, moment=moment
        ),
    )


@router.post(
    "/{customer_id}/contacts/{contact_id}/archive",
    response_model=CustomerResponse,
    status_code=200,
)
async def archive_contact(
    customer_id: Id,
    contact_id: Id,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    moment: Moment,
) -> CustomerResponse:
    """Put a person into the archive."""
    return tagged(
        response,
        await customers.archive_contact(
            db, actor, (customer_id, contact_id), version=version, moment=moment
        ),
    )


@router.post(
    "/{customer_id}/contacts/{contact_id}/restore",
    response_model=CustomerResponse,
    status_code=200,
)
async def restore_contact(
    customer_id: Id,
    contact_id: Id,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    moment: Moment,
) -> CustomerResponse:
    """Take a person out of the archive."""
    return tagged(
        response,
        await customers.restore_contact(
            db, actor, (customer_id, contact_id), version=version, moment=moment
        ),
    )


@router.put("/{customer_id}/addresses", response_model=CustomerResponse, status_code=200)
async def put_addresses(
    customer_id: Id,
    data: AddressList,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    moment: Moment,
) -> CustomerResponse:
    """Make the addresses those of the list."""
    return tagged(
        response,
        await customers.put_addresses(db, actor, customer_id, data, version=version, moment=moment),
    )


@router.post("/{customer_id}/certificates", response_model=CustomerResponse, status_code=201)
async def add_certificate(
    customer_id: Id,
    data: CertificateCreate,
    response: Response,
    db: DB,
    actor: CurrentActor,
    moment: Moment,
) -> CustomerResponse:
    """Add a resale or exemption certificate."""
    return tagged(
        response, await customers.add_certificate(db, actor, customer_id, data, moment=moment)
    )


@router.patch(
    "/{customer_id}/certificates/{certificate_id}",
    response_model=CustomerResponse,
    status_code=200,
)
async def update_certificate(
    customer_id: Id,
    certificate_id: Id,
    data: CertificateUpdate,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    moment: Moment,
) -> CustomerResponse:
    """Change a certificate's fields that are sent."""
    return tagged(
        response,
        await customers.update_certificate(
            db, actor, (customer_id, certificate_id), data, version=version, moment=moment
        ),
    )


@router.post(
    "/{customer_id}/certificates/{certificate_id}/archive",
    response_model=CustomerResponse,
    status_code=200,
)
async def archive_certificate(
    customer_id: Id,
    certificate_id: Id,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    moment: Moment,
) -> CustomerResponse:
    """Put a certificate into the archive."""
    return tagged(
        response,
        await customers.archive_certificate(
            db, actor, (customer_id, certificate_id), version=version, moment=moment
        ),
    )
