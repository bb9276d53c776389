"""The app factory: settings in, an app out; connections are made by its lifespan."""

import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import fields
from typing import Final

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from app.config import Environment, Settings
from app.deps import session_cookie_name
from app.middleware import (
    NOTICE_SECONDS,
    GentleLeave,
    HostileInput,
    PlainStartup,
    RequestContext,
    SameOriginWrites,
)
from app.routers import (
    acceptance,
    approvals,
    archives,
    attachments,
    audit,
    auth,
    bulk,
    catalog,
    catalog_cards,
    catalog_effects,
    catalog_files,
    catalog_products,
    catalog_staging,
    customers,
    dashboards,
    entry,
    estimates,
    exports,
    finding,
    follow_up,
    gangs,
    health,
    imports,
    links,
    mail_templates,
    messages,
    notes,
    notifications,
    orders,
    price_lists,
    quotes,
    reports,
    revisions,
    sending,
    shop_settings,
    templates,
    users,
)
from app.routers.errors import answer_unknown_address, install_error_handlers
from app.services.settings import open_shop
from app.state import open_state
from app.web_app import WebApp

# Flat, hot ones first: routing is linear, and a router nested in another costs more than all else
# that the framework does for a request.
ROUTERS: Final[Sequence[APIRouter]] = (
    quotes.router,
    auth.router,
    estimates.router,
    entry.router,
    catalog.router,
    bulk.router,
    customers.router,
    finding.router,
    price_lists.router,
    users.router,
    messages.router,
    audit.router,
    revisions.router,
    templates.router,
    approvals.reviews,
    approvals.router,
    links.router,
    sending.router,
    notes.router,
    notifications.router,
    follow_up.of_quotes,
    follow_up.router,
    orders.router,
    attachments.router,
    acceptance.answers,
    acceptance.router,
    gangs.router,
    reports.router,
    dashboards.router,
    catalog_files.router,
    catalog_staging.router,
    catalog_cards.router,
    catalog_effects.router,
    catalog_products.router,
    shop_settings.router,
    mail_templates.router,
    imports.router,
    exports.router,
    archives.router,
    health.router,
)


def operation_id(route: APIRoute) -> str:
    """Return a route's name in the OpenAPI document: its function's."""
    return route.name


@contextlib.asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open what the process holds and put it on ``app.state``."""
    async with open_state(app.state.settings) as opened:
        await open_shop(opened)
        for field in fields(opened):
            setattr(app.state, field.name, getattr(opened, field.name))
        yield


def create_app(settings: Settings) -> FastAPI:
    """Build the app; nothing is connected before its lifespan runs.

    Tests run no lifespan: they put their own session factory, Redis and clock on ``app.state``.
    """
    documented = settings.environment is not Environment.PRODUCTION
    app = FastAPI(
        title="PatriotForge",
        version="0.1.0",
        lifespan=lifespan,
        openapi_url="/api/openapi.json" if documented else None,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=operation_id,
        separate_input_output_schemas=False,
    )
    app.state.settings = settings
    for router in ROUTERS:
        app.include_router(router)
    app.add_api_route(
        "/api/{path:path}",
        answer_unknown_address,
        methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
        include_in_schema=False,
    )
    if settings.frontend_dir is not None:
        app.frontend("/", directory=settings.frontend_dir, fallback="index.html", check_dir=True)
    install_error_handlers(app)
    app.add_middleware(SameOriginWrites, origin=settings.origin)
    app.add_middleware(HostileInput)
    if settings.frontend_dir is not None:
        app.add_middleware(
            WebApp, folder=settings.frontend_dir, session_cookie=session_cookie_name(settings)
        )
    app.add_middleware(
        RequestContext,
        secure=settings.secure_cookies,
        trusted_proxies=settings.trusted_proxies,
        hosts=settings.hosts,
    )
    app.add_middleware(
        GentleLeave,
        state=app.state,
        notice_seconds=(NOTICE_SECONDS if settings.environment is Environment.PRODUCTION else 0),
    )
    app.add_middleware(PlainStartup)
    return app
