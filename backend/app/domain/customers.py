"""Customers: their tax classes and certificates, and when two of them may be the same."""

import re
import unicodedata
from datetime import date, timedelta
from enum import StrEnum
from typing import Final


class TaxClass(StrEnum):
    """How a customer's purchases are taxed unless a line says otherwise."""

    TAXABLE = "taxable"
    EXEMPT = "exempt"
    RESALE = "resale"


class CertificateKind(StrEnum):
    """What a certificate frees from tax: the line code that it covers."""

    EXEMPT = "exempt"
    RESALE = "resale"


class AddressKind(StrEnum):
    """What an address is for."""

    BILLING = "billing"
    SHIPPING = "shipping"


class CertificateStanding(StrEnum):
    """How a certificate stands on a day."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"


class Likeness(StrEnum):
    """Why a customer may be the one that is about to be added again."""

    SAME_NAME = "same_name"
    SAME_EMAIL = "same_email"
    SAME_PHONE = "same_phone"
    SAME_DOMAIN = "same_domain"
    SIMILAR_NAME = "similar_name"


# A month is time enough to ask for a new certificate before the old one is missed.
EXPIRING_WITHIN: Final = timedelta(days=30)
# Alike enough to stop and ask; the others are only hints.
STRONG_LIKENESSES: Final = frozenset({Likeness.SAME_NAME, Likeness.SAME_EMAIL})
SHORTEST_PHONE: Final = 7
# Addresses there say nothing about whom a person works for.
PUBLIC_MAIL_DOMAINS: Final = frozenset(
    {
        "aol.com",
        "att.net",
        "comcast.net",
        "gmail.com",
        "gmx.com",
        "hotmail.com",
        "icloud.com",
        "live.com",
        "mail.com",
        "me.com",
        "msn.com",
        "outlook.com",
        "proton.me",
        "protonmail.com",
        "verizon.net",
        "yahoo.com",
    }
)
LEGAL_FORMS: Final = frozenset(
    {"co", "company", "corp", "corporation", "inc", "incorporated", "limited", "llc", "llp", "ltd"}
)


def standing_of(expires_on: date | None, on: date) -> CertificateStanding:
    """Return how a certificate stands on a day; it holds through the day that it expires on."""
    if expires_on is None:
        return CertificateStanding.VALID
    if expires_on < on:
        return CertificateStanding.EXPIRED
    if expires_on <= on + EXPIRING_WITHIN:
        return CertificateStanding.EXPIRING
    return CertificateStanding.VALID


def name_key(name: str) -> str:
    """Return the name without case, accents, punctuation and legal form: what people go by."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    letters = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    words = re.findall(r"\w+", re.sub(r"['’.]", "", letters))
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


def company_domain(email: str | None) -> str | None:
    """Return the domain of an address if it tells a company, else None."""
    if email is None or "@" not in email:
        return None
    domain = email.rpartition("@")[2].lower()
    return None if domain in PUBLIC_MAIL_DOMAINS else domain


def phone_key(phone: str | None) -> str | None:
    """Return the last digits of a phone number, or None where there are too few to compare."""
    digits = re.sub(r"[^0-9]", "", phone or "")
    return digits[-10:] if len(digits) >= SHORTEST_PHONE else None
