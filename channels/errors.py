"""Errors to the outside: one shape everywhere, one plain sentence, and never what a person typed."""

from __future__ import annotations

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from bot import log
from bot.conversation.service import ConversationEnded
from bot.errors import AlderError, BadInput, NotAuthorised, NotFound
from bot.vault.service import KeyDestroyed
from channels.guard import TokenMissing, TooMany
from channels.web.routes import StillWorking

_STATUS = {
    ConversationEnded: 401,
    KeyDestroyed: 401,
    TokenMissing: 401,
    NotAuthorised: 403,
    NotFound: 404,
    BadInput: 422,
    TooMany: 429,
    StillWorking: 504,
}
_log = structlog.get_logger(__name__)


def install(app: FastAPI) -> None:
    """Map every exception to the one shape."""
    app.add_exception_handler(AlderError, _expected)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, _malformed)  # type: ignore[arg-type]
    app.add_exception_handler(HTTPException, _http)  # type: ignore[arg-type]
    app.add_exception_handler(Exception, _unexpected)


def shaped(status: int, code: str, message: str) -> JSONResponse:
    """``{"error": {"code", "message"}}``."""
    return JSONResponse({"error": {"code": code, "message": message}}, status)


async def _expected(_request: Request, error: AlderError) -> JSONResponse:
    status = next((number for kind, number in _STATUS.items() if isinstance(error, kind)), 400)
    return shaped(status, error.code, error.message)


async def _malformed(_request: Request, error: RequestValidationError) -> JSONResponse:
    places = sorted({".".join(str(part) for part in one["loc"][1:]) or "body" for one in error.errors()})
    return shaped(422, "bad_input", f"This does not fit what is expected: {', '.join(places)}.")


async def _http(_request: Request, error: HTTPException) -> JSONResponse:
    known = {404: ("not_found", "There is nothing at this address."), 405: ("not_allowed", "That cannot be done here.")}
    return shaped(error.status_code, *known.get(error.status_code, ("error", "That did not work.")))


async def _unexpected(_request: Request, error: Exception) -> JSONResponse:
    _log.error("request.failed", where=log.where(error))
    return shaped(500, "internal", "Something went wrong on our side. Nothing you wrote is lost.")
