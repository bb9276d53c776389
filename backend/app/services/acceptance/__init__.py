"""A sent quote in the customer's hands: seen and answered by link, without an account."""

from app.services.acceptance.answering import (
    accept_offer,
    ask_for_changes,
    ask_for_renewal,
    decline_offer,
    see_offer,
)
from app.services.acceptance.letters import Letters
from app.services.acceptance.pages import FRAME, lost_page, offer_page
from app.services.acceptance.showing import (
    OfferNotFound,
    Visitor,
    find_link_id,
    price_offer,
    read_document,
    show_offer,
    visit,
)
from app.services.acceptance.staff import (
    list_customer_links,
    list_customer_requests,
    record_acceptance,
    renew_customer_link,
    revoke_customer_link,
)

__all__ = [
    "FRAME",
    "Letters",
    "OfferNotFound",
    "Visitor",
    "accept_offer",
    "ask_for_changes",
    "ask_for_renewal",
    "decline_offer",
    "find_link_id",
    "list_customer_links",
    "list_customer_requests",
    "lost_page",
    "offer_page",
    "price_offer",
    "read_document",
    "record_acceptance",
    "renew_customer_link",
    "revoke_customer_link",
    "see_offer",
    "show_offer",
    "visit",
]
