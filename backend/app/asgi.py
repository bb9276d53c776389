"""The web entry: ``uvicorn app.asgi:app``."""

import sys

from pydantic import ValidationError

from app.config import Settings, settings_problem

try:
    settings = Settings()
except ValidationError as error:
    sys.exit(settings_problem(error))

# Only now: a wrong setting is told at once, not after all that is loaded here.
from app.logs import configure_logs
from app.main import create_app
from app.memory import keep_what_is_loaded

configure_logs(settings.environment)
app = create_app(settings)
keep_what_is_loaded()
