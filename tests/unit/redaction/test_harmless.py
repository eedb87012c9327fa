"""Words that identify nobody stay, when the tagger alone marks exactly them; inside a longer name they go with it."""

from __future__ import annotations

from typing import Any

import pytest

from redaction.harmless import without
from redaction.types import Finding


@pytest.mark.parametrize(
    ("text", "marked", "type_", "stays"),
    [
        ("Spanish please", "Spanish", "PERSON", True),
        ("he said ICE will come", "ICE", "ORGANIZATION", True),
        ("habla Español", "Español", "LOCATION", True),
        ("zelle转了800块", "zelle", "SOCIAL_HANDLE", True),
        ("I work at Ice House", "Ice House", "ORGANIZATION", False),
        ("le dicen El Chino", "El Chino", "PERSON", False),
        ("call 911-555", "911", "PHONE", False),
    ],
)
def test_what_never_identifies_stays(text: Any, marked: Any, type_: Any, stays: Any) -> None:
    start = text.index(marked)
    found = list(without(text, [Finding(type_, start, start + len(marked), 0.9)]))
    assert (not found) is stays
