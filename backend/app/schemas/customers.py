"""Customers on the wire, with their contacts, addresses and certificates."""

import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, StringConstraints, field_validator

from app.domain.customers import (
    AddressKind,
    CertificateKind,
    CertificateStanding,
    Likeness,
    TaxClass,
)
from app.schemas.base import (
    Day,
    Email,
    Id,
    Input,
    Instant,
    Line,
    LongText,
    OptionalLine,
    Output,
    Page,
    PageNumber,
    PerPage,
    QueryInput,
    SearchText,
)

MOST_CONTACTS: Final = 100
MOST_ADDRESSES: Final = 20
MOST_CERTIFICATES: Final = 60

_PHONE: Final = re.compile(r"\+?[0-9(][0-9 ().\-/]{4,28}(?: ?(?:x|ext\.?) ?[0-9]{1,6})?")
_WEBSITE: Final = re.compile(
    r"(?:https?://)?(?:[\w-]{1,63}\.)+[\w-]{2,63}(?::[0-9]{1,5})?(?:/\S*)?"
)
_STATE: Final = re.compile(r"[A-Z]{2,3}")


def _read_phone(value: str) -> str:
    if not _PHONE.fullmatch(value):
        message = "Write the phone number with its digits, like (919) 555-0134 x 12."
        raise ValueError(message)
    return value


def _read_website(value: str) -> str:
    if not _WEBSITE.fullmatch(value):
        message = "Write the address of the website, like www.example.com."
        raise ValueError(message)
    return value


def _read_state(value: str) -> str:
    if not _STATE.fullmatch(value):
        message = "Write the state's two letters, like NC."
        raise ValueError(message)
    return value


Phone = Annotated[Line, AfterValidator(_read_phone)]
Website = Annotated[Line, AfterValidator(_read_website)]
StateCode = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_upper=True, max_length=3),
    AfterValidator(_read_state),
]
CountryCode = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_upper=True, pattern=r"^[A-Z]{2}$"),
]
PriceLevel = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]{0,59}$")]

type CustomerStatus = Literal["active", "archived", "all"]
type CustomerSort = Literal[
    "name", "-name", "updated_at", "-updated_at", "created_at", "-created_at"
]


def _refuse_null(value: object) -> object:
    if value is None:
        message = "This cannot be empty."
        raise ValueError(message)
    return value


class ContactCreate(Input):
    """A new person at a customer."""

    name: Line
    email: Email | None = None
    phone: Phone | None = None
    job_title: Line | None = None
    may_accept: bool = True
    is_primary: bool = False


class ContactUpdate(Input):
    """What changes of a contact; a field that is left out stays as it is."""

    name: Line | None = None
    email: Email | None = None
    phone: Phone | None = None
    job_title: Line | None = None
    may_accept: bool | None = None
    is_primary: bool | None = None

    _never_null = field_validator("name", "may_accept", "is_primary")(_refuse_null)


class AddressInput(Input):
    """One address; with the id of an address that is there, that one is changed."""

    id: Id | None = None
    kind: AddressKind = Field(strict=False)
    line1: Line
    line2: OptionalLine = ""
    city: Line
    region: OptionalLine = ""
    postal_code: OptionalLine = ""
    country: CountryCode = "US"


class AddressList(Input):
    """All addresses of a customer: those that are not named are removed."""

    addresses: Annotated[list[AddressInput], Field(max_length=MOST_ADDRESSES)]


class CertificateCreate(Input):
    """A new resale or exemption certificate; without ``expires_on`` it holds for good."""

    kind: CertificateKind = Field(strict=False)
    state: StateCode
    number: Line
    expires_on: Day | None = None


class CertificateUpdate(Input):
    """What changes of a certificate; a field that is left out stays as it is."""

    kind: CertificateKind | None = Field(default=None, strict=False)
    state: StateCode | None = None
    number: Line | None = None
    expires_on: Day | None = None

    _never_null = field_validator("kind", "state", "number")(_refuse_null)


