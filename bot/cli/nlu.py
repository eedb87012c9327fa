"""`alder nlu --jsonl`: what each line is taken for, by the same model that answers people."""

from __future__ import annotations

from typing import Any, Mapping, Optional

import typer

from bot.cli.lines import run
from bot.settings import settings


def nlu(jsonl: bool = typer.Option(True, "--jsonl", help="Read and answer JSON Lines.")) -> None:
    """Answer `{"text", "lang"?}` with `{"intent", "confidence", "ranking", "lang"}`."""
    from bot.content.catalogue import FALLBACK, read_files
    from bot.content.detect import detect
    from bot.engine.engine import Engine
    from bot.engine.load import newest_model
    from bot.engine.vectors import SPOKEN

    engine, languages = Engine(newest_model(settings().model_dir)), read_files().languages

    def found(text: str, odds: Mapping[str, float]) -> str:
        return detect(text, languages, odds) or max(odds, key=odds.__getitem__, default=FALLBACK)

    def answer(text: str, lang: Optional[str]) -> Mapping[str, Any]:
        parsed = engine.parse(text)
        intent, confidence = parsed.likeliest
        ranking = [{"intent": name, "confidence": round(score, 4)} for name, score in parsed.ranking]
        lang = lang or found(text, parsed.data.get(SPOKEN) or {})
        return {"intent": intent, "confidence": round(confidence, 4), "ranking": ranking, "lang": lang}

    run(answer)
