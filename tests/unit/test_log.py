"""Logs: whatever library speaks, at whatever level and by whatever road, no words of a person come out."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import subprocess
import sys
import threading
import warnings
from typing import Any, Iterator

import pytest
import structlog

from bot import log

SAID = "my name is Marisol Quintanilla, 305-555-0177"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


@pytest.fixture(params=LEVELS)
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What comes out of the log when it is set to each level."""
    log.configure(request.param)
    for name in ("httpx", "uvicorn.access", "uvicorn.error"):  # as a fresh process has them: other tests silence them
        fresh = logging.getLogger(name)
        fresh.disabled, fresh.filters, fresh.propagate = False, [], True
        fresh.setLevel(logging.NOTSET)
    root, out = logging.getLogger(), io.StringIO()
    handlers = root.handlers
    handler = logging.StreamHandler(out)
    handler.setFormatter(log._Formatter())
    handler.addFilter(log._worth_saying)
    root.handlers = [handler]
    yield out
    root.handlers = handlers
    log.configure("INFO")


def lines(written: io.StringIO) -> str:
    """What was written, with none of it said by a person."""
    text = written.getvalue()
    assert "Marisol" not in text and "305-555" not in text and "Quintanilla" not in text
    return text


class Quoting(Exception):
    """An error that quotes a person, as those of libraries do."""

    def __init__(self) -> None:
        super().__init__(SAID)


@pytest.mark.parametrize("level", [5, 10, 20, 25, 30, 40, 50])
@pytest.mark.parametrize(
    "name", ["rasa.core.processor", "sqlalchemy.engine", "httpx", "uvicorn.access", "root", "botanics"]
)
def test_another_library_says_only_where_it_spoke(written: io.StringIO, name: str, level: int) -> None:
    logger = logging.getLogger(name)
    logger.log(level, SAID)
    logger.log(level, "text: %s", SAID)
    logger.log(level, "%d", SAID)  # cannot be formatted: would print its arguments
    logger.log(level, SAID, extra={"conversation_id": SAID, "where": SAID})
    logger.log(level, SAID, stack_info=True)
    try:
        raise Quoting
    except Quoting:
        logger.log(level, "failed", exc_info=True)
    text = lines(written)
    if level >= max(logging.WARNING, logging.getLogger().level):
        assert f"{name} (at test_log:" in text and "Quoting@test_log.py:" in text


@pytest.mark.parametrize("name", ["bot.careless", "channels.careless", "actions", "redaction.engine", "alder"])
def test_our_own_careless_line_says_nothing_either(written: io.StringIO, name: str) -> None:
    logger = logging.getLogger(name)
    logger.error(SAID)
    logger.error("text: %s", SAID)
    logger.error("turn.failed", extra={"conversation_id": SAID, "error": SAID, "whatever": SAID})
    assert "turn.failed" in lines(written)


@pytest.mark.parametrize("level", ["debug", "info", "warning", "error", "critical", "exception"])
def test_structlog_keeps_codes_and_nothing_else(written: io.StringIO, level: str) -> None:
    logger = structlog.get_logger("bot.test").bind(conversation_id="c_1", phone="305-555-0177", text=SAID)
    try:
        raise Quoting
    except Quoting:
        getattr(logger, level)(SAID, code=SAID)
        getattr(logger, level)("turn.failed", inbox_id=7, error="Quoting", where=SAID, status={"text": SAID})
    text = lines(written)
    if getattr(logging, level.upper().replace("EXCEPTION", "ERROR")) >= logging.getLogger().level:
        assert "turn.failed" in text and "inbox_id=7" in text and "conversation_id=c_1" in text


def test_rasas_structlog_says_only_where_it_spoke(written: io.StringIO) -> None:
    structlog.get_logger("rasa.core.processor").warning("processor.message.parse", text=SAID, parse_data={"text": SAID})
    lines(written)


@pytest.mark.parametrize(
    ("name", "line"),
    [("uvicorn.error", "Application startup complete."), ("alembic.runtime.migration", "Running upgrade")],
)
def test_these_may_say_that_they_started_but_not_what_failed(written: io.StringIO, name: str, line: str) -> None:
    logging.getLogger(name).error(line)
    try:
        raise Quoting
    except Quoting:
        logging.getLogger(name).error("Exception in ASGI application: %s", SAID, exc_info=True)
    assert line in lines(written)


async def test_a_stray_exception_of_a_loop_is_a_type_and_a_place(written: io.StringIO) -> None:
    loop = asyncio.get_running_loop()
    log.watch(loop)
    try:
        raise Quoting
    except Quoting as error:
        loop.call_exception_handler({"message": SAID, "exception": error, "task": SAID})
    loop.call_exception_handler({"message": SAID})
    assert "loop.error where=Quoting@test_log.py:" in lines(written)


def test_where_names_type_file_and_line_only() -> None:
    try:
        raise Quoting
    except Quoting as error:
        assert log.where(error).startswith("Quoting@test_log.py:") and "Marisol" not in log.where(error)
    assert log.where(Quoting()) == "Quoting"


_PROCESS = """
import asyncio, json, logging, sys, threading, warnings
from bot import log
said, road = json.loads(sys.argv[1])
log.configure("DEBUG")
class Quoting(Exception): pass
class Dying:
    def __del__(self): raise Quoting(said)
def fail(): raise Quoting(said) from ValueError(said)
async def stray():
    log.watch(asyncio.get_running_loop())
    asyncio.ensure_future(asyncio.to_thread(fail))
    await asyncio.sleep(0.2)
    import gc; gc.collect()
if road == "excepthook": fail()
if road == "thread": one = threading.Thread(target=fail, name=said); one.start(); one.join()
if road == "unraisable": Dying()
if road == "warning": warnings.warn(said); warnings.warn(said, DeprecationWarning)
if road == "loop": asyncio.run(stray())
if road == "late handler": logging.getLogger("late").warning("%d", said)
print("the end")
"""


@pytest.mark.parametrize("road", ["excepthook", "thread", "unraisable", "warning", "loop", "late handler"])
def test_every_road_out_of_a_process_is_closed(road: str) -> None:
    command = [sys.executable, "-W", "always", "-c", _PROCESS, json.dumps([SAID, road])]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    out = done.stdout + done.stderr
    assert "Marisol" not in out and "305-555" not in out, out
    assert ("the end" in done.stdout) is (road != "excepthook")
    if road in ("excepthook", "thread", "unraisable", "loop"):
        assert "Quoting@" in out, "nobody would know that something failed"


def test_a_second_configuration_changes_the_level_only(written: io.StringIO) -> None:
    before, hook = logging.getLogger().handlers, (sys.excepthook, threading.excepthook, warnings.showwarning)
    log.configure("ERROR")
    log.configure(None)
    assert logging.getLogger().handlers is before and logging.getLogger().level == logging.ERROR
    assert hook == (sys.excepthook, threading.excepthook, warnings.showwarning)


def test_allowed_fields_have_no_name_for_words_of_a_person() -> None:
    forbidden: Any = {
        "text",
        "message",
        "body",
        "phone",
        "name",
        "email",
        "from",
        "to",
        "value",
        "title",
        "payload",
        "ip",
        "address",
    }
    assert not forbidden & log._ALLOWED
