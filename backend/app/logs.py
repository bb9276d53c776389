"""How the process logs: one line an event, and never the values of local variables."""

import logging
import sys

import structlog

from app.config import Environment


def configure_logs(environment: Environment) -> None:
    """Log to standard error: JSON in production, readable lines elsewhere.

    Tracebacks are plain on purpose: one that shows local variables would write passwords and
    session tokens into the log.
    """
    rendering: list[structlog.typing.Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
        if environment is Environment.PRODUCTION
        else [
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
            )
        ]
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *rendering,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
