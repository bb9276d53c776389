"""Every route asked by every role answers as the tables here say; a route that is in none fails.

The tables are written by hand, after the shop's rules and not after the code. Each request is one
that its route fulfils for whoever may: what is refused is refused for the person's role alone.
"""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import select, text

from app.domain.actor import SystemActor
from app.domain.permissions import Role
from app.main import ROUTERS
from app.models.acceptance import AcceptanceLink
from app.models.attachment import Attachment
from app.models.catalog import StagedBook, Stock
from app.models.message import Message
from app.models.user import Invitation, User
from app.services.catalog import publish_rate_card
from app.services.users import hash_token
from tests.conftest import ClientFor, Clock, MakeUser
from tests.factories.customers import add_customer
from tests.factories.price_lists import grid
from tests.factories.products import badge_form, keep_product
from tests.factories.quotes import Hand, Json, charge, make_customer, product, put, spec

ROLES = (Role.SALES, Role.ESTIMATOR, Role.MANAGER, Role.ADMIN)

# What does not depend on whose it is: sales, estimator, manager, admin.
SHARED = {
    "list_quotes": "200 200 200 200",
    "search_everything": "200 200 200 200",
    "change_quotes": "200 200 200 200",
    "list_owners": "403 200 200 200",
    "create_quote": "201 201 201 201",
    "estimate_job": "200 200 200 200",
    "read_entry": "200 200 200 200",
    "read_entry_block": "200 200 200 200",
    "get_me": "200 200 200 200",
    "list_sessions": "200 200 200 200",
    "change_password": "422 422 422 422",
    "end_session": "404 404 404 404",
    "end_sessions": "204 204 204 204",
    "logout": "204 204 204 204",
    "list_printable_stocks": "200 200 200 200",
    "list_products": "200 200 200 200",
    "list_stocks": "200 200 200 200",
    "get_stock": "200 200 200 200",
    "list_presses": "200 200 200 200",
    "list_operations": "200 200 200 200",
    "get_rate_card": "200 200 200 200",
    "draw_job_curve": "200 200 200 200",
    "aim_price": "403 200 200 200",
    "list_price_lists": "200 200 200 200",
    "get_price_list": "200 200 200 200",
    "look_up_list_price": "200 200 200 200",
    "lint_price_list": "403 200 200 200",
    "create_price_list": "403 201 201 201",
    "update_price_list": "403 200 200 200",
    "publish_price_list": "403 403 200 200",
    "archive_price_list": "403 403 200 200",
    "restore_price_list": "403 403 200 200",
    "list_follow_up": "200 200 200 200",
    "get_follow_up_plan": "200 200 200 200",
    "change_follow_up_plan": "403 403 403 200",
    "count_unread": "200 200 200 200",
    "list_notifications": "200 200 200 200",
    "read_notifications": "204 204 204 204",
    "list_notification_choices": "200 200 200 200",
    "set_notification_choices": "200 200 200 200",
    "list_orders": "200 200 200 200",
    "list_archives": "403 403 403 200",
    "ask_for_archive": "403 403 403 202",
    # None has been made.
    "get_archive_file": "403 403 403 404",
    "export_quotes": "403 403 200 200",
    "export_customers": "403 403 200 200",
    "export_contacts": "403 403 200 200",
    "export_orders": "403 403 200 200",
    "export_users": "403 403 403 200",
    "export_audit": "403 403 200 200",
    "export_messages": "403 403 200 200",
    "get_dashboard": "200 200 200 200",
    "keep_dashboard_layout": "200 200 200 200",
    "get_win_rate": "200 200 200 200",
    "export_win_rate": "403 403 200 200",
    "get_pipeline": "200 200 200 200",
    "export_pipeline": "403 403 200 200",
    "get_turnaround": "200 200 200 200",
    "export_turnaround": "403 403 200 200",
    "get_margin": "403 200 200 200",
    "export_margin": "403 403 200 200",
    "list_customer_files": "200 200 200 200",
    "upload_customer_file": "201 403 201 201",
    "list_imports": "200 200 200 200",
    "get_import_template": "200 403 200 200",
    "upload_import": "201 403 201 201",
    # What a colleague uploaded is seen by those who read the audit log.
    "get_import": "404 404 200 200",
    "get_marked_import": "404 404 200 200",
    "map_import": "404 404 200 200",
    "apply_import": "404 404 200 200",
    "cancel_import": "404 404 200 200",
    "list_customers": "200 200 200 200",
    "find_similar_customers": "200 200 200 200",
    "get_customer": "200 200 200 200",
    "create_customer": "201 403 201 201",
    "update_customer": "200 403 200 200",
    "archive_customer": "200 403 200 200",
    "restore_customer": "200 403 200 200",
    "add_contact": "201 403 201 201",
    "update_contact": "200 403 200 200",
    "archive_contact": "200 403 200 200",
    "restore_contact": "200 403 200 200",
    "put_addresses": "200 403 200 200",
    "add_certificate": "201 403 201 201",
    "update_certificate": "200 403 200 200",
    "archive_certificate": "200 403 200 200",
    "list_approvals": "200 200 200 200",
    # One that a colleague shares: for all to use, and for those to change who write all quotes.
    "list_templates": "200 200 200 200",
    "get_template": "200 200 200 200",
    "update_template": "403 200 200 200",
    "delete_template": "403 204 204 204",
    "restore_template": "403 200 200 200",
    "list_approval_rules": "200 200 200 200",
    "update_approval_rule": "403 403 403 200",
    "get_shop_settings": "403 403 403 200",
    "change_shop_settings": "403 403 403 200",
    "change_calendar_settings": "403 403 403 200",
    "change_money_settings": "403 403 403 200",
    "change_quote_settings": "403 403 403 200",
    "change_mail_settings": "403 403 403 200",
    "change_numbering": "403 403 403 200",
    "check_logo": "403 403 403 200",
    "preview_paper": "403 403 403 200",
    "list_deputies": "403 200 200 403",
    "get_deputy": "403 200 200 403",
    "set_deputy": "403 200 200 403",
    "clear_deputy": "403 204 204 403",
    "list_users": "403 403 403 200",
    "invite_user": "403 403 403 201",
    "get_user": "403 403 403 200",
    "update_user": "403 403 403 200",
    "deactivate_user": "403 403 403 200",
    "activate_user": "403 403 403 200",
    "resend_invitation": "403 403 403 200",
    "list_messages": "200 200 200 200",
    "list_mail_templates": "200 200 200 200",
    "preview_mail_template": "200 200 200 200",
    "create_mail_template": "403 403 403 201",
    "update_mail_template": "403 403 403 200",
    "reset_mail_template": "403 403 403 200",
    "delete_mail_template": "403 403 403 204",
    "list_audit_entries": "403 403 200 200",
    "get_staged_book": "403 200 200 200",
    "get_staged_sheet": "403 200 200 200",
    "change_cells": "403 200 200 200",
    "add_entry": "403 201 201 201",
    "archive_entry": "403 200 200 200",
    "restore_entry": "403 200 200 200",
    "set_stock_prices": "403 200 200 200",
    "discard_changes": "403 200 200 200",
    "list_rate_cards": "403 200 200 200",
    "compare_rate_cards": "403 200 200 200",
    "get_card_sheet": "403 200 200 200",
    "export_rate_sheet": "403 200 200 200",
    "check_rate_import": "403 200 200 200",
    "import_rates": "403 200 200 200",
    "get_product_forms": "403 200 200 200",
    "add_product": "403 403 201 201",
    "change_product": "403 403 200 200",
    "archive_product": "403 403 200 200",
    "restore_product": "403 403 200 200",
    "explain_choice": "200 200 200 200",
    "try_finishing": "200 200 200 200",
    "get_rate_effect": "403 200 200 200",
    "publish_rates": "403 403 201 201",
    "list_stale_quotes": "403 200 200 200",
    "get_stale_quote": "403 200 200 200",
    "revert_to_rate_card": "403 403 201 201",
}
# A record of one's own.
OWN = {
    "get_quote": "200 200 200 200",
    "preview_quote": "200 200 200 200",
    "update_quote": "200 200 200 200",
    "compare_quotes": "200 200 200 200",
    "list_quote_files": "200 200 200 200",
    "upload_quote_file": "201 201 201 201",
    "download_file": "200 200 200 200",
    "get_file_page": "200 200 200 200",
    "inspect_file": "200 200 200 200",
    "update_file": "200 200 200 200",
    "delete_file": "200 200 200 200",
    "restore_file": "200 200 200 200",
    "propose_gangs": "200 200 200 200",
    "get_line_estimate": "200 200 200 200",
    "get_quote_timeline": "200 200 200 200",
    "list_mentionable": "200 200 200 200",
    "add_note": "201 201 201 201",
    "update_note": "200 200 200 200",
    "delete_note": "204 204 204 204",
    "send_quote": "200 200 200 200",
    "get_sending": "200 200 200 200",
    "preview_quote_mail": "200 200 200 200",
    "undo_send": "200 200 200 200",
    "schedule_quote": "204 204 204 204",
    "cancel_quote_schedule": "204 204 204 204",
    "approve_quote": "200 200 200 200",
    "decline_quote": "200 200 200 200",
    "expire_quote": "200 200 200 200",
    "get_quote_follow_up": "200 200 200 200",
    "change_quote_follow_up": "200 200 200 200",
    "skip_reminder": "200 200 200 200",
    "remind_customer": "204 204 204 204",
    "log_call": "201 201 201 201",
    "create_template": "201 201 201 201",
    "duplicate_quote": "201 201 201 201",
    "delete_quote": "204 204 204 204",
    "restore_quote": "200 200 200 200",
    "get_quote_document": "200 200 200 200",
    "get_quote_page": "200 200 200 200",
    "list_customer_links": "200 200 200 200",
    "renew_customer_link": "200 200 200 200",
    "revoke_customer_link": "200 200 200 200",
    "list_customer_requests": "200 200 200 200",
    "convert_quote": "201 201 201 201",
    "get_order_of_quote": "200 200 200 200",
    "get_order": "200 200 200 200",
    "get_order_ticket": "200 200 200 200",
    "check_quote": "200 200 200 200",
    "submit_quote": "200 200 200 200",
    "recall_quote": "200 200 200 200",
    "review_quote": "403 403 403 403",
    "return_quote": "403 403 403 403",
    "hold_quote": "200 200 200 200",
    "release_quote": "200 200 200 200",
    "extend_quote": "200 200 200 200",
    "revise_quote": "200 200 200 200",
    "discard_revision": "200 200 200 200",
    "list_revisions": "200 200 200 200",
    "get_revision": "200 200 200 200",
    "compare_revisions": "200 200 200 200",
    "get_revision_document": "200 200 200 200",
    "get_revision_page": "200 200 200 200",
    "retry_message": "200 200 200 200",
    "dismiss_message": "200 200 200 200",
}
# The same of somebody else: for a rep it does not exist.
OTHERS = {
    "get_quote": "404 200 200 200",
    "preview_quote": "404 200 200 200",
    "update_quote": "404 200 200 200",
    "compare_quotes": "404 200 200 200",
    "list_quote_files": "404 200 200 200",
    "upload_quote_file": "404 201 201 201",
    "download_file": "404 200 200 200",
    "get_file_page": "404 200 200 200",
    "inspect_file": "404 200 200 200",
    "update_file": "404 200 200 200",
    "delete_file": "404 200 200 200",
    "restore_file": "404 200 200 200",
    "propose_gangs": "404 200 200 200",
    "get_line_estimate": "404 200 200 200",
    "get_quote_timeline": "404 200 200 200",
    "list_mentionable": "404 200 200 200",
    "add_note": "404 201 201 201",
    # A note is its author's alone.
    "update_note": "404 404 404 404",
    "delete_note": "404 404 404 404",
    "send_quote": "404 200 200 200",
    "get_sending": "404 200 200 200",
    "preview_quote_mail": "404 200 200 200",
    "undo_send": "404 200 200 200",
    "schedule_quote": "404 204 204 204",
    "cancel_quote_schedule": "404 204 204 204",
    "approve_quote": "404 200 200 200",
    "decline_quote": "404 200 200 200",
    "get_quote_follow_up": "404 200 200 200",
    "change_quote_follow_up": "404 200 200 200",
    "skip_reminder": "404 200 200 200",
    "remind_customer": "404 204 204 204",
    "log_call": "404 201 201 201",
    "expire_quote": "404 200 200 200",
    "create_template": "404 201 201 201",
    "duplicate_quote": "404 201 201 201",
    "delete_quote": "404 403 204 204",
    "restore_quote": "404 403 200 200",
    "get_quote_document": "404 200 200 200",
    "get_quote_page": "404 200 200 200",
    "list_customer_links": "404 200 200 200",
    "renew_customer_link": "404 200 200 200",
    "revoke_customer_link": "404 200 200 200",
    "list_customer_requests": "404 200 200 200",
    "convert_quote": "404 201 201 201",
    "get_order_of_quote": "404 200 200 200",
    "get_order": "404 200 200 200",
    "get_order_ticket": "404 200 200 200",
    "check_quote": "404 200 200 200",
    "submit_quote": "404 200 403 403",
    "recall_quote": "404 403 403 403",
    "review_quote": "404 200 200 403",
    "return_quote": "404 200 200 403",
    "hold_quote": "404 200 200 200",
    "release_quote": "404 200 200 200",
    "extend_quote": "404 200 200 200",
    "revise_quote": "404 200 200 200",
    "discard_revision": "404 200 200 200",
    "list_revisions": "404 200 200 200",
    "get_revision": "404 200 200 200",
    "compare_revisions": "404 200 200 200",
    "get_revision_document": "404 200 200 200",
    "get_revision_page": "404 200 200 200",
    "retry_message": "404 200 200 200",
    "dismiss_message": "404 200 200 200",
}
# For who is not logged in; the others answer 401.
OPEN = {
    "get_session": 200,
    "login": 401,
    "get_invitation": 200,
    "accept_invitation": 200,
    "healthz": 200,
    "readyz": 200,
    # A customer's page knows no session: without the cookie of its link it is not there.
    "open_link": 404,
    "get_offer_page": 404,
    "get_offer": 404,
    "get_offer_document": 404,
    "see_offer": 404,
    "price_offer": 404,
    "accept_offer": 404,
    "ask_for_changes": 404,
    "decline_offer": 404,
    "ask_for_renewal": 404,
}


