"""What browser tests share: one running server and one headless Chromium that reaches no network but that server."""

from __future__ import annotations

import os
import shutil
from typing import Any, Iterator

import pytest

from tests.integration.serving import Server, serving

PICTURES_WANTED = os.environ.get("ALDER_PICTURES") == "1"  # read before the settings of whoever runs this are removed
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`alder serve` in a process of its own."""
    with serving(tmp_path_factory.mktemp("browsing") / "home", open_per_minute="0") as running:
        assert running.start(), running.log
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The system's Chromium."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("Chromium is not installed; `make test` installs it on Debian")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
