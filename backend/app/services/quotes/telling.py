"""All that happened to a quote, told as one story: newest first, what belongs together joined.

It is made of the audit log, of colleagues' notes, of the customer's visits and of the mails.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Literal
from uuid import UUID

from app.domain.quotes.notes import may_change

# Auto-save writes an entry every second or so; a reader wants one for a sitting.
SITTING: Final = timedelta(minutes=15)
# A customer who comes back on the same day thinks the same offer over.
VISITS_WITHIN: Final = timedelta(hours=12)
NAMED: Final = 3
"""Lines are named up to so many."""

type Group = Literal["notes", "mails", "customer", "approvals", "changes", "files"]
GROUPS: Final[tuple[Group, ...]] = (
    "notes",
    "mails",
    "customer",
    "approvals",
    "changes",
    "files",
)
_GROUPED: Final[Mapping[str, Group]] = {
    "note": "notes",
    "call": "notes",
    "viewed": "customer",
    "approved": "customer",
    "declined": "customer",
    "changes_asked": "customer",
    "renewal_asked": "customer",
    "reminded": "mails",
    "submitted": "approvals",
    "recalled": "approvals",
    "returned": "approvals",
    "reviewed": "approvals",
}

_WORDS: Final[Mapping[str, str]] = {
    "quote.created": "Created the quote",
    "quote.edited": "Edited the quote",
    "quote.submitted": "Requested an approval",
    "quote.recalled": "Took the quote back from review",
    "quote.returned": "Sent the quote back",
    "quote.reviewed": "Approved the quote inside the shop",
    "quote.held": "Put the quote on hold",
    "quote.released": "Released the quote",
    "quote.extended": "Extended the quote",
    "quote.revised": "Made the next revision",
    "quote.revision_discarded": "Discarded the draft revision",
    "quote.sent": "Sent the quote",
    "quote.approved": "Recorded the customer's approval",
    "quote.declined": "Recorded that the customer declined",
    "quote.expired": "The quote expired",
    "quote.deleted": "Deleted the draft",
    "quote.restored": "Restored the draft",
    "quote.assigned": "Gave the quote to a colleague",
    "quote.changes_asked": "Asked for changes",
    "quote.renewal_asked": "Asked to renew the quote",
    "quote.reminded": "Reminded the customer",
    "quote.reminder_skipped": "Skipped a reminder",
    "quote.follow_up_changed": "Changed when the customer is reminded",
    "quote.follow_up_stopped": "Stopped the reminders",
    "quote.link_renewed": "Made the customer a new link",
    "quote.link_revoked": "Revoked the customer's link",
    "quote.unsent": "Took the sending back",
    "quote.send_scheduled": "Scheduled the quote to be sent",
    "quote.schedule_cancelled": "Cancelled the time at which it was to be sent",
    "quote.send_stopped": "The quote was not sent at its time",
}
# What happened to a file, before its name.
_FILES: Final[Mapping[str, str]] = {
    "file_added": "Added the file",
    "file_changed": "Renamed or moved the file",
    "file_deleted": "Deleted the file",
    "file_restored": "Brought back the file",
    "file_proves": "Kept as evidence",
}
# What of an entry its reader is shown beside the words.
_TOLD: Final = (
    "total",
    "valid_until",
    "recipients",
    "reason",
    "note",
    "name",
    "of",
    "po_number",
    "comments",
    "owner",
)
_FIELDS: Final[Mapping[str, str]] = {
    "title": "title",
    "customer_id": "customer",
    "prospect_name": "customer",
    "contact_id": "contact",
    "valid_until": "validity",
    "terms": "terms",
    "po_number": "PO number",
    "customer_note": "note to the customer",
    "internal_note": "internal note",
    "discount_percent": "discount",
    "discount_amount": "discount",
    "order": "order of the lines",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that happened, in words; ``details`` hold it for programs."""

    at: datetime
    actor: str
    kind: str
    text: str
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def group(self) -> Group:
        """What it belongs to, for who looks for one thing: all that has no other is a change."""
        if self.kind.startswith("mail_"):
            return "mails"
        if self.kind.startswith(("file_", "artwork_")):
            return "files"
        return _GROUPED.get(self.kind, "changes")


def tell(history: Mapping[str, list[dict[str, Any]]], *, me: UUID, now: datetime) -> list[Told]:
    """Return the story of a quote, newest first, as this person may go on with it."""
    told: list[Told] = []
    sitting: list[dict[str, Any]] = []
    for entry in history["entries"]:
        if sitting and not _same_sitting(sitting[-1], entry):
            told.append(_tell_edits(sitting))
            sitting = []
        if entry["action"] == "quote.edited":
            sitting.append(entry)
        else:
            told.append(_tell_entry(entry))
    if sitting:
        told.append(_tell_edits(sitting))
    told.extend(_tell_message(message) for message in history["messages"])
    told.extend(_tell_note(note, me=me, now=now) for note in history["notes"])
    told.extend(_tell_views(history["views"]))
    return sorted(told, key=lambda one: one.at, reverse=True)


