"""Seals and master keys: nothing opens what was changed, moved or orphaned, and rotation loses nothing."""

from __future__ import annotations

import base64
import secrets
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.consent import service as consent
from bot.consent.rules import Act, Scope
from bot.conversation import service as conversations
from bot.errors import SettingsError
from bot.settings import Settings
from bot.vault import service as vault
from bot.vault.keys import DEVELOPMENT_PREFIX, KeyRing, new_master_key, read_key_ring
from bot.vault.seal import KEY_BYTES, SealBroken, seal, unseal

KEY = bytes(range(KEY_BYTES))
OLD, NEW = new_master_key(), new_master_key()
PLACE = "c_1/<PHONE_1>"


def ring(*keys: str, env: str = "development") -> KeyRing:
    """The ring of an installation with these master keys, newest first."""
    written: Any = {"master_keys": ",".join(keys), "env": env, "public_url": "https://alder.example.org"}
    return read_key_ring(Settings(**written))


@given(some.binary(max_size=200))
def test_what_was_sealed_opens_in_its_place(plain: bytes) -> None:
    assert unseal(KEY, seal(KEY, plain, PLACE), PLACE) == plain


def test_the_same_value_never_looks_the_same() -> None:
    assert len({seal(KEY, b"+13055550142", PLACE) for _ in range(50)}) == 50


@given(some.integers(0, 12 + 3 + 16 - 1), some.integers(1, 255))
def test_any_changed_byte_breaks_the_seal(at: int, change: int) -> None:
    sealed = bytearray(seal(KEY, b"abc", PLACE))
    sealed[at] ^= change
    with pytest.raises(SealBroken):
        unseal(KEY, bytes(sealed), PLACE)


@pytest.mark.parametrize("length", range(31))
def test_a_cut_seal_is_broken(length: int) -> None:
    with pytest.raises(SealBroken):
        unseal(KEY, seal(KEY, b"abc", PLACE)[:length], PLACE)


@pytest.mark.parametrize("moved_to", ["c_2/<PHONE_1>", "c_1/<PHONE_2>", "c_1/address", ""])
def test_a_moved_seal_is_broken(moved_to: str) -> None:
    with pytest.raises(SealBroken):
        unseal(KEY, seal(KEY, b"abc", PLACE), moved_to)


def test_another_key_breaks_the_seal_and_the_error_says_nothing_of_it() -> None:
    with pytest.raises(SealBroken) as broken:
        unseal(secrets.token_bytes(KEY_BYTES), seal(KEY, b"+13055550142", PLACE), PLACE)
    assert broken.value.message == "A sealed value could not be opened." and broken.value.__cause__ is None


def test_after_a_rotation_the_old_opens_and_the_new_seals() -> None:
    before, after = ring(OLD), ring(NEW, OLD)
    wrapped = before.wrap(KEY, "c_1")
    waiting = before.seal_in_flight(b"hello", "SM1")
    assert after.unwrap(*wrapped, "c_1") == KEY
    assert after.open_in_flight(waiting, "SM1") == b"hello"
    assert after.newest_id == ring(NEW).newest_id != before.newest_id
    assert after.wrap(KEY, "c_1")[0] == after.newest_id
    assert ring(NEW).open_in_flight(after.seal_in_flight(b"hello", "SM1"), "SM1") == b"hello"


def test_after_a_rotation_a_phone_number_is_still_found() -> None:
    before, after = ring(OLD).lookups("+13055550142"), ring(NEW, OLD).lookups("+13055550142")
    assert after == [*ring(NEW).lookups("+13055550142"), *before]
    assert "3055550142" not in "".join(after)


def test_what_a_removed_key_sealed_is_gone() -> None:
    wrapped = ring(OLD).wrap(KEY, "c_1")
    waiting = ring(OLD).seal_in_flight(b"hello", "SM1")
    with pytest.raises(SealBroken):
        ring(NEW).unwrap(*wrapped, "c_1")
    with pytest.raises(SealBroken):
        ring(NEW).open_in_flight(waiting, "SM1")


def test_a_wrapped_key_and_a_message_in_flight_open_only_where_they_belong() -> None:
    keys = ring(OLD)
    key_id, wrapped = keys.wrap(KEY, "c_1")
    with pytest.raises(SealBroken):
        keys.unwrap(key_id, wrapped, "c_2")
    with pytest.raises(SealBroken):
        keys.open_in_flight(keys.seal_in_flight(b"hello", "SM1"), "SM2")
    with pytest.raises(SealBroken):
        keys.open_in_flight(b"", "SM1")
    with pytest.raises(SealBroken):
        keys.open_in_flight(wrapped, "c_1")


