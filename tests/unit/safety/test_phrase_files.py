"""The phrase files that are shipped, and what happens to a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.safety.kind import Kind
from bot.safety.notation import PhraseError
from bot.safety.phrasebook import FOLDER, phrasebooks, read


def test_every_file_is_read_and_named_after_its_language() -> None:
    assert [book.language for book in phrasebooks()] == sorted(path.stem for path in FOLDER.glob("*.yml"))


@pytest.mark.parametrize(
    "content",
    [
        "language: xx\n",
        "language: xx\ncrisis: {unknown_kind: [help]}\n",
        "language: xx\ncrisis: {danger: ['(help']}\n",
        "language: xx\ncrisis: {danger: [help]}\nmisspelt_part: []\n",
        "language: [\n",
    ],
)
def test_a_broken_file_stops_the_start_and_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "xx.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PhraseError, match="xx.yml"):
        read(path)


def test_adding_a_language_needs_only_a_file(tmp_path: Path) -> None:
    path = tmp_path / "pt.yml"
    path.write_text(
        "language: pt\nspelling: {qro: quero}\ncrisis: {self_harm: [quero morrer]}\nnot_crisis: [morrer de rir]\n",
        encoding="utf-8",
    )
    book = read(path)
    assert book.kinds("qro morer") == frozenset({Kind.SELF_HARM})
    assert book.kinds("quero morer de rir") == frozenset()