def _same_sitting(later: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    return (
        entry["action"] == "quote.edited"
        and entry["actor"] == later["actor"]
        and _at(later) - _at(entry) <= SITTING
    )


def _tell_edits(entries: list[dict[str, Any]]) -> Told:
    """Tell the edits of one sitting, which are newest first."""
    newest, oldest = entries[0], entries[-1]
    fields: dict[str, None] = {}
    lines: dict[str, str] = {}
    for entry in entries:
        after = entry["after"] or {}
        before = entry["before"] or {}
        fields.update({_FIELDS[name]: None for name in after if name in _FIELDS})
        for line in [*after.get("lines", []), *before.get("lines", [])]:
            lines.setdefault(line["id"], line["title"])
    parts = list(fields)
    if lines:
        titles = list(lines.values())
        named = ", ".join(titles[:NAMED]) + (" and more" if len(titles) > NAMED else "")
        parts.append(f"{len(lines)} line{'s' if len(lines) > 1 else ''} ({named})")
    details: dict[str, Any] = {"edits": len(entries), "fields": list(fields), "lines": len(lines)}
    totals = [one for one in entries if "total" in (one["after"] or {})]
    if totals:
        details["total_before"] = totals[-1]["before"]["total"]
        details["total_after"] = totals[0]["after"]["total"]
    text = f"Edited {', '.join(parts)}" if parts else _WORDS["quote.edited"]
    details["since"] = oldest["at"]
    return Told(at=_at(newest), actor=newest["actor"], kind="edited", text=text, details=details)


def _tell_entry(entry: Mapping[str, Any]) -> Told:
    after = entry["after"] or {}
    kind = entry["action"].removeprefix("quote.")
    text = _WORDS.get(entry["action"], kind.replace("_", " ").capitalize())
    details = {name: after[name] for name in _TOLD if after.get(name)}
    if kind == "duplicated":
        text = f"Made this quote from {after['of']}"
    elif kind in _FILES:
        text = f"{_FILES[kind]} {after['name']}"
    elif kind == "ordered":
        text = f"Made the order {after['of']}"
    elif kind == "revised":
        text = f"Made revision {after['revision']}, priced by today's rates"
        before = entry["before"] or {}
        details |= {"total_before": before.get("total"), "total_after": after["total"]}
    elif kind == "revision_discarded":
        text = f"Discarded the draft revision: revision {after['revision']} is current again"
    elif kind in {"approved", "declined"} and after.get("by_link"):
        text = "Accepted online" if kind == "approved" else "Declined online"
    elif kind == "approved":
        text = f"Recorded the approval by {after['name']}"
    elif kind == "sent" and after.get("recipients"):
        text = f"Sent the quote to {', '.join(after['recipients'])}"
    return Told(at=_at(entry), actor=entry["actor"], kind=kind, text=text, details=details)


def _tell_note(note: Mapping[str, Any], *, me: UUID, now: datetime) -> Told:
    at = _at(note)
    return Told(
        at=at,
        actor=note["author"],
        kind=note["kind"],
        text="Wrote a note" if note["kind"] == "note" else "Called the customer",
        details={
            "note_id": note["id"],
            "body": note["body"],
            "mentions": note["mentions"],
            "edited_at": note["edited_at"],
            "changeable": may_change(UUID(note["author_id"]), at, me=me, now=now),
        },
    )


def _tell_views(views: list[dict[str, Any]]) -> Iterator[Told]:
    """Tell the customer's visits, which are newest first; those of one day together."""
    near: list[dict[str, Any]] = []
    for view in views:
        if near and not (
            near[-1]["recipient"] == view["recipient"]
            and near[-1]["revision"] == view["revision"]
            and _at(near[-1]) - _at(view) <= VISITS_WITHIN
        ):
            yield _tell_visit(near)
            near = []
        near.append(view)
    if near:
        yield _tell_visit(near)


def _tell_visit(near: list[dict[str, Any]]) -> Told:
    times = len(near)
    text = "Looked at the quote" if times == 1 else f"Looked at the quote {times} times"
    details = {"times": times, "since": near[-1]["at"], "revision": near[0]["revision"]}
    return Told(
        at=_at(near[0]), actor=near[0]["recipient"], kind="viewed", text=text, details=details
    )


def _tell_message(message: Mapping[str, Any]) -> Told:
    recipients = ", ".join([*message["recipients"], *message["cc"]])
    details = {"subject": message["subject"], "status": message["status"]}
    at = datetime.fromisoformat(message["at"])
    if message["status"] == "sent":
        refused = ", ".join(one["address"] for one in message["refused"])
        text = f"Mail delivered to {recipients}"
        at = datetime.fromisoformat(message["sent_at"])
        if refused:
            text = f"Mail delivered to {', '.join(message['delivered'])}, and refused for {refused}"
            details |= {"error": message["last_error"], "message_id": message["id"]}
            return Told(at=at, actor="PatriotForge", kind="mail_failed", text=text, details=details)
    elif message["status"] == "withdrawn":
        text = f"Mail to {recipients} was taken back"
    elif message["status"] == "failed":
        text = f"Mail to {recipients} failed"
        details |= {"error": message["last_error"], "message_id": message["id"]}
    else:
        text = f"Mail to {recipients} is waiting to be sent"
    return Told(
        at=at, actor="PatriotForge", kind=f"mail_{message['status']}", text=text, details=details
    )


def _at(entry: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(entry["at"])
