"""Somebody at the page with the chat, in a real browser: reads, writes, presses; and what the browser complained of."""

from __future__ import annotations

import json
from typing import Any, Optional

EXIT = "https://www.weather.gov/"
_PATIENCE = 60_000  # milliseconds


class Visit:
    """One page in a fresh browser profile. Requests to any other host are noted and stopped."""

    def __init__(self, browser: Any, url: str, width: int = 1100, height: int = 900, locale: str = "en-US") -> None:
        self.url = url
        size = {"width": width, "height": height}
        # Nothing fades in: half-way through, a colour would be measured that nobody reads.
        self.context = browser.new_context(viewport=size, locale=locale, reduced_motion="reduce")
        self.context.set_default_timeout(_PATIENCE)
        self.context.add_init_script(_NOTE_VIOLATIONS)
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        self.opened: dict[str, str] = {}  # id and token of the last conversation
        self.context.route(lambda address: not address.startswith(url), self._stop)
        self.page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error.name}"))
        self.page.on("response", self._response)
        self.page.goto(f"{url}/")
        self.page.get_by_test_id("choice").first.wait_for()

    def close(self) -> None:
        self.context.close()

    def message(self, who: str = "assistant") -> Any:
        return self.page.locator(f'[data-testid=message][data-who="{who}"]')

    def choice(self, title: str) -> Any:
        return self.page.get_by_test_id("choice").filter(has_text=title).first

    def said(self, text: str) -> None:
        """Wait until the assistant has said this."""
        self.message().filter(has_text=text).last.wait_for()

    def type(self, words: str) -> None:
        """Write and send."""
        self.page.get_by_test_id("words").fill(words)
        self.page.get_by_test_id("send").click()
        self.message("person").filter(has_text=words).last.wait_for()

    def press(self, title: str) -> None:
        """Press one of the suggested answers."""
        self.choice(title).click()
        self.message("person").filter(has_text=title).last.wait_for()

    def in_view(self, text: str) -> bool:
        """Whether the first line of what was last said with this text can be read without scrolling."""
        above: float = (
            self.message()
            .filter(has_text=text)
            .last.evaluate(
                "(one) => one.getBoundingClientRect().top - one.closest('.scroll').getBoundingClientRect().top"
            )
        )
        return above >= 0

    def kept(self) -> dict[str, Any]:
        """Whatever the browser keeps of this site."""
        stored: dict[str, Any] = self.page.evaluate(
            "async () => ({local: localStorage.length, session: sessionStorage.length, cookie: document.cookie,"
            " databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,"
            " workers: (await navigator.serviceWorker.getRegistrations()).length})"
        )
        return {**stored, "cookies": self.context.cookies()}

    def violations(self) -> list[str]:
        """What the content security policy stopped."""
        found: list[str] = self.page.evaluate("() => window.violations")
        return found

    def _stop(self, route: Any) -> None:
        self.elsewhere.append(route.request.url)
        if route.request.url == EXIT:  # as if the neutral page were there
            route.fulfill(status=200, content_type="text/html", body="<title>Weather</title><p>Sunny.</p>")
        else:
            route.abort()

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _response(self, response: Any) -> None:
        if response.request.method == "POST" and response.url.endswith("/api/chat/conversations"):
            body = _json(response)
            if body:
                self.opened = {"id": body["id"], "token": body["token"]}


def _json(response: Any) -> Optional[dict[str, Any]]:
    try:
        read: dict[str, Any] = json.loads(response.body())
    except Exception:  # the page was left before its body was read
        return None
    return read


_NOTE_VIOLATIONS = """
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective));
"""
