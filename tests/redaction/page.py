"""Writes the figures of redaction into docs/redaction.md, between its two markers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.redaction.labelled import Labelled
from tests.redaction.score import Score, Tally

_BEGIN, _END = "<!-- figures: written by `make redaction-report` -->", "<!-- end of figures -->"
WHOLE = "all together"
_TO_REACH = (0.99, 0.97, 0.95, 0.05, 0.10, 20.0)


def write(page: Path, messages: Sequence[Labelled], scores: Mapping[str, Score]) -> None:
    """Replaces what stands between the markers; everything else on the page is written by people."""
    before, _, rest = page.read_text("utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    parts = [_about(messages), _ways(scores)]
    if WHOLE in scores:
        parts += [_verdicts(scores[WHOLE]), _languages(scores[WHOLE]), _types(scores)]
    page.write_text(f"{before}{_BEGIN}\n\n" + "\n\n".join(parts) + f"\n\n{_END}{after}", "utf-8")


def _about(messages: Sequence[Labelled]) -> str:
    identifiers = sum(len(message.spans) for message in messages)
    clean = sum(message.kind == "clean" for message in messages)
    hard = sum(message.kind == "adversarial" for message in messages)
    languages = len({message.language for message in messages})
    return (
        f"{len(messages):,} messages in {languages} languages, {hard:,} of them adversarial and {clean:,} without any "
        f"identifier; {identifiers:,} identifiers. In brackets: the 95 % interval (Wilson)."
    )


def _ways(scores: Mapping[str, Score]) -> str:
    rows = ["| | fully masked | adversarial | worst language | other text masked | clean messages touched | p50, p99 |"]
    rows.append("|---|---|---|---|---|---|---|")
    for name, found in scores.items():
        fast = sorted(found.milliseconds)
        worst = min(found.recall.values(), key=lambda tally: tally.share)
        rows.append(
            f"| {name} | {_share(found.every)} | {_share(found.adversarial)} | {worst.share:.1%} | "
            f"{found.other.share:.1%} | {_share(found.clean)} | "
            f"{fast[len(fast) // 2]:.1f}, {fast[int(len(fast) * 0.99)]:.1f} ms |"
        )
    return "\n".join(rows)


def _verdicts(found: Score) -> str:
    fast = sorted(found.milliseconds)
    worst = min(tally.share for tally in found.recall.values())
    figures = (found.every.share, worst, found.adversarial.share)
    over = (found.other.share, found.clean.share)
    names = ("identifiers fully masked", "the worst language", "adversarial messages")
    lines = [
        f"- {name}: {figure:.1%} (to reach: {goal:.0%}): {_verdict(figure >= goal)}."
        for name, figure, goal in zip(names, figures, _TO_REACH, strict=False)
    ]
    others = ("other text masked", "clean messages touched")
    lines += [
        f"- {name}: {figure:.1%} (at most {goal:.0%}): {_verdict(figure <= goal)}."
        for name, figure, goal in zip(others, over, _TO_REACH[3:], strict=False)
    ]
    slow = fast[int(len(fast) * 0.99)]
    return "\n".join([*lines, f"- p99: {slow:.1f} ms (under 20 ms): {_verdict(slow < _TO_REACH[5])}."])


def _languages(found: Score) -> str:
    rows = ["| language | fully masked | other text masked | clean messages touched |", "|---|---|---|---|"]
    for language, tally in found.recall.items():
        over, clean = found.over[language], found.touched[language]
        rows.append(f"| {language} | {_share(tally)} | {over.share:.1%} | {_share(clean)} |")
    return "\n".join(rows)


def _types(scores: Mapping[str, Score]) -> str:
    rows = ["| type | " + " | ".join(scores) + " |", "|---|" + "---|" * len(scores)]
    for type_ in scores[WHOLE].types:
        cells = [_share(found.types[type_]) if name == WHOLE else f"{found.types[type_].share:.0%}"
                 for name, found in scores.items()]  # fmt: skip
        rows.append(f"| {type_} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _share(tally: Tally) -> str:
    low, high = tally.wilson()
    return f"{tally.share:.1%} ({low:.1%} to {high:.1%}) of {tally.of}"


def _verdict(reached: bool) -> str:
    return "**reached**" if reached else "**not reached**"