def test_no_key_serves_two_purposes() -> None:
    master = ring(OLD)._newest
    assert len({master.secret, *(master.derived(purpose) for purpose in ("wrap", "transit", "lookup"))}) == 4


def test_production_refuses_a_development_key_wherever_it_stands() -> None:
    development = new_master_key(development=True)
    for keys in ((development,), (NEW, development)):
        with pytest.raises(SettingsError) as refused:
            ring(*keys, env="production")
        assert "ALDER_MASTER_KEYS" in refused.value.message and development[4:12] not in refused.value.message
        assert ring(*keys).newest_id
    assert ring(NEW, OLD, env="production").newest_id == ring(NEW).newest_id


SHORT = base64.urlsafe_b64encode(b"short").decode()


@pytest.mark.parametrize(
    "keys",
    [SHORT, f"{NEW},{SHORT}", "not base64 at all", "é" * 44, f"{NEW}A", f" {NEW[:-2]} "],
    ids=["short", "one of two short", "not base64", "not ASCII", "too long", "cut and spaced"],
)
def test_a_malformed_key_is_named_but_not_shown(keys: str) -> None:
    with pytest.raises(SettingsError) as refused:
        ring(keys)
    assert "ALDER_MASTER_KEYS" in refused.value.message
    assert not any(part.strip() in refused.value.message for part in keys.split(","))


@pytest.mark.parametrize("keys", [",", " , "])
def test_a_list_of_no_keys_is_refused(keys: str) -> None:
    with pytest.raises(SettingsError, match="ALDER_MASTER_KEYS"):
        ring(keys)


def test_spaces_and_a_comma_at_the_end_do_not_matter() -> None:
    assert ring(f" {NEW} ", f" {OLD}", "").newest_id == ring(NEW).newest_id


def test_in_development_one_key_is_made_and_kept_to_ourselves(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    first, again = read_key_ring(settings), read_key_ring(settings)
    path = tmp_path / "home" / "development.key"
    assert first.newest_id == again.newest_id
    assert path.read_text().startswith(DEVELOPMENT_PREFIX)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["development.key"], "a draft was left lying about"


def test_a_value_kept_in_the_turn_in_hand_is_known_to_the_next_step(house: Any) -> None:
    """Else a second step of the same turn would give its value a placeholder that is taken."""
    with house.db.own_transaction() as session:
        conversation, _ = conversations.open_web(session, house.keys, "en", chosen=True)
        mine = (session, house.keys, str(conversation.id))
        vault.keep(*mine, {"<LOCATION_1>": "33101"})
        vault.keep(*mine, {"<LOCATION_1>": "33101"})
        vault.remember(session, mine[2], {b"hash": "<LOCATION_1>"})
        assert vault.marks(*mine)[1] == {b"hash": "<LOCATION_1>"}
        assert vault.read(*mine, "<LOCATION_1>", vault.Purpose.SEARCH) == "33101"
    with house.db.own_transaction() as session:
        vault.remember(session, mine[2], {b"hash": "<LOCATION_2>"})
        assert vault.marks(session, house.keys, mine[2])[1] == {b"hash": "<LOCATION_2>"}
        assert vault.read(session, house.keys, mine[2], "<LOCATION_2>", vault.Purpose.SEARCH) is None


def test_a_place_is_not_searched_for_once_the_questions_were_taken_back(house: Any) -> None:
    shown = consent.Shown("ask_permission", "en", 1)
    with house.db.own_transaction() as session:
        conversation, _ = conversations.open_web(session, house.keys, "en", chosen=True)
        mine = (session, house.keys, str(conversation.id))
        vault.keep(*mine, {"<LOCATION_1>": "33101"})
        consent.note(session, mine[2], Scope.QUESTIONS, Act.WITHDRAWN, shown)
        assert vault.read(*mine, "<LOCATION_1>", vault.Purpose.SEARCH) is None
        assert vault.read(*mine, "<LOCATION_1>", vault.Purpose.COPY) == "33101", "it is still theirs to see"


def test_a_key_has_no_words_in_its_repr() -> None:
    assert OLD not in repr(ring(OLD)) and repr(ring(OLD)._newest.secret)[2:10] not in repr(ring(OLD)._newest)