def routes() -> Iterator[tuple[str, APIRoute]]:
    for router in ROUTERS:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            yield next(iter((route.methods or set()) - {"HEAD"})), route


def test_every_route_is_in_a_table() -> None:
    named = {route.name for _, route in routes()}
    assert named == {*SHARED, *OWN, *OPEN}
    assert OWN.keys() == OTHERS.keys()
    assert not SHARED.keys() & OWN.keys()


@dataclass(slots=True)
class World:
    """A shop, and the one whose records are asked for."""

    app: FastAPI
    clock: Clock
    owner: Hand
    admin: httpx.AsyncClient
    make_user: MakeUser
    author: User | None
    # Bodies that name something of this very shop.
    bodies: dict[str, Json] = field(default_factory=dict)

    async def quote(self, *lines: Json) -> Json:
        return await self.owner.create(*(lines or (charge("40.00"),)))

    async def sent(self, *, overdue: bool = False, frozen: bool = False) -> Json:
        quote = await self.quote()
        if frozen:
            return await self.owner.do(quote, "send")
        await self.execute(
            "UPDATE forge_quotes SET status = 'sent', valid_until = :day WHERE id = :id",
            id=UUID(quote["id"]),
            day=(self.clock.now + timedelta(days=-9 if overdue else 9)).date(),
        )
        return quote

    async def deleted(self) -> Json:
        quote = await self.quote()
        await self.owner.do(quote, "delete")
        return {**quote, "version": quote["version"] + 1}

    async def note_on(self, quote: Json) -> str:
        written = await self.owner.client.post(
            f"/api/quotes/{quote['id']}/notes", json={"body": "Ask for the die line."}
        )
        found: str = written.json()["id"]
        return found

    async def link_of(self, quote: Json) -> str:
        query = select(AcceptanceLink.id).where(AcceptanceLink.quote_id == UUID(quote["id"]))
        async with self.app.state.async_session_factory.begin() as session:
            return str(await session.scalar(query))

    async def message(self) -> str:
        message = Message(
            kind="quote",
            recipients=["maya@harbor.example"],
            subject="Quote 1Q",
            body="",
            message_id=f"<{uuid4()}@test>",
            status="failed",
            created_by=None if self.author is None else self.author.id,
        )
        async with self.app.state.async_session_factory.begin() as session:
            session.add(message)
        return str(message.id)

    async def customer(self) -> Json:
        return await add_customer(
            self.admin,
            f"Northside {uuid4().hex}",
            contacts=[{"name": "Ann", "is_primary": True}, {"name": "Ben"}],
            certificates=[{"kind": "resale", "state": "NC", "number": "7"}],
        )

    async def user(self) -> Json:
        invited = await self.admin.post(
            "/api/users",
            json={"email": f"{uuid4().hex}@shop.example", "name": "Max", "role": "sales"},
        )
        found: Json = invited.json()
        return found

    async def stock(self) -> str:
        async with self.app.state.async_session_factory.begin() as session:
            return str(await session.scalar(select(Stock.id).limit(1)))

    async def execute(self, statement: str, **values: object) -> None:
        async with self.app.state.async_session_factory.begin() as session:
            await session.execute(text(statement), values)

    async def ask(self, name: str) -> tuple[dict[str, str], int]:
        """Return what stands in the route's address, and the version that If-Match names."""
        if name in {"retry_message", "dismiss_message"}:
            return {"message_id": await self.message()}, 1
        if name == "set_deputy":
            deputy = await self.make_user(Role.MANAGER)
            days = {"from_on": "2026-12-01", "until_on": "2026-12-05"}
            self.bodies[name] = {"deputy_id": str(deputy.id), **days}
        if name == "get_archive_file" or (name.startswith("export_") and name not in RATES):
            return {"form": "csv", "archive_id": str(uuid4())}, 1
        if name in OWN:
            quote = await self.quote_for(name)
            if name == "review_quote":
                self.bodies[name] = {"fingerprint": quote["review"]["fingerprint"]}
            line_id = quote["lines"][0]["id"]
            address = {"quote_id": quote["id"], "page": "1", "line_id": line_id, "number": "1"}
            version = 0 if name in UNTOUCHED else quote["version"]
            return address | await self.beside(name, quote), version
        parts = dict.fromkeys(("price_list", "list_price"), self.price_list_for) | dict.fromkeys(
            ("customer", "contact", "certificate", "address"), self.customer_for
        )
        kept = (
            dict.fromkeys(RATES, self.rates_for)
            | dict.fromkeys(IMPORTS, self.import_for)
            | dict.fromkeys(TEMPLATES, self.template_for)
            | dict.fromkeys(MAIL_TEMPLATES, self.mail_template_for)
        )
        make = next((make for part, make in parts.items() if part in name), kept.get(name))
        if make is not None:
            return await make(name)
        if "user" in name or name == "resend_invitation":
            user = await self.user()
            return {"user_id": user["id"]}, user["version"]
        address = {"stock_id": await self.stock(), "session_id": "nobody's", "code": "rush"}
        return address, 0 if name in UNTOUCHED else 1

    async def beside(self, name: str, quote: Json) -> dict[str, str]:
        """Return the ids of what stands beside a quote, made for the route that asks for it."""
        if name == "create_template":
            self.bodies[name] = {"kind": "quote", "name": "Menus", "quote_id": quote["id"]}
        if "customer_link" in name:
            return {"link_id": await self.link_of(quote)}
        if name in {"update_note", "delete_note"}:
            return {"note_id": await self.note_on(quote)}
        if "_file" in name and "quote_file" not in name:
            added = await self.owner.client.post(
                f"/api/quotes/{quote['id']}/files", params={"name": "card.txt"}, content=b"a note"
            )
            file_id = UUID(added.json()["id"])
            if name == "get_file_page":
                await self.picture(file_id)
            return {"file_id": str(file_id)}
        if name in {"get_order", "get_order_ticket"}:
            made = await self.owner.act(quote, "convert")
            return {"order_id": made.json()["id"]}
        return {}

    async def picture(self, file_id: UUID) -> None:
        """Give a file a picture of its first page, as the worker would."""
        async with self.app.state.async_session_factory.begin() as session:
            file = await session.get_one(Attachment, file_id)
            file.previews = 1
            await self.app.state.uploads.keep_pictures(file.storage_key, {1: b"a picture"})

    async def rates_for(self, name: str) -> tuple[dict[str, str], int]:
        """Return addresses of the staged book, with a stock that is in no product's way."""
        async with self.app.state.async_session_factory.begin() as session:
            stock = (await session.scalars(select(Stock).where(Stock.code == SPARE))).one()
            stock.deleted_at = self.clock.now if name == "restore_entry" else None
            staged = (await session.scalars(select(StagedBook))).one()
            if "product" in name:
                await keep_product(
                    session, BADGES, archived_at=self.clock.now if "restore" in name else None
                )
            if name in {"publish_rates", "revert_to_rate_card"}:
                # Something to publish; and a newer card, so that there is one to come back from.
                policy = staged.terms["policy"] | {"prepress_rate": f"{staged.version}"}
                staged.terms = staged.terms | {"policy": policy}
                await session.flush()
                if name == "revert_to_rate_card":
                    await publish_rate_card(session, SystemActor(), now=self.clock.now)
            address = {
                "kind": "stocks",
                "card": "1",
                "code": "cut" if name == "try_finishing" else BADGES["code"],
                "quote_id": str(uuid4()),
                "entry_id": str(stock.id),
                "stock_id": str(stock.id),
            }
            return address, staged.version

    async def quote_for(self, name: str) -> Json:  # noqa: C901, PLR0911, PLR0912 - a case a route
        match name:
            case "undo_send":
                return await self.sent(frozen=True)
            case "cancel_quote_schedule":
                quote = await self.quote()
                await self.owner.client.put(
                    f"/api/quotes/{quote['id']}/schedule",
                    json=BODIES["schedule_quote"],
                    headers={"If-Match": f'"{quote["version"]}"'},
                )
                return quote
            case (
                "approve_quote"
                | "renew_customer_link"
                | "revoke_customer_link"
                | "skip_reminder"
                | "remind_customer"
            ):
                return await self.sent(frozen=True)
            case "convert_quote" | "get_order" | "get_order_ticket":
                return await self.owner.do(await self.sent(frozen=True), "approve")
            case "decline_quote" | "revise_quote":
                return await self.sent()
            case "recall_quote" | "review_quote" | "return_quote":
                return await self.owner.do(await self.quote(), "submit")
            case "release_quote":
                return await self.owner.do(await self.quote(), "hold")
            case "discard_revision" | "compare_revisions":
                return await self.owner.do(await self.sent(frozen=True), "revise")
            case "extend_quote":
                sent = await self.sent(frozen=True)
                await self.execute(
                    "UPDATE forge_quotes SET status = 'expired' WHERE id = :id",
                    id=UUID(sent["id"]),
                )
                return sent
            case "expire_quote":
                return await self.sent(overdue=True)
            case "restore_quote":
                return await self.deleted()
            case "get_line_estimate":
                return await self.quote(product(500, selected=0, spec=CARDS))
            case _:
                return await self.quote()

    async def mail_template_for(self, name: str) -> tuple[dict[str, str], int]:
        if name != "delete_mail_template":
            # One that nobody worded yet has no version of its own.
            return {"code": "reminder" if name == "update_mail_template" else "receipt"}, 0
        made = await self.admin.post("/api/mail-templates", json=OWN_MAIL)
        return {"code": made.json()["code"]}, 1

    async def price_list_for(self, name: str) -> tuple[dict[str, str], int]:
        content = grid()
        made = await self.admin.post(
            "/api/price-lists", json={"code": uuid4().hex, "content": content}
        )
        found: Json = made.json()
        published = await self.admin.post(
            f"/api/price-lists/{found['id']}/publish", json={}, headers={"If-Match": '"1"'}
        )
        found = published.json()
        if name == "publish_price_list":
            content["name"] = "Dearer cards"
            changed = await self.admin.put(
                f"/api/price-lists/{found['id']}",
                json={"content": content},
                headers={"If-Match": '"2"'},
            )
            found = changed.json()
        if name == "restore_price_list":
            await self.execute(
                "UPDATE forge_price_lists SET deleted_at = now() WHERE id = :id",
                id=UUID(found["id"]),
            )
        return {"price_list_id": found["id"]}, found["version"]

    async def import_for(self, name: str) -> tuple[dict[str, str], int]:
        """Return a file that the administrator uploaded, checked where that must come before."""
        made = await self.admin.post(
            "/api/imports", params=PARAMETERS["upload_import"], content=CONTENTS["upload_import"]
        )
        if name in {"apply_import", "get_marked_import"}:
            await self.execute(
                "UPDATE forge_imports SET state = 'checked', report = :report WHERE id = :id",
                report='{"problems": [], "problem_count": 0, "counts": [],'
                ' "duplicates": [], "duplicate_count": 0}',
                id=UUID(made.json()["id"]),
            )
        return {"import_id": made.json()["id"], "kind": "customers"}, 1

    async def template_for(self, name: str) -> tuple[dict[str, str], int]:
        quote = await self.quote()
        kept = {"kind": "quote", "name": "Menus", "shared": True, "quote_id": quote["id"]}
        made: Json = (await self.admin.post("/api/templates", json=kept)).json()
        if name == "restore_template":
            await self.admin.delete(f"/api/templates/{made['id']}", headers={"If-Match": '"1"'})
        return {"template_id": made["id"]}, made["version"]

    async def customer_for(self, name: str) -> tuple[dict[str, str], int]:
        customer = await self.customer()
        address = {
            "customer_id": customer["id"],
            "contact_id": customer["contacts"][0]["id"],
            "certificate_id": customer["certificates"][0]["id"],
        }
        table = {"restore_customer": "customer", "restore_contact": "contact"}.get(name)
        if table is not None:
            await self.execute(
                f"UPDATE forge_{table}s SET deleted_at = now() WHERE id = :id",  # noqa: S608 - one of two words
                id=UUID(address[f"{table}_id"]),
            )
        return address, customer["version"]


