"""Recognizers of ways to reach somebody: match, weak match, no match."""

from __future__ import annotations

from typing import Any

from redaction.frame import THRESHOLD
from redaction.recognizers.generic.email import Email
from redaction.recognizers.generic.ip_address import IpAddress
from redaction.recognizers.generic.phone import Phone
from redaction.recognizers.generic.social_handle import SocialHandle
from redaction.recognizers.generic.spoken_email import SpokenEmail
from redaction.recognizers.generic.spoken_phone import SpokenPhone
from redaction.recognizers.generic.url import Url
from tests.unit.redaction.tables import table_tests

MATCH = [
    (Phone, "call 305-555-0123 please", "305-555-0123"),
    (Phone, "(305) 555-0123", "(305) 555-0123"),
    (Phone, "3055550123", "3055550123"),
    (Phone, "305.555.0123", "305.555.0123"),
    (Phone, "+1 305 555 0123", "+1 305 555 0123"),
    (Phone, "+52 55 5555 0123", "+52 55 5555 0123"),
    (Phone, "+503 7777-0123", "+503 7777-0123"),
    (Phone, "local 555-0123", "555-0123"),
    (Phone, "3 0 5 5 5 5 0 1 2 3", "3 0 5 5 5 5 0 1 2 3"),
    (Phone, "305-555-0123 ext 44", "305-555-0123 ext 44"),
    (SpokenPhone, "so three zero five five five five zero one two", "three zero five five five five zero one two"),
    (SpokenPhone, "three o five, five five five, o one two three", "three o five, five five five, o one two three"),
    (SpokenPhone, "es tres cero cinco cinco cinco cinco cero uno", "tres cero cinco cinco cinco cinco cero uno"),
    (SpokenPhone, "305 dot 555 dot 0123", "305 dot 555 dot 0123"),
    (SpokenPhone, "305 cinco cinco cinco 0123", "305 cinco cinco cinco 0123"),
    (Email, "write to jane.doe@example.com.", "jane.doe@example.com"),
    (Email, "JANE+x@example.co.uk", "JANE+x@example.co.uk"),
    (Email, "jane @ example . com", "jane @ example . com"),
    (Email, "jane@example", "jane@example"),
    (SpokenEmail, "jane at example dot com", "jane at example dot com"),
    (SpokenEmail, "jane dot doe at example dot org", "jane dot doe at example dot org"),
    (SpokenEmail, "jane(at)example(dot)com", "jane(at)example(dot)com"),
    (SpokenEmail, "ana arroba gmail punto com", "ana arroba gmail punto com"),
    (SpokenEmail, "ana guion bajo paz arroba hotmail", "ana guion bajo paz arroba hotmail"),
    (Url, "see https://example.com/p/jane?x=1 now", "https://example.com/p/jane?x=1"),
    (Url, "www.example.com/jane", "www.example.com/jane"),
    (Url, "example.com/jane", "example.com/jane"),
    (Url, "t.me/janedoe", "t.me/janedoe"),
    (SocialHandle, "add @jane_doe99", "@jane_doe99"),
    (SocialHandle, "my insta is jane.doe", "jane.doe"),
    (SocialHandle, "snap: qjane22", "qjane22"),
    (SocialHandle, "mi instagram es flaca_paz", "flaca_paz"),
    (SocialHandle, "$jess22 on cashapp", "$jess22"),
    (SocialHandle, "discord moth#1234", "moth#1234"),
    (IpAddress, "from 192.168.1.15", "192.168.1.15"),
    (IpAddress, "2001:db8::8a2e:370:7334", "2001:db8::8a2e:370:7334"),
]  # fmt: skip

WEAK = [(Phone, "1.500.000"), (Phone, "12.345.678")]

NO_MATCH = [
    (Phone, "call 911 or 988"),
    (Phone, "text 741741 or 233733"),
    (Phone, "on 2026-11-20"),
    (Phone, "11/20/2026"),
    (Phone, "from 2019 2020 2021"),
    (Phone, "$1000000"),
    (Phone, "5000000 pesos"),
    (Phone, "8:30 to 10:45"),
    (SpokenPhone, "one or two kids"),
    (SpokenPhone, "tengo dos hijos y tres hermanas"),
    (Email, "meet me at 5"),
    (Email, "my ig @jane"),
    (SpokenEmail, "I'm at work. Call me"),
    (SpokenEmail, "at home dot"),
    (Url, "help.me please"),
    (Url, "I left.I need help"),
    (SocialHandle, "my instagram was hacked"),
    (SocialHandle, "I get snap benefits"),
    (SocialHandle, "he checks my facebook"),
    (SocialHandle, "it costs $20"),
    (IpAddress, "at 10:30:15"),
    (IpAddress, "version 1.2.3"),
    (IpAddress, "999.1.1.1"),
]


test_match, test_weak_match_needs_context, test_no_match = table_tests(MATCH, WEAK, NO_MATCH)


def test_a_valid_number_scores_higher_and_an_invalid_one_is_still_found(matches: Any) -> None:
    assert matches(Phone, "305-555-0123")[0][1] >= THRESHOLD
    assert matches(Phone, "305-867-5309")[0][1] > matches(Phone, "100-100-1000")[0][1] >= THRESHOLD
