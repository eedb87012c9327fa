"""Carrier words on SMS: STOP, HELP and START have the answers that law and carriers ask for, whatever is going on."""

from __future__ import annotations

from typing import Optional

from bot.content.detect import by_first_word
from bot.conversation import service as conversations
from channels.sms.words import CarrierWord, carrier_word
from channels.steps.language import adopt
from channels.way import End, Silence, Stop, Way


def carrier_words(way: Way) -> Optional[End]:
    """STOP: one confirmation with nothing else in it (47 CFR 64.1200(a)(12)). HELP, START: one each (CTIA)."""
    if way.channel != "sms" or way.inbound.text is None:
        return None
    address = conversations.address(way.session, way.house.keys, way.conversation)
    out = conversations.opted_out(way.session, way.house.keys, address)
    word = carrier_word(way.raw, opted_out=out)
    if word is None:
        return None
    way.text = word.value.upper()
    adopt(way, by_first_word(way.raw, way.edition.catalogue.languages))
    if word is CarrierWord.STOP:
        if out:
            return Silence()
        conversations.opt_out(way.session, way.conversation)
        way.say("sms_stopped")
    elif word is CarrierWord.START:
        conversations.opt_in(way.session, way.house.keys, address, way.conversation)
        way.say("sms_started")
    else:
        config = way.house.settings
        way.say("sms_help", programme=config.programme_name, contact=config.programme_contact)
    return Stop()
