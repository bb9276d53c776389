"""The columns that a file of customers, or of contacts alone, can have."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from app.domain.imports.columns import ImportField

_ADDRESS: Final = (
    (
        "line1",
        "street",
        ("street", "address", "address1", "street1", "addressline1"),
        "12 Mill Road",
    ),
    ("line2", "street 2", ("address2", "suite", "street2", "addressline2"), "Suite 4"),
    ("city", "city", ("city", "town"), "Durham"),
    ("region", "state", ("state", "region", "province"), "NC"),
    ("postal_code", "postal code", ("zip", "zipcode", "postcode", "postalcode"), "27701"),
    ("country", "country", ("country",), "US"),
)


def _addresses(kind: str, prefixes: Sequence[str]) -> list[ImportField]:
    return [
        ImportField(
            name=f"{kind}_{name}",
            label=f"{kind.capitalize()} {label}",
            group="Address",
            also=tuple(f"{prefix} {word}" for prefix in prefixes for word in also),
            example=example if kind == "billing" else "",
        )
        for name, label, also, example in _ADDRESS
    ]


CONTACT_FIELDS: Final = (
    ImportField(
        name="contact_name",
        label="Contact name",
        group="Contact",
        also=("contact", "fullname", "person", "primarycontact", "attention"),
        example="Maya Ortiz",
    ),
    ImportField(name="contact_first_name", label="First name", group="Contact", also=("given",)),
    ImportField(
        name="contact_last_name", label="Last name", group="Contact", also=("surname", "family")
    ),
    ImportField(
        name="contact_email",
        label="Contact e-mail",
        group="Contact",
        also=("contactemailaddress", "emailofcontact"),
        example="maya@harbor.example",
    ),
    ImportField(
        name="contact_phone",
        label="Contact phone",
        group="Contact",
        also=("directphone", "mobile", "cell"),
        example="(919) 555-0134",
    ),
    ImportField(
        name="contact_job_title",
        label="Job title",
        group="Contact",
        also=("position", "title"),
        example="Marketing",
    ),
    ImportField(
        name="contact_may_accept",
        label="May accept quotes",
        group="Contact",
        also=("mayaccept", "approver"),
        example="yes",
    ),
)
ACCOUNT: Final = ImportField(
    name="account_number",
    label="Account number",
    group="Customer",
    also=("account", "accountno", "acct", "acctno", "customerno", "customernumber", "customerid"),
    example="C-1042",
)
CUSTOMER_FIELDS: Final = (
    ImportField(
        name="name",
        label="Name",
        group="Customer",
        required=True,
        also=("customer", "customername", "company", "companyname", "account name", "business"),
        example="Harbor Coffee Roasters",
    ),
    ACCOUNT,
    ImportField(
        name="email",
        label="E-mail",
        group="Customer",
        also=("emailaddress", "mail", "companyemail"),
        example="office@harbor.example",
    ),
    ImportField(
        name="phone",
        label="Phone",
        group="Customer",
        also=("telephone", "tel", "phonenumber", "mainphone"),
        example="(919) 555-0100",
    ),
    ImportField(name="website", label="Website", group="Customer", also=("web", "url", "homepage")),
    ImportField(
        name="payment_terms",
        label="Payment terms",
        group="Customer",
        also=("terms",),
        example="Net 30",
    ),
    ImportField(
        name="price_level",
        label="Price level",
        group="Customer",
        also=("level", "tier", "pricetier", "customerlevel", "discountlevel"),
        example="standard",
    ),
    ImportField(
        name="tax_class",
        label="Tax class",
        group="Customer",
        also=("tax", "taxstatus", "taxable"),
        example="taxable",
    ),
    ImportField(
        name="owner_id",
        label="Sales rep",
        group="Customer",
        also=("owner", "rep", "salesperson", "accountmanager"),
    ),
    ImportField(name="note", label="Note", group="Customer", also=("notes", "comment", "remarks")),
    ImportField(
        name="on_hold", label="On hold", group="Customer", also=("credithold", "hold"), example="no"
    ),
    *CONTACT_FIELDS,
    *_addresses("billing", ("", "billing", "bill to")),
    *_addresses("shipping", ("shipping", "ship to", "delivery")),
)
_PERSONAL: Final[Mapping[str, tuple[str, ...]]] = {
    "contact_name": ("name",),
    "contact_email": ("email", "emailaddress", "mail"),
    "contact_phone": ("phone", "telephone", "tel", "phonenumber"),
}
OF_CONTACTS: Final = (
    ImportField(
        name="customer_name",
        label="Customer name",
        group="Customer",
        also=("customer", "company", "companyname", "account name", "business"),
        example="Harbor Coffee Roasters",
    ),
    ACCOUNT,
    # In a file of contacts alone, an address can only be the person's.
    *(replace(one, also=(*one.also, *_PERSONAL.get(one.name, ()))) for one in CONTACT_FIELDS),
)
OWN: Final = tuple(one.name for one in CUSTOMER_FIELDS if one.group == "Customer")
