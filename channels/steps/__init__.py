"""The steps of one message, in order. Each is one file with one function that takes the way and may end it."""

from __future__ import annotations

from channels.steps.ask_engine import ask_engine
from channels.steps.carrier import carrier_words
from channels.steps.choices import choices
from channels.steps.code_word import code_word
from channels.steps.coming_back import coming_back
from channels.steps.consent import consent
from channels.steps.crisis import crisis
from channels.steps.held import held_by_staff
from channels.steps.item import item
from channels.steps.language import language
from channels.steps.offer_language import offer_language
from channels.steps.opted_out import opted_out
from channels.steps.plain import plain_words
from channels.steps.redact import redact
from channels.way import Step

STEPS: tuple[Step, ...] = (
    carrier_words,
    crisis,
    opted_out,
    code_word,
    coming_back,
    item,
    choices,
    plain_words,
    redact,
    held_by_staff,
    language,
    consent,
    ask_engine,
    offer_language,
)
