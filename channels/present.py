"""Presenting: the same utterances as messages with buttons on the web, and as numbered lines in few parts by SMS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Sequence

from bot.content.speak import STANDING, Button, Utterance
from channels.sms.parts import soften, split

_MOST_NUMBERED = 12  # every language, and no more to read by SMS than that


@dataclass(frozen=True, repr=False)
class Presented:
    """``choices``: payloads in the order of their numbers; ``texts``: what goes out by SMS, empty on the web."""

    choices: tuple[str, ...]
    texts: tuple[str, ...]


def present(said: Sequence[Utterance], channel: str) -> Presented:
    """What this channel makes of the utterances."""
    last = next((one for one in reversed(said) if one.buttons), None)
    numbered = _numbered(last) if last else ()
    choices = tuple(button.payload for button in numbered)
    if channel != "sms":
        return Presented(choices, ())
    blocks = [_with_numbers(one.text, numbered if one is last else ()) for one in said]
    return Presented(choices, tuple(split(soften("\n\n".join(blocks)))) if blocks else ())


def _numbered(said: Utterance) -> tuple[Button, ...]:
    """A question does without the standing choices: by SMS their words are told once. Elsewhere they are the offer.

    Where a number is the answer, nothing else has one.
    """
    if said.key == "ask_number":
        return ()
    standing = {f"/{name}" for name in STANDING} if said.key.startswith("ask_") else set()
    own = [button for button in said.buttons if button.payload not in standing]
    return tuple(own[:_MOST_NUMBERED])


def _with_numbers(text: str, buttons: Sequence[Button]) -> str:
    lines = [f"{number} {button.title}" for number, button in enumerate(buttons, start=1)]
    return "\n".join([text, *lines])


def as_said(one: Utterance, seq: int) -> Mapping[str, Any]:
    """An utterance as the web interface promises it, for the words that are kept nowhere."""
    buttons = [{"title": button.title, "payload": button.payload} for button in one.buttons]
    return {"seq": seq, "who": "assistant", "text": one.text, "buttons": buttons, "lang": one.lang, "dir": one.dir}


def as_message(row: Any, direction: str, text: str) -> Mapping[str, Any]:
    """One message of the record as the web interface promises it, with its ``text`` as the person may read it."""
    return {
        "seq": row.seq,
        "who": row.who,
        "text": text,
        "buttons": row.buttons,
        "lang": row.lang,
        "dir": direction,
    }