RATES = {
    "export_rate_sheet",
    "check_rate_import",
    "import_rates",
    "get_product_forms",
    "add_product",
    "change_product",
    "archive_product",
    "restore_product",
    "explain_choice",
    "try_finishing",
    "get_staged_book",
    "get_staged_sheet",
    "change_cells",
    "add_entry",
    "archive_entry",
    "restore_entry",
    "set_stock_prices",
    "discard_changes",
    "list_rate_cards",
    "compare_rate_cards",
    "get_card_sheet",
    "get_rate_effect",
    "publish_rates",
    "list_stale_quotes",
    "get_stale_quote",
    "revert_to_rate_card",
}
IMPORTS = {
    "get_import",
    "get_import_template",
    "get_marked_import",
    "map_import",
    "apply_import",
    "cancel_import",
}
TEMPLATES = {"get_template", "update_template", "delete_template", "restore_template"}
SPARE = "KRF-80-13X19"
SUPPLIER = {"content": b64encode(f"Code,Supplier\n{SPARE},Larkfield\n".encode()).decode()}
BADGES = badge_form()
CARDS = spec(stock="COV-130-13X19", finishing=[])
CONTACT = {"name": "Maya"}
CERTIFICATE = {"kind": "resale", "state": "TX", "number": "8"}
PLAN: Json = {"active": True, "days_after": [3], "days_before": [2]}
MAIL_TEMPLATES = {"update_mail_template", "reset_mail_template", "delete_mail_template"}
MAIL = {"name": "Rush jobs", "subject": "Quote {{quote_number}}", "body": "See {{link}}"}
# What nobody changed yet has no version of its own.
UNTOUCHED = {"update_approval_rule", "change_follow_up_plan", "change_quote_follow_up"}
OWN_MAIL = MAIL | {"kind": "quote"}
CHANGES = {"changes": [{"op": "set", "title": "Other"}, put(charge("1.00"))]}
BODIES: dict[str, Json] = {
    "convert_quote": {},
    "create_quote": {"prospect_name": "Bayou", "title": "Posters"},
    "preview_quote": CHANGES,
    "revise_quote": {},
    "extend_quote": {},
    "submit_quote": {},
    "read_notifications": {"ids": None},
    "set_notification_choices": {"choices": [{"kind": "expired", "in_app": True, "by_mail": True}]},
    "add_note": {"body": "Call before noon."},
    "update_note": {"body": "Call after noon."},
    "return_quote": {"comment": "Too cheap."},
    "hold_quote": {},
    "update_template": {"name": "Menus of spring"},
    "release_quote": {},
    "change_follow_up_plan": PLAN,
    "change_quote_follow_up": PLAN,
    "remind_customer": {},
    "log_call": {"body": "Nobody answered."},
    "update_approval_rule": {"active": True, "limit": "3"},
    "change_shop_settings": {
        "name": "Ink",
        "address_lines": [],
        "phone": "1",
        "email": "quotes@ink.example",
    },
    "change_calendar_settings": {
        "time_zone": "Asia/Tokyo",
        "works_on": ["monday"],
        "closed_on": [],
    },
    "change_money_settings": {"unit": "mm"},
    "change_quote_settings": {
        "valid_days": 9,
        "usual_terms": "Net 10",
        "payment_terms": [],
        "clauses": [],
    },
    "change_mail_settings": {"footer": "Thank you."},
    "change_numbering": {"next": 20_000},
    "check_logo": {
        "content": b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'/>").decode(),
    },
    "preview_paper": {},
    "create_mail_template": OWN_MAIL,
    "update_mail_template": MAIL,
    "preview_mail_template": {"kind": "quote", "subject": "Quote", "body": "See {{link}}"},
    "keep_dashboard_layout": {"widgets": ["pipeline"]},
    "update_quote": {"changes": [{"op": "set", "title": "Other"}]},
    "update_file": {"name": "other.txt"},
    "send_quote": {"to": ["maya@harbor.example"]},
    "preview_quote_mail": {},
    "schedule_quote": {"day": "2026-12-01", "time": "08:30", "sending": {}},
    "approve_quote": {"name": "Maya"},
    "decline_quote": {"reason": "price"},
    "change_quotes": {"action": "put_away", "rows": [{"id": str(uuid4()), "version": 1}]},
    "estimate_job": {"spec": CARDS, "quantities": [100]},
    "read_entry": {"text": "500 bc"},
    "read_entry_block": {"text": "500 bc"},
    "draw_job_curve": {"spec": CARDS, "largest": 100},
    "aim_price": {"spec": CARDS, "quantity": 100, "target": {"kind": "margin", "value": "0.4"}},
    "create_price_list": {"code": "BC-16", "content": grid()},
    "update_price_list": {"content": grid()},
    "publish_price_list": {},
    "lint_price_list": {"content": grid()},
    "look_up_list_price": {"quantity": 200},
    "change_password": {"current_password": "not mine at all", "new_password": "short"},
    "create_customer": {"name": "Southside", "confirm_duplicate": True},
    "map_import": {"mapping": ["name"]},
    "update_customer": {"note": "Rings twice"},
    "add_contact": CONTACT,
    "update_contact": CONTACT,
    "put_addresses": {"addresses": [{"kind": "billing", "line1": "1 Main St", "city": "Cary"}]},
    "add_certificate": CERTIFICATE,
    "update_certificate": {"number": "9"},
    "invite_user": {"email": "new@shop.example", "name": "New", "role": "manager"},
    "update_user": {"name": "Other"},
    "change_cells": {"cells": [{"code": SPARE, "field": "supplier", "value": "Other"}]},
    "add_entry": {
        "cells": {"code": "NEW", "name": "New", "price": "9", "basis": "per_m"},
        "like": SPARE,
    },
    "check_rate_import": SUPPLIER,
    "import_rates": SUPPLIER,
    "add_product": BADGES | {"code": "door_badge"},
    "change_product": BADGES,
    "try_finishing": {
        "stock": "C2S-14-13X19",
        "quantity": 100,
        "width_in": "12",
        "height_in": "18",
    },
    "explain_choice": {"stock": "C2S-14-13X19", "product": "business_card"},
    "set_stock_prices": {
        "effective_on": "2026-12-01",
        "basis": "per_m",
        "brackets": [{"min_weight_lb": "0", "price": "9"}],
    },
    "discard_changes": {"keys": None},
    "publish_rates": {"note": "Paper went up", "accept_findings": True},
    "revert_to_rate_card": {"note": "Back"},
    "login": {"email": "nobody@shop.example", "password": "blue kettle sings"},
}


