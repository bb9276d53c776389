"""All tables, imported here once so that the metadata is whole."""

from app.models.acceptance import AcceptanceLink, CustomerRequest, OfferView
from app.models.approval import Approval, ApprovalRule, Deputy
from app.models.archive import Archive
from app.models.attachment import Attachment
from app.models.audit import AuditEntry, AuditSeal
from app.models.base import Base, Record
from app.models.catalog import (
    FinishingOperation,
    Press,
    Product,
    RateCard,
    ReferenceJob,
    StagedBook,
    Stock,
    StockPrice,
)
from app.models.customer import Address, Certificate, Contact, Customer
from app.models.dashboard import DashboardLayout
from app.models.document import StoredDocument
from app.models.finding import SearchWord
from app.models.follow_up import FollowUpPlan, Reminder
from app.models.idempotency import IdempotencyKey
from app.models.imports import Import, ImportedQuote, ImportMapping
from app.models.message import MailTemplate, Message, ScheduledSend
from app.models.note import Note
from app.models.notification import Notification, NotificationChoice
from app.models.order import Order
from app.models.price_list import PriceListEdition, PriceListRecord
from app.models.quote import (
    Acceptance,
    LineQuantity,
    NumberSeries,
    Quote,
    QuoteLine,
    QuoteRevision,
)
from app.models.setting import Setting
from app.models.template import QuoteTemplate
from app.models.user import Invitation, User

__all__ = [
    "Acceptance",
    "AcceptanceLink",
    "Address",
    "Approval",
    "ApprovalRule",
    "Archive",
    "Attachment",
    "AuditEntry",
    "AuditSeal",
    "Base",
    "Certificate",
    "Contact",
    "Customer",
    "CustomerRequest",
    "DashboardLayout",
    "Deputy",
    "FinishingOperation",
    "FollowUpPlan",
    "IdempotencyKey",
    "Import",
    "ImportMapping",
    "ImportedQuote",
    "Invitation",
    "LineQuantity",
    "MailTemplate",
    "Message",
    "Note",
    "Notification",
    "NotificationChoice",
    "NumberSeries",
    "OfferView",
    "Order",
    "Press",
    "PriceListEdition",
    "PriceListRecord",
    "Product",
    "Quote",
    "QuoteLine",
    "QuoteRevision",
    "QuoteTemplate",
    "RateCard",
    "Record",
    "ReferenceJob",
    "Reminder",
    "ScheduledSend",
    "SearchWord",
    "Setting",
    "StagedBook",
    "Stock",
    "StockPrice",
    "StoredDocument",
    "User",
]
