"""Logs that cannot leak: our own events through an allow-list, everybody else's reduced to where they came from.

Rasa, SQLAlchemy and the HTTP stack put message text into log lines, warnings and exceptions. Whoever holds the phone of
a person in danger, or the disk of this server, must find none of it.
"""

from __future__ import annotations

import asyncio
import logging
import re
import sys
import threading
import traceback
import warnings
from types import TracebackType
from typing import Any, MutableMapping, Optional, Type

_ALLOWED = frozenset(
    [
        "event",
        "level",
        "timestamp",
        "logger",
        "conversation_id",
        "inbox_id",
        "outbox_id",
        "channel",
        "code",
        "error",
        "where",
        "state",
        "status",
        "count",
        "seconds",
        "port",
        "version",
        "part",
        "edition",
        "model",
        "language",
        "intent",
        "parts",
        "attempt",
    ]
)
_CODE = re.compile(r"^[a-z0-9_.: -]{1,80}$")
_VALUE = re.compile(r"^[\w.:/<>@-]{1,120}$", re.ASCII)
# These say only where they listen, that they started, or which schema they reached.
_SPEAK = ("uvicorn.error", "alembic.runtime.migration")
_OURS = ("bot", "channels", "actions", "redaction", "alder")
_configured = False


def configure(level: Optional[str] = "INFO") -> None:
    """Route every log line, warning and uncaught exception of this process through the rules of this file.

    Without a ``level`` the one in force stays.
    """
    global _configured
    import structlog

    root = logging.getLogger()
    if level:
        root.setLevel(level)
    if _configured:
        return
    _configured = True
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter())
    handler.addFilter(_worth_saying)
    root.handlers = [handler]
    for name in list(logging.root.manager.loggerDict):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    structlog.configure(
        processors=[structlog.stdlib.add_log_level, _allow, structlog.stdlib.render_to_log_kwargs],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    warnings.showwarning = _show_warning  # type: ignore[assignment]
    sys.excepthook = _excepthook
    threading.excepthook = lambda args: _excepthook(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: _excepthook(args.exc_type, args.exc_value, args.exc_traceback)
    logging.raiseExceptions = False  # a line that cannot be formatted would be printed with its arguments


def watch(loop: asyncio.AbstractEventLoop) -> None:
    """Let an event loop report its stray exceptions by type and place only."""
    loop.set_exception_handler(_loop_handler)


def where(error: BaseException) -> str:
    """``type@file:line`` of an exception: all that may be said of it, since its message may quote a person."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"@{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


def _allow(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep the event's name if it is a code, and the fields that are known to be harmless if they look it."""
    name = str(event.get("event", ""))
    kept: dict[str, Any] = {"event": name if _CODE.match(name) else "…"}
    for key, value in event.items():
        if key in _ALLOWED and key != "event" and _VALUE.match(str(value)):
            kept[key] = value
    return kept


class _Formatter(logging.Formatter):
    """Renders our own events in full and any other library's line as its logger, level and place."""

    def format(self, record: logging.LogRecord) -> str:
        stamp = self.formatTime(record, "%Y-%m-%dT%H:%M:%S")
        head = f"{stamp} {record.levelname.lower():7} {record.name}"
        fields = {k: v for k, v in record.__dict__.items() if k in _ALLOWED and k not in ("event", "level")}
        if record.name.split(".")[0] in _OURS and _CODE.match(str(record.msg)):
            text = f"{record.msg} " + " ".join(f"{k}={v}" for k, v in fields.items() if _VALUE.match(str(v)))
        elif record.name.startswith(_SPEAK) and not record.exc_info:
            text = record.getMessage()
        else:
            text = f"(at {record.module}:{record.lineno})"
        if record.exc_info and record.exc_info[1]:
            text += f" {where(record.exc_info[1])}"
        return f"{head} {text}".rstrip()


def _worth_saying(record: logging.LogRecord) -> bool:
    """Other libraries' lines say nothing but where they came from: below a warning that is for DEBUG only."""
    ours = record.name.split(".")[0] in _OURS
    return ours or record.levelno >= logging.WARNING or logging.getLogger().level <= logging.DEBUG


def _show_warning(_message: Any, category: Type[Warning], filename: str, lineno: int, *_rest: Any) -> None:
    logging.getLogger("warnings").debug(category.__name__)


def _excepthook(_type: Type[BaseException], value: Optional[BaseException], tb: Optional[TracebackType]) -> None:
    if isinstance(value, KeyboardInterrupt):
        return
    if value is not None:
        sys.stderr.write(f"{where(value)}\n")
        for frame in traceback.extract_tb(tb):
            sys.stderr.write(f"  {frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} in {frame.name}\n")


def _loop_handler(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    error = context.get("exception")
    logging.getLogger("bot.log").error("loop.error", extra={"where": where(error) if error else "unknown"})
