"""The widget's files: one script, small enough for a weak signal, with nothing of anybody else's in it."""

from __future__ import annotations

import gzip

from channels.web.pages import _read

_MOST = 15 * 1024  # bytes, gzipped, script and style together


def test_the_widget_is_one_small_script() -> None:
    script = _read("widget.js")
    assert script.startswith(b"(() => {") and script.rstrip().endswith(b"})();")
    assert len(gzip.compress(script, 9)) <= _MOST


def test_the_widget_keeps_and_loads_nothing() -> None:
    script = _read("widget.js").decode()
    for word in ("localStorage", "sessionStorage", "document.cookie", "indexedDB", "innerHTML", "eval(", "import("):
        assert word not in script