class CustomerCreate(Input):
    """A new customer; ``confirm_duplicate`` adds it although one like it is there."""

    name: Line
    email: Email | None = None
    phone: Phone | None = None
    website: Website | None = None
    account_number: Line | None = None
    price_level: PriceLevel = "standard"
    tax_class: TaxClass = Field(default=TaxClass.TAXABLE, strict=False)
    payment_terms: Line = "Net 30"
    owner_id: Id | None = None
    note: LongText = ""
    on_hold: bool = False
    contacts: Annotated[list[ContactCreate], Field(max_length=MOST_CONTACTS)] = Field(
        default_factory=list
    )
    addresses: Annotated[list[AddressInput], Field(max_length=MOST_ADDRESSES)] = Field(
        default_factory=list
    )
    certificates: Annotated[list[CertificateCreate], Field(max_length=MOST_CERTIFICATES)] = Field(
        default_factory=list
    )
    confirm_duplicate: bool = False


class CustomerUpdate(Input):
    """What changes of a customer; a field that is left out stays as it is."""

    name: Line | None = None
    email: Email | None = None
    phone: Phone | None = None
    website: Website | None = None
    account_number: Line | None = None
    price_level: PriceLevel | None = None
    tax_class: TaxClass | None = Field(default=None, strict=False)
    payment_terms: Line | None = None
    owner_id: Id | None = None
    note: LongText | None = None
    on_hold: bool | None = None

    _never_null = field_validator(
        "name", "price_level", "tax_class", "payment_terms", "note", "on_hold"
    )(_refuse_null)


class CustomerQuery(QueryInput):
    """Which customers to list: every word of ``q`` is in a name or an address, more or less."""

    q: SearchText = ""
    status: CustomerStatus = "active"
    owner: Literal["me"] | None = None
    on_hold: bool | None = None
    sort: CustomerSort | None = None
    page: PageNumber = 1
    per_page: PerPage = 25


class SimilarQuery(QueryInput):
    """What is known of a customer that may be there already."""

    name: SearchText = ""
    email: SearchText = ""
    phone: SearchText = ""


class PersonRef(Output):
    """A member of staff."""

    id: Id
    name: str


class ContactResponse(Output):
    """A person at a customer."""

    id: Id
    name: str
    email: str | None
    phone: str | None
    job_title: str | None
    may_accept: bool
    is_primary: bool
    archived: bool


class AddressResponse(Output):
    """Where a customer is billed or where goods go."""

    id: Id
    kind: AddressKind
    line1: str
    line2: str
    city: str
    region: str
    postal_code: str
    country: str


class CertificateResponse(Output):
    """A certificate and how it stands on the day asked for."""

    id: Id
    kind: CertificateKind
    state: str
    number: str
    expires_on: Day | None
    state_label: CertificateStanding


class CustomerResponse(Output):
    """A customer, whole. ``version`` is the ETag of everything in it."""

    id: Id
    name: str
    email: str | None
    phone: str | None
    website: str | None
    account_number: str | None
    price_level: str
    tax_class: TaxClass
    payment_terms: str
    owner: PersonRef | None
    note: str
    on_hold: bool
    archived: bool
    contacts: list[ContactResponse]
    addresses: list[AddressResponse]
    certificates: list[CertificateResponse]
    open_quotes: int
    version: int
    created_at: Instant
    updated_at: Instant
    archived_at: Instant | None


class CustomerSummary(Output):
    """One row of the list; ``open_quotes`` are those that the reader may see."""

    id: Id
    name: str
    email: str | None
    phone: str | None
    account_number: str | None
    price_level: str
    tax_class: TaxClass
    payment_terms: str
    owner: PersonRef | None
    on_hold: bool
    archived: bool
    primary_contact: ContactResponse | None
    open_quotes: int
    last_quote_at: Instant | None
    version: int
    updated_at: Instant


class CustomerPage(Page[CustomerSummary]):
    """One page of customers."""


class SimilarCustomer(Output):
    """A customer that may be the one about to be added."""

    id: Id
    name: str
    email: str | None
    archived: bool
    reasons: list[Likeness]
