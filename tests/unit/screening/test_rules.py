"""What is asked next, what an answer means and what answers add up to, on the packs that come with Alder."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from bot.screening import file, rules
from bot.screening.pack import Item, ItemType, Pack
from bot.screening.shelf import OURS, stocked

PACKS = {path.stem: file.read(path) for path in sorted(OURS.glob("*.yml"))}
LANGUAGES = ("ar", "en", "es", "fr", "hi", "ht", "ko", "pt", "ru", "tl", "vi", "zh")
INTAKE = [name for name, pack in PACKS.items() if pack.kind.value == "intake"]


def total(pack: Pack, *answers: str) -> tuple[int | None, str | None]:
    said = dict(zip((item.id for item in pack.items), answers, strict=False))
    (found,) = rules.scores(pack, said)
    return found.value, found.band


def band(bands: dict[int, str], value: int) -> str | None:
    return next((name for least, name in sorted(bands.items(), reverse=True) if value >= least), None)


def test_what_the_intake_must_be_able_to_ask_is_there_in_every_language() -> None:
    assert len(INTAKE) == 16
    for name in INTAKE:
        assert tuple(sorted(PACKS[name].words)) == LANGUAGES, name


# Published: Kroenke 2001 and 2003 (PHQ), Spitzer 2006 and Kroenke 2007 (GAD).
PUBLISHED = {
    "phq2": ({0: 0, 3: 1}, 6),
    "gad2": ({0: 0, 3: 1}, 6),
    "phq9": ({0: 0, 5: 1, 10: 2, 15: 3, 20: 4}, 27),
    "gad7": ({0: 0, 5: 1, 10: 2, 15: 3}, 21),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_scale_is_summed_and_banded_as_published_for_every_sum(name: str) -> None:
    pack, (cuts, most) = PACKS[name], PUBLISHED[name]
    names = [label for _, label in sorted(pack.scores[0].bands.items())]
    assert sorted(pack.scores[0].bands) == sorted(cuts) and len(set(names)) == len(cuts)
    reached = set()
    for answers in product("0123", repeat=min(len(pack.items), 7)):
        padded = (*answers, *("3",) * (len(pack.items) - len(answers)))
        value, label = total(pack, *padded)
        assert value == sum(map(int, padded))
        assert label == band({least: names[at] for least, at in cuts.items()}, value)
        reached.add(value)
    assert max(reached) == most


def test_pc_ptsd_5_counts_the_last_month_and_a_no_at_the_gate_is_a_whole_answer() -> None:
    pack = PACKS["pc_ptsd_5"]
    assert total(pack, "no") == (0, "below")
    for answers in product(("yes", "no"), repeat=5):
        value, label = total(pack, "yes", *answers)
        assert value == answers.count("yes")
        assert label == band({0: "below", 3: "positive_for_women", 4: "positive"}, value)
    assert total(pack, "skipped")[0] is None and total(pack, "yes", "yes")[0] is None


def test_audit_c_and_hits_for_every_answer() -> None:
    for name, least, cuts in (("audit_c", 0, (0, 3, 4)), ("ahc_hrsn", 1, (4, 11))):
        pack = PACKS[name]
        (score,) = pack.scores
        assert tuple(sorted(score.bands)) == cuts
        for answers in product(range(5), repeat=len(score.items)):
            said = {item: str(answer) for item, answer in zip(score.items, answers, strict=True)}
            (found,) = rules.scores(pack, said)
            assert found.value == sum(answers) + least * len(answers)
            assert found.band == band(dict(score.bands), found.value)


@pytest.mark.parametrize("name", PACKS)
def test_every_way_through_a_pack_ends(name: str) -> None:
    pack = PACKS[name]
    picks: tuple[Any, ...] = (0, -1, "skip")
    for pick in picks:
        said: dict[str, str] = {}
        while (item := rules.next_item(pack, said)) is not None:
            value = rules.SKIPPED if pick == "skip" else pack.answers_to(item)[pick]
            said = rules.answered(pack, said, item.id, value)
            assert len(said) <= len(pack.items)
        assert set(rules.offers(pack, said)) <= {
            need for one in pack.items for ones in one.offers.values() for need in ones
        }


@pytest.mark.parametrize("name", PACKS)
def test_the_words_of_every_answer_are_that_answer(name: str) -> None:
    pack = PACKS[name]
    for lang in pack.words:
        for item in pack.items:
            if item.type in (ItemType.SCALE, ItemType.CHOICE):
                for value, title in zip(pack.answers_to(item), pack.titles(item, lang), strict=True):
                    assert rules.read_text(pack, item, f" {title.upper()}. ") == value, (lang, item.id, title)


def test_phq_9_on_not_being_here_takes_the_safety_path() -> None:
    ninth = PACKS["phq9"].items[8]
    assert [rules.danger(ninth, value) for value in "0123"] == [None, "self_harm", "self_harm", "self_harm"]


def test_numbers_are_read_in_any_digits_and_only_within_their_range() -> None:
    pack = PACKS["injuries_pain"]
    (item,) = [one for one in pack.items if one.type is ItemType.NUMBER][:1]
    assert rules.read_text(pack, item, "٥") == rules.read_text(pack, item, " 5 ") == "5"
    for wrong in ("11", "-1", "5.5", "five of them", "", "99999"):
        assert rules.read_text(pack, item, wrong) is None


def test_an_answer_that_changes_takes_with_it_what_hung_on_it() -> None:
    pack = PACKS["sleep_mood"]
    said = {"rest": "no", "nights": "5", "low": "1"}
    assert rules.answered(pack, said, "rest", "yes") == {"low": "1", "rest": "yes"}
    assert rules.last({"rest": "no", "nights": "5"}) == "nights" and rules.last({}) is None


def test_a_yes_answers_a_yes_or_no_and_nothing_else() -> None:
    pack = PACKS["sleep_mood"]
    rest, nights, low = pack.items[:3]
    assert rules.read_intent(pack, rest, "affirm") == "yes" and rules.read_intent(pack, rest, "not_sure") == "unsure"
    assert rules.read_intent(pack, low, "affirm") is None and rules.read_intent(pack, nights, "deny") is None
    assert {rules.read_intent(pack, one, "skip") for one in pack.items} == {rules.SKIPPED}
    gate = PACKS["pc_ptsd_5"].items[0]
    assert rules.read_intent(PACKS["pc_ptsd_5"], gate, "not_sure") == rules.SKIPPED


def test_an_instrument_runs_only_where_it_was_validated() -> None:
    assert PACKS["phq9"].runs_in("es") and not PACKS["phq9"].runs_in("fr") and not PACKS["pc_ptsd_5"].runs_in("es")
    assert all(PACKS["sleep_mood"].runs_in(lang) for lang in LANGUAGES) and not PACKS["sleep_mood"].runs_in("xx")


def test_the_edition_of_a_pack_changes_with_any_word() -> None:
    pack = PACKS["food"]
    other = pack.copy(update={"notice": "another"})
    assert pack.digest != other.digest and len(pack.digest) == 8


GOOD = """
pack: one
kind: intake
needs: [food]
sensitive: false
licence: CC0-1.0
source: a test
scales: {often: [0, 1]}
items:
  - {id: a, type: yes_no}
  - {id: b, type: scale, scale: often, ask_if: {a: [yes]}}
  - {id: c, type: choice, options: [x, y]}
