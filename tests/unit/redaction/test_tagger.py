"""The tagger: pieces know their place in what was typed, odds become findings, and without it the rest goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from redaction.engine import Redactor, thresholds
from redaction.tagger import base, build, folder, trained
from redaction.tagger.pieces import Cut
from redaction.tagger.plain import plain
from redaction.tagger.reading import Reading, runs
from redaction.tagger.run import Tagger, shared
from redaction.types import IDENTIFIER_TYPES, Finding
from tests.unit.redaction.conftest import LANGUAGES

EVEN = {type_: 0.5 for type_ in IDENTIFIER_TYPES}
LABELS = trained.LABELS


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(folder.FOLDER)


@pytest.fixture(scope="module")
def whole() -> Redactor:
    built = Redactor(limit_seconds=60)
    assert not built.lost, built.lost
    return built


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Ana", "Ana"),
        ("Mari\u0301a", "Mar\u00eda"),
        ("Ma\u200bria", "Maria"),
        ("\u0663\u0660\u0665", "305"),
        ("\uff13\uff10\uff15", "305"),
        ("a  b\n\nc", "a b c"),
        ("Nguye\u0302\u0303n", "Nguy\u1ec5n"),
        ("\u2019", "'"),
        ("\u0930\u093e\u091c", "\u0930\u093e\u091c"),
    ],
)
def test_a_text_as_the_encoder_reads_it(typed: Any, read: Any) -> None:
    clean, places = plain(typed, {})
    assert clean == read and len(places) == len(clean)
    assert all(0 <= start < end <= len(typed) for start, end in places)


@pytest.mark.parametrize(
    "text", ["me llamo Mari\u0301a", "\u6211\u53eb\u674e\u660e", "Ma\u200bria  Lopez\n33101", "\U0001f622 hi"]
)
def test_pieces_cover_every_letter_once_and_in_order(tagger: Any, text: Any) -> None:
    cut = tagger._pieces.cut(text)
    covered = [place for start, end in zip(cut.starts, cut.ends, strict=True) for place in range(start, end)]
    assert cut.starts == sorted(cut.starts)
    assert {place for place, char in enumerate(text) if char.isalnum()} <= set(covered)


def test_a_message_is_read_once_for_all_who_ask_and_its_text_is_not_kept(tagger: Any, monkeypatch: Any) -> None:
    first = tagger.read("necesito donde dormir")
    monkeypatch.setattr(tagger, "_read", None)
    assert tagger.read("necesito donde dormir") is first
    assert not any("necesito" in str(mark) for mark in tagger._last)
    assert shared(folder.FOLDER) is shared(folder.FOLDER)


def test_a_reading_says_what_the_message_means_and_which_language_it_is_in(tagger: Any) -> None:
    long = tagger.read("ayer me dijo que no puedo salir de la casa y tengo mucho miedo. " * 20)
    assert long.vector.shape == (384,) and max(long.languages, key=long.languages.__getitem__) == "es"
    assert sum(tagger.read("").languages.values()) == pytest.approx(1)


def test_nothing_has_no_pieces(tagger: Any) -> None:
    assert tagger.find("", EVEN) == tagger.find(" \n ", EVEN) == []


def _odds(*rows: tuple[str, float]) -> Reading:
    table = np.zeros((len(rows), len(LABELS)), np.float32)
    for at, (label, share) in enumerate(rows):
        table[at, LABELS.index(label)] = share
        table[at, 0] += 1 - share
    starts = [at * 4 for at in range(len(rows))]
    return Reading(Cut(list(range(len(rows))), starts, [start + 3 for start in starts]), table, None, {})


@pytest.mark.parametrize(
    ("reading", "found"),
    [
        (_odds(("PERSON", 0.9), ("PERSON", 0.6)), [("PERSON", 0, 7)]),
        (_odds(("PERSON", 0.9), ("PERSON", 0.4)), [("PERSON", 0, 3)]),
        (_odds(("PERSON", 0.9), ("LOCATION", 0.9)), [("PERSON", 0, 3), ("LOCATION", 4, 7)]),
        (_odds(("PERSON", 0.9), ("O", 0.0), ("PERSON", 0.9)), [("PERSON", 0, 3), ("PERSON", 8, 11)]),
        (_odds(("O", 0.0)), []),
    ],
)
def test_neighbouring_pieces_of_one_type_are_one_identifier(reading: Any, found: Any) -> None:
    assert [(one.type, one.start, one.end) for one in runs(reading, LABELS, EVEN)] == found


def test_torn_between_two_types_is_masked_all_the_same() -> None:
    reading = _odds(("PERSON", 0.4))
    reading.odds[0, LABELS.index("LOCATION")] = 0.35
    reading.odds[0, 0] = 0.25
    assert [one.type for one in runs(reading, LABELS, EVEN)] == ["PERSON"]


def test_release_masks_at_least_what_the_record_does() -> None:
    limits = thresholds()
    assert set(limits["record"]) == set(limits["release"]) == set(IDENTIFIER_TYPES)
    assert all(limits["release"][type_] <= limits["record"][type_] for type_ in IDENTIFIER_TYPES)


def test_a_long_message_is_read_in_goes_that_overlap(tagger: Any) -> None:
    text = "we cleaned rooms all day and nobody said a word. " * 40 + "ask Marisol Quintanilla about it"
    (found,) = [f for f in tagger.find(text, EVEN) if f.start > 1900]
    assert text[found.start : found.end] == "Marisol Quintanilla"


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("yoselin took my phone", "<PERSON_1> took my phone"),
        (
            "\u674e\u5c0f\u7ea2\u62ff\u8d70\u4e86\u6211\u7684\u62a4\u7167",
            "<PERSON_1>\u62ff\u8d70\u4e86\u6211\u7684\u62a4\u7167",
        ),
        (
            "\u043e\u043b\u0435\u0433 \u0437\u0430\u0431\u0440\u0430\u043b \u043f\u0430\u0441\u043f\u043e\u0440\u0442",
            "<PERSON_1> \u0437\u0430\u0431\u0440\u0430\u043b \u043f\u0430\u0441\u043f\u043e\u0440\u0442",
        ),
        ("th\u1eb1ng Tu\u1ea5n gi\u1eef h\u1ed9 chi\u1ebfu", "th\u1eb1ng <PERSON_1> gi\u1eef h\u1ed9 chi\u1ebfu"),
    ],
)
def test_a_name_without_any_cue_is_found_whatever_the_guess_of_the_language(
    whole: Any, text: Any, redacted: Any
) -> None:
    for lang in ("en", "ru", "xx"):
        assert whole.redact(text, lang).text == redacted


def test_without_the_tagger_the_other_layers_go_on_and_say_so(tmp_path: Any) -> None:
    lost = Redactor(LANGUAGES, limit_seconds=60, tagger_folder=tmp_path)
    assert lost.tagger_lost and lost.tagger_lost in lost.lost and "names" in lost.lost
    assert lost.redact("my name is Yoselin, 305-555-0123").text == "my name is <PERSON_1>, <PHONE_1>"


def test_a_tagger_that_breaks_withholds_the_message(whole: Any, monkeypatch: Any) -> None:
    def broken(*_: object) -> list[Finding]:
        raise RuntimeError

    monkeypatch.setattr(whole._tagger, "read", broken)
    assert whole.redact("hello").text == "[REDACTED]"
    assert whole.languages("hello") == {}, "a guess of the language is not worth a turn"


def test_the_tagger_is_built_once_and_again_when_it_is_made_of_something_else(tmp_path: Any, monkeypatch: Any) -> None:
    written: list[Path] = []

    def write(_base: object, _tensors: object, _heads: object, path: Path) -> None:
        written.append(path)
        path.write_bytes(b"graph")

    monkeypatch.setattr(build.graph, "write", write)
    assert build.build(tmp_path / "tagger") and not build.build(tmp_path / "tagger")
    monkeypatch.setattr(build, "_FORMAT", "another")
    assert build.build(tmp_path / "tagger")
    assert len(written) == 2 and sorted(p.name for p in (tmp_path / "tagger").iterdir()) == [
        folder.PIECES,
        folder.MODEL,
    ]
    assert folder.folder_for(tmp_path) == tmp_path / "tagger"
    assert folder.folder_for(tmp_path / "elsewhere") == folder.FOLDER


@pytest.mark.parametrize("survived", [0, 1])
def test_a_build_that_dies_half_way_leaves_no_mixed_tagger(tmp_path: Any, monkeypatch: Any, survived: Any) -> None:
    """A new graph beside the old vocabulary would mask the wrong words, and nobody would notice."""
    monkeypatch.setattr(build.graph, "write", lambda *given: given[-1].write_bytes(b"old"))
    build.build(tmp_path)
    monkeypatch.setattr(build.graph, "write", lambda *given: given[-1].write_bytes(b"new"))
    monkeypatch.setattr(build, "_FORMAT", "another")
    replace, calls = build.os.replace, []

    def dying(*given: Any) -> None:
        calls.append(given)
        if len(calls) > survived:
            raise KeyboardInterrupt
        replace(*given)

    monkeypatch.setattr(build.os, "replace", dying)
    with pytest.raises(KeyboardInterrupt):
        build.build(tmp_path)
    assert not folder.is_built(tmp_path)
    monkeypatch.setattr(build.os, "replace", replace)
    assert build.build(tmp_path) and (tmp_path / folder.MODEL).read_bytes() == b"new"


def test_a_file_of_another_format_is_refused(tmp_path: Any) -> None:
    (tmp_path / "weights").write_bytes(b"something else")
    with pytest.raises(base.BaseMissing, match="format"):
        base.read(tmp_path / "weights")


def test_the_trained_part_is_small_and_whole() -> None:
    part = trained.load()
    assert trained.FILE.stat().st_size < 20_000_000
    tags = part.heads[trained.TAGS]
    assert tuple(tags.labels) == LABELS and tags.weights.shape == (len(LABELS), 384)
    assert part.heads[trained.LANGUAGES].weights.shape == (12, 384)
    assert len(part.changes) == 12 * len(trained.CHANGED) * 2
