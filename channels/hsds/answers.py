"""How the read API answers: JSON that every page may read, kept by nobody without asking again."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from fastapi import Request, Response

# A place can become confidential at any minute: whoever keeps a copy must ask before each use.
_HEADERS = {"Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}


def answer(request: Request, found: Any) -> Response:
    """The object, or 304 when whoever asks has it already. With its date where it is known."""
    body = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {**_HEADERS, "ETag": tag}
    changed = found.get("last_modified") if isinstance(found, dict) else None
    if changed:
        headers["Last-Modified"] = format_datetime(datetime.fromisoformat(changed.replace("Z", "+00:00")), usegmt=True)
    if tag in [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)
