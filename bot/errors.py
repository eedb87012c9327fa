"""The one family of errors Alder raises on purpose: a code for machines and one plain sentence for people."""

from __future__ import annotations


class AlderError(Exception):
    """Base of every expected failure.

    ``code`` is stable and machine readable (`snake_case`); ``message`` is one plain sentence that may be shown
    to anybody, so it must never contain what a person typed.
    """

    code = "error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotFound(AlderError):
    """The thing asked for is not here (or is not yours to see: the two look alike on purpose)."""

    code = "not_found"


class BadInput(AlderError):
    """What came in does not fit what is promised in the interface."""

    code = "bad_input"


class NotAuthorised(AlderError):
    """The credential is missing, wrong or no longer valid."""

    code = "not_authorised"


class SettingsError(AlderError):
    """A setting is wrong; the start stops with this sentence."""

    code = "settings"