words:
  en:
    title: T
    about: t
    items: {a: An a, b: A b, c: A c}
    scales: {often: [Never, Always]}
    options: {c: {x: Ex, y: Wye}}
"""


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("pack: one", "pack: two", "must be named as the file"),
        ("kind: intake", "kind: quiz", "kind"),
        ("{id: a, type: yes_no}", "{id: b, type: yes_no}", "an id of its own"),
        ("scale: often,", "scale: rarely,", "has no scale"),
        ("[x, y]", "[x]", "at least two answers"),
        ("{a: [yes]}", "{c: [x]}", "not asked before it"),
        ("{a: [yes]}", "{a: [maybe]}", "an answer that a does not have"),
        ("{id: a, type: yes_no}", "{id: a, type: yes_no, safety: {danger: [perhaps]}}", "it does not have: perhaps"),
        ("{id: a, type: yes_no}", "{id: a, type: yes_no, safety: {gossip: [yes]}}", "permitted: 'self_harm'"),
        ("sensitive: false", "sensitive: true", "needs a note"),
        ("a: An a, ", "", "item a has no words"),
        ("y: Wye", "z: Wye", "one title each"),
        ("[Never, Always]", "[Never]", "one title for each answer"),
        ("Ex,", "'7',", "called by a number"),
        ("words:", "word:", "words"),
        ("pack: one", "{", "not YAML"),
        ("source: a test", "source: a test\nscores: [{name: s, items: [z], bands: {0: low}}]", "is not there"),
        ("kind: intake", "kind: instrument\nvalidated: [fr]", "has no words"),
    ],
)
def test_a_pack_that_does_not_fit_together_is_refused_in_plain_words(
    tmp_path: Path, before: str, after: str, says: str
) -> None:
    path = tmp_path / "one.yml"
    path.write_text(GOOD)
    assert isinstance(file.read(path).item("b"), Item)
    path.write_text(GOOD.replace(before, after))
    with pytest.raises(file.PackError) as refused:
        file.read(path)
    assert says in refused.value.message and "one.yml" in refused.value.message


def test_a_pack_that_is_not_there_or_not_for_the_assistant_stops_the_start(tmp_path: Path) -> None:
    from bot.errors import SettingsError

    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "one.yml").write_text(GOOD.replace("kind: intake", "kind: staff\nvalidated: [en]"))
    for name in ("nowhere", "one"):
        with pytest.raises(SettingsError, match=name):
            stocked(tmp_path, [name])
    assert stocked(tmp_path, ["phq2", "food"]).after("food")[0].pack == "food"
