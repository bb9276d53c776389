"""Headers find their fields, and rows of a file find the customers that they are."""

from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.imports.columns import Duplicates, TypedRow, guess_mapping
from app.domain.imports.customer_fields import CUSTOMER_FIELDS, OF_CONTACTS
from app.domain.imports.customers import (
    MOST_CONTACTS,
    CustomerBook,
    KnownContact,
    KnownCustomer,
    plan_contacts,
    plan_customers,
)


def row(number: int, **values: object) -> TypedRow:
    return TypedRow(number, values, {name: place for place, name in enumerate(values)})


def known(name: str, **more: object) -> KnownCustomer:
    facts: dict[str, object] = {"account_number": None, "email": None, "archived": False, **more}
    return KnownCustomer(id=uuid4(), name=name, **facts)  # type: ignore[arg-type]


def test_headers_of_other_systems_find_their_fields_once() -> None:
    header = ["Company Name", "Acct. No", "E-mail Address", "Zip", "Email", "Weird", "Ship To City"]
    assert guess_mapping(header, CUSTOMER_FIELDS, {}) == [
        "name",
        "account_number",
        "email",
        "billing_postal_code",
        None,
        None,
        "shipping_city",
    ]
    # What somebody chose before goes before every guess, also that a column was left out.
    remembered = {"weird": "note", "companyname": None, "email": "contact_email"}
    assert guess_mapping(header, CUSTOMER_FIELDS, remembered)[4:6] == ["contact_email", "note"]
    assert guess_mapping(header, CUSTOMER_FIELDS, remembered)[0] is None
    assert guess_mapping(["Name", "Customer", "E-mail"], OF_CONTACTS, {}) == [
        "contact_name",
        "customer_name",
        "contact_email",
    ]


@given(st.lists(st.sampled_from(["Name", "name", "Customer", "E-Mail", "x", ""]), max_size=8))
@settings(max_examples=50)
def test_no_field_is_filled_twice(header: list[str]) -> None:
    found = [one for one in guess_mapping(header, CUSTOMER_FIELDS, {}) if one is not None]
    assert len(found) == len(set(found))


def test_rows_of_one_customer_come_together_and_must_agree() -> None:
    plan = plan_customers(
        [
            row(2, name="Mill & Sons", payment_terms="Net 10", contact_name="Ben"),
            row(3, name="mill and sons, Inc.", account_number="M-1", contact_name="Cara"),
            row(4, name="Mill & Sons", account_number="M-1", payment_terms="Net 30"),
            row(5, name="Mill & Sons", account_number="M-2", contact_name="Ben"),
        ],
        CustomerBook([]),
        Duplicates.SKIP,
    )
    assert [(len(one.rows), len(one.contacts)) for one in plan.create] == [(3, 2), (1, 1)]
    assert [(one.row, one.column) for one in plan.problems] == [(4, 2)]
    assert "Row 2 says something else" in plan.problems[0].message


def test_an_account_number_decides_and_a_name_is_only_a_likeness() -> None:
    harbor = known("Harbor Coffee, Inc.", account_number="H-1")
    bare = known("Bayou Music", email="office@bayou.example")
    gone = known("Old Mill", archived=True)
    book = CustomerBook([gone, harbor, bare])
    rows = [
        row(2, name="Something Else", account_number="h-1"),
        row(3, name="The Harbor Coffee", account_number="H-2"),
        row(4, name="bayou music"),
        row(5, name="Old Mill"),
    ]
    skipped = plan_customers(rows, book, Duplicates.SKIP)
    assert [(one.row, one.why) for one in skipped.skip] == [
        (2, "account number"),
        (4, "name"),
        (5, "name"),
    ]
    assert [one.row for one in skipped.create] == [3]
    changed = plan_customers(rows, book, Duplicates.UPDATE)
    assert [one.row for one in changed.update] == [2, 4]
    assert [(one.row, "archive" in one.message) for one in changed.problems] == [(5, True)]
    again = plan_customers(rows, book, Duplicates.CREATE)
    assert [(one.row, one.column) for one in again.problems] == [(2, 1)]
    twice = plan_customers(
        [row(2, name="Bayou Music"), row(3, name="B. M.", email="office@bayou.example")],
        book,
        Duplicates.UPDATE,
    )
    assert [one.row for one in twice.problems] == [3]


def test_people_are_known_by_their_address_and_one_who_is_there_twice_is_marked() -> None:
    maya = KnownContact(id=uuid4(), name="Maya Ortiz", email="maya@harbor.example")
    book = CustomerBook([known("Harbor Coffee", contacts=[maya])])
    rows = [
        row(
            2,
            customer_name="Harbor Coffee",
            contact_name="M. Ortiz",
            contact_email="MAYA@harbor.example",
        ),
        row(3, customer_name="Harbor Coffee", contact_first_name="Ben", contact_last_name="Mill"),
        row(4, customer_name="Harbor Coffee", contact_name="ben mill"),
        row(5, customer_name="Harbor Coffee", contact_email="nameless@harbor.example"),
        row(6, customer_name="Nobody's", contact_name="Ann"),
        row(7, contact_name="Ann"),
    ]
    plan = plan_contacts(rows, book, Duplicates.SKIP)
    assert [one.row for one in plan.skip] == [2]
    assert [one.values["name"] for one in plan.update[0].contacts] == ["Ben Mill"]
    assert [one.row for one in plan.problems] == [4, 5, 6, 7]
    assert plan_contacts(rows[:1], book, Duplicates.UPDATE).update[0].contacts[0].known == maya.id
    shop = {"name": "Harbor Coffee", "customer_name": "Harbor Coffee"}
    crowd = [row(n, **shop, contact_name=f"P{n}") for n in range(MOST_CONTACTS)]
    assert len(plan_contacts(crowd, book, Duplicates.SKIP).problems) == 1
    assert plan_customers(crowd, CustomerBook([]), Duplicates.SKIP).problems == []


def test_half_an_address_is_marked_where_it_is_missing() -> None:
    half = TypedRow(
        2, {"name": "A", "billing_city": "Cary"}, {"name": 0, "billing_line1": 3, "billing_city": 4}
    )
    plan = plan_customers([half], CustomerBook([]), Duplicates.SKIP)
    assert [(one.row, one.column) for one in plan.problems] == [(2, 3)]
