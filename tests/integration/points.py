"""Every point at which a conversation can stand, so that whatever comes between can be tried at all of them."""

from __future__ import annotations

from typing import Any

from tests.talking import Talk

POINTS: dict[str, tuple[str, ...]] = {
    "device": (),
    "permission": ("/deny",),
    "need": ("/deny", "/affirm"),
    "place": ("/deny", "/affirm", "/need_food"),
    "after": ("/deny", "/affirm", "/need_food", "/inform_place"),
    "menu": ("/deny", "/deny"),
}
# A button that answers the question in hand there, and the line that comes last after it.
ANSWERS = {
    "device": ("/deny", "ask_permission"),
    "permission": ("/affirm", "ask_need"),
    "need": ("/need_food", "ask_place"),
    "place": ("/skip", "ask_after"),
    "after": ("/more_results", "ask_after"),
    "menu": ("/need_food", "ask_after"),
}
STANDING = {"/pause", "/talk_to_person", "/end_chat"}


def bring(talk: Talk, point: str) -> Talk:
    """Lead a conversation that was just opened to the question ``point``."""
    talk.through(*POINTS[point])
    assert stands_at(talk, point)
    return talk


def stands_at(talk: Talk, point: str) -> bool:
    """Whether ``point`` is the question in hand, and the last that was said."""
    return bool(talk.slots.get("question") == point and talk.keys[-1] == f"ask_{point}")


def not_understood(engine: Any, *candidates: str) -> str:
    """One of the candidates that the model is not sure about: which ones those are changes with its training."""
    unsure = (text for text in candidates if engine.parse(text).intent == "nlu_fallback")
    found = next(unsure, None)
    assert found, "the model claims to understand nonsense"
    return found


NONSENSE = ("gshdk kkdk", "blorp zik", "qlqlql dkdk", "vrrt plong", "xo xo wub", "zzgh", "mnop trf", "hrmpf dq")
