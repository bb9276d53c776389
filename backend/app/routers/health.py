"""What a load balancer asks; nothing here tells a stranger more than yes or no."""

from typing import Final

from app.deps import Read, SessionStorage, State
from app.routers.errors import ROUTE_OPTIONS
from app.routers.routing import Router
from app.schemas.errors import ErrorBody
from app.schemas.health import Health
from app.services import health

router: Final = Router(tags=["health"], **ROUTE_OPTIONS)


@router.get("/healthz", response_model=Health, status_code=200)
async def healthz() -> Health:
    """Say that the process lives."""
    return Health()


@router.get(
    "/readyz",
    response_model=Health,
    status_code=200,
    responses={503: {"model": ErrorBody, "description": "Service Unavailable"}},
)
async def readyz(reader: Read, store: SessionStorage, state: State) -> Health:
    """Say that PostgreSQL, Redis and the schema are there, and that the process is here to stay."""
    await health.check_readiness(reader, store, leaving=state.leaving)
    return Health()
