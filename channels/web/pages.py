"""The page at `/` and the widget's files, served from memory."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Response

from bot.content.catalogue import read_files
from channels import guard

router = APIRouter(tags=["page"])
_STATIC = Path(__file__).parent / "static"
_FILES = {
    "/": ("page.html", "text/html; charset=utf-8"),
    "/widget.js": ("widget.js", "text/javascript; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
}


@cache
def _read(name: str) -> bytes:
    if name == "widget.js":
        return _widget()
    return (_STATIC / name).read_bytes()


def _widget() -> bytes:
    """The parts of the widget in the order of their names, in one scope that no other script of the page can enter.

    What the widget itself says comes from the catalogue's files, so that a new language is a new file and no script.
    """
    words = {code: language["widget"] for code, language in read_files().languages.items()}
    said = f"const STRINGS = {json.dumps(words, ensure_ascii=False, separators=(',', ':'))};".encode()
    about, *parts = [path.read_bytes() for path in sorted((_STATIC / "widget").glob("*.js"))]
    return b"\n".join([b"(() => {", b"'use strict';", about, said, *parts, b"})();\n"])


def _serve(address: str, name: str, media_type: str) -> None:
    async def page() -> Response:
        return Response(_read(name), media_type=media_type)

    page.__doc__ = f"The file {name}."
    router.add_api_route(
        address, page, methods=["GET"], dependencies=guard.only(guard.anyone), include_in_schema=False, name=name
    )


for _address, (_name, _media_type) in _FILES.items():
    _serve(_address, _name, _media_type)
