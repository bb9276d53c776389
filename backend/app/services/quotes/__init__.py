"""Quotes: written, priced, sent, decided; every change with its audit entry."""

from app.repositories.quotes.open_work import OpenHead, keep_open
from app.repositories.quotes.reading import QuoteDocument
from app.services.quotes.accepting import approve_quote
from app.services.quotes.assigning import list_owners
from app.services.quotes.bulk import change_many
from app.services.quotes.comparing import compare_quotes, compare_revisions
from app.services.quotes.context import Desk, QuoteNotFound, StaleQuote
from app.services.quotes.creating import create_quote, duplicate_quote
from app.services.quotes.drafting import edit_quote
from app.services.quotes.exporting import export_quotes
from app.services.quotes.extending import extend_quote
from app.services.quotes.finding import find_quotes
from app.services.quotes.ganging import propose_gangs
from app.services.quotes.importing import add_imported_quotes
from app.services.quotes.lifecycle import (
    decline_quote,
    delete_quote,
    expire_overdue_quotes,
    expire_quote,
    hold_quote,
    refresh_search,
    release_quote,
    restore_quote,
)
from app.services.quotes.narrowing import Narrowing
from app.services.quotes.open_work import list_open_quotes, read_open_quotes
from app.services.quotes.overview import (
    LISTS as OVERVIEW_LISTS,
)
from app.services.quotes.overview import (
    MOST_LISTED,
    Overview,
    read_figures,
    read_list,
    read_needs,
    read_pipeline,
    read_turnaround,
)
from app.services.quotes.papers import read_page, read_paper
from app.services.quotes.previewing import preview_mail, preview_quote
from app.services.quotes.reading import (
    QuoteFilter,
    list_quotes,
    read_line_estimate,
    read_quote,
    read_timeline,
)
from app.services.quotes.reports import (
    ReportDesk,
    report_margin,
    report_pipeline,
    report_turnaround,
    report_win_rate,
    write_report,
)
from app.services.quotes.reviewing import (
    check_quote,
    recall_quote,
    return_quote,
    review_quote,
    submit_quote,
)
from app.services.quotes.revising import (
    discard_revision,
    list_revisions,
    read_revision,
    revise_quote,
)
from app.services.quotes.scheduling import (
    cancel_schedule,
    find_scheduled,
    read_sending,
    schedule_send,
    send_scheduled,
    stop_scheduled,
)
from app.services.quotes.sending import send_quote
from app.services.quotes.templates import (
    create_template,
    delete_template,
    list_templates,
    read_template,
    restore_template,
    update_template,
)
from app.services.quotes.undoing import undo_send

__all__ = [
    "MOST_LISTED",
    "OVERVIEW_LISTS",
    "Desk",
    "Narrowing",
    "OpenHead",
    "Overview",
    "QuoteDocument",
    "QuoteFilter",
    "QuoteNotFound",
    "ReportDesk",
    "StaleQuote",
    "add_imported_quotes",
    "approve_quote",
    "cancel_schedule",
    "change_many",
    "check_quote",
    "compare_quotes",
    "compare_revisions",
    "create_quote",
    "create_template",
    "decline_quote",
    "delete_quote",
    "delete_template",
    "discard_revision",
    "duplicate_quote",
    "edit_quote",
    "expire_overdue_quotes",
    "expire_quote",
    "export_quotes",
    "extend_quote",
    "find_quotes",
    "find_scheduled",
    "hold_quote",
    "keep_open",
    "list_open_quotes",
    "list_owners",
    "list_quotes",
    "list_revisions",
    "list_templates",
    "preview_mail",
    "preview_quote",
    "propose_gangs",
    "read_figures",
    "read_line_estimate",
    "read_list",
    "read_needs",
    "read_open_quotes",
    "read_page",
    "read_paper",
    "read_pipeline",
    "read_quote",
    "read_revision",
    "read_sending",
    "read_template",
    "read_timeline",
    "read_turnaround",
    "recall_quote",
    "refresh_search",
    "release_quote",
    "report_margin",
    "report_pipeline",
    "report_turnaround",
    "report_win_rate",
    "restore_quote",
    "restore_template",
    "return_quote",
    "review_quote",
    "revise_quote",
    "schedule_send",
    "send_quote",
    "send_scheduled",
    "stop_scheduled",
    "submit_quote",
    "undo_send",
    "update_template",
    "write_report",
]