# What is sent up as it is.
CONTENTS = {
    **dict.fromkeys(("upload_quote_file", "upload_customer_file"), b"a note"),
    "upload_import": b"Name\nSouthside",
}
PARAMETERS = {
    "upload_import": {"kind": "customers", "name": "customers.csv"},
    "upload_quote_file": {"name": "card.txt"},
    "upload_customer_file": {"name": "card.txt"},
    "find_similar_customers": {"name": "Northside"},
    "compare_rate_cards": {"before": "1"},
    "compare_revisions": {"other": "2"},
}


@pytest.fixture
async def world(
    reference_rates: None,  # noqa: ARG001 - they are in the database
    app: FastAPI,
    clock: Clock,
    client_for: ClientFor,
    make_user: MakeUser,
) -> World:
    """A shop with rates, a customer and somebody who owns things."""
    parties = await make_customer(app)
    author = await make_user(Role.SALES)
    return World(
        app,
        clock,
        Hand(await client_for(author), parties, author),
        await client_for(Role.ADMIN),
        make_user,
        author,
    )


@pytest.mark.parametrize("role", ROLES)
async def test_a_role_is_answered_as_the_tables_say(
    client_for: ClientFor, world: World, role: Role
) -> None:
    person = await world.make_user(role)
    asking = await client_for(person)
    by_name = {route.name: (method, route) for method, route in routes()}
    own, others = Hand(asking, world.owner.parties), world.owner
    for table in (SHARED, OWN, OTHERS):
        world.owner, world.author = (own, person) if table is OWN else (others, others.user)
        answered: dict[str, int] = {}
        for name in table:
            method, route = by_name[name]
            address, version = await world.ask(name)
            # What ends a session ends that of somebody else with this role.
            client = await client_for(role) if name in {"logout", "end_sessions"} else asking
            answer = await client.request(
                method,
                route.path.format(**address),
                json=world.bodies.get(name, BODIES.get(name)),
                content=CONTENTS.get(name),
                params=PARAMETERS.get(name),
                headers={"If-Match": f'"{version}"'},
            )
            answered[name] = int(answer.status_code)
        place = ROLES.index(role)
        expected = {name: int(statuses.split()[place]) for name, statuses in table.items()}
        assert answered == expected


async def test_a_stranger_is_answered_only_where_a_stranger_must_be(
    client: httpx.AsyncClient, world: World
) -> None:
    token = "a-token-of-an-invitation"
    invited = await world.make_user(Role.SALES)
    async with world.app.state.async_session_factory.begin() as session:
        session.add(
            Invitation(
                user_id=invited.id,
                token_hash=hash_token(token),
                expires_at=world.clock.now + timedelta(days=1),
            )
        )
    bodies = BODIES | {"accept_invitation": {"token": token, "password": "green kettle hums"}}
    for method, route in sorted(routes(), key=lambda one: one[1].name == "accept_invitation"):
        path = route.path.replace("{token}", token).replace("{page}", "1")
        answer = await client.request(
            method,
            path.format(**dict.fromkeys(route.param_convertors, str(uuid4()))),
            json=bodies.get(route.name),
            headers={"If-Match": '"1"'},
        )
        assert answer.status_code == OPEN.get(route.name, 401), (route.path, answer.text)
