"""Customers, with their contacts, addresses and certificates under one version."""

from app.services.customers.contacts import (
    ContactArchived,
    ContactNotArchived,
    ContactNotFound,
    TooManyParts,
    add_contact,
    archive_contact,
    restore_contact,
    update_contact,
)
from app.services.customers.desk import CustomerArchived, Moment, StaleCustomer
from app.services.customers.exporting import export_customers
from app.services.customers.importing import (
    add_customers,
    change_customers,
    read_choices,
    read_customer_book,
)
from app.services.customers.parts import (
    AddressNotFound,
    CertificateNotFound,
    add_certificate,
    archive_certificate,
    put_addresses,
    update_certificate,
)
from app.services.customers.reading import (
    CustomerNotFound,
    find_similar_customers,
    get_customer,
    list_customers,
)
from app.services.customers.writing import (
    CustomerHasOpenQuotes,
    CustomerNotArchived,
    PossibleDuplicate,
    archive_customer,
    create_customer,
    restore_customer,
    update_customer,
)

__all__ = [
    "AddressNotFound",
    "CertificateNotFound",
    "ContactArchived",
    "ContactNotArchived",
    "ContactNotFound",
    "CustomerArchived",
    "CustomerHasOpenQuotes",
    "CustomerNotArchived",
    "CustomerNotFound",
    "Moment",
    "PossibleDuplicate",
    "StaleCustomer",
    "TooManyParts",
    "add_certificate",
    "add_contact",
    "add_customers",
    "archive_certificate",
    "archive_contact",
    "archive_customer",
    "change_customers",
    "create_customer",
    "export_customers",
    "find_similar_customers",
    "get_customer",
    "list_customers",
    "put_addresses",
    "read_choices",
    "read_customer_book",
    "restore_contact",
    "restore_customer",
    "update_certificate",
    "update_contact",
    "update_customer",
]
