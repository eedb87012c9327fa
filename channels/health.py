"""Is it alive, can it serve, what does it count: for operators and their monitors, without identifiers."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from sqlalchemy import text
from starlette.concurrency import run_in_threadpool

from channels import guard, metrics

router = APIRouter(tags=["health"])


@router.get("/healthz", dependencies=guard.only(guard.anyone))
async def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz", dependencies=guard.only(guard.anyone))
async def ready(request: Request) -> JSONResponse:
    """200 when people can be served (`degraded` names what is lost), 503 when not."""
    parts = await run_in_threadpool(_parts, request.app.state)
    able = parts["database"] == "ok" and parts["model"] == "ok"
    whole = able and all(state == "ok" for state in parts.values())
    status = "ok" if whole else "degraded" if able else "unavailable"
    return JSONResponse({"status": status, "parts": parts}, 200 if able else 503)


@router.get("/metrics", dependencies=guard.only(guard.operator))
async def counts() -> Response:
    """Prometheus text."""
    return Response(metrics.page(), media_type="text/plain; version=0.0.4")


def _parts(app: Any) -> dict[str, str]:
    try:
        with app.house.db.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        database = "ok"
    except Exception:
        database = "unreachable"
    loaded = app.turns.model is not None
    lost = {"redaction": app.redactor.lost, "understanding": app.turns.lost}
    reduced = {part: f"without {what}" if what else "ok" for part, what in lost.items()}
    return {"database": database, "model": "ok" if loaded else "not loaded", **reduced}
