"""A CSV file of any publisher into rows by column name: odd encodings, quoted lines, NUL bytes, cells of any width."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import Any, BinaryIO, Iterator, Optional, Union

WIDEST = 1_000_000  # characters of a cell; a quote that is never closed must not swallow the rest of a large file
_DELIMITERS = ",;\t|"
_BOMS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NOT_A_NAME = re.compile(r"[^a-z0-9-]+")
Cells = dict[str, str]


class BadRow(str):
    """Why a row could not be read, in our words."""


def rows_of(binary: BinaryIO) -> Iterator[Union[Cells, BadRow]]:
    """Every row below the header as column name to cell, or why it could not be read. Blank lines are no rows.

    Column names come in lower case with ``_`` between words. Where cells are missing at the end they are empty.
    """
    lines = _lines(binary)
    first = next(lines, "")
    csv.field_size_limit(WIDEST)
    reader = csv.reader(_again(first, lines), delimiter=_delimiter(first))
    header: Optional[list[str]] = None
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield BadRow("not readable as CSV")
            continue
        if header is None:
            header = [column_name(cell) for cell in cells]
        elif any(cells):
            yield _row(header, cells)


def column_name(written: str) -> str:
    """``Service ID`` as ``service_id``; ``x-alder`` stays what it is."""
    return _NOT_A_NAME.sub("_", written.strip().lower()).strip("_")


def _row(header: list[str], cells: list[str]) -> Union[Cells, BadRow]:
    if any(cell.strip() for cell in cells[len(header) :]):
        return BadRow("more cells than columns")  # which cell belongs where nobody can tell
    return dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=False))


def _lines(binary: BinaryIO) -> Iterator[str]:
    """Lines with their ends. Each is UTF-8 or, where it is not, Windows-1252: some exports mix the two in one file."""
    start = binary.readline()
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            raw: Any = _Rest(start, binary)
            whole = io.BufferedReader(raw)
            rest = io.TextIOWrapper(whole, encoding, errors="replace", newline="")
            yield from (line.replace("\0", "") for line in rest)
            return
    if start.startswith(codecs.BOM_UTF8):
        start = start[len(codecs.BOM_UTF8) :]
    yield _decoded(start)
    for line in binary:
        yield _decoded(line)


def _decoded(line: bytes) -> str:
    try:
        written = line.decode("utf-8")
    except UnicodeDecodeError:
        written = line.decode("cp1252", errors="replace")
    return written.replace("\0", "") if "\0" in written else written


def _again(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=lambda each: (header.count(each), -_DELIMITERS.index(each)))


class _Rest(io.RawIOBase):
    """A stream whose first line was read already, from its start."""

    def __init__(self, start: bytes, binary: BinaryIO) -> None:
        self._start, self._binary = start, binary

    def readable(self) -> bool:
        return True

    def readinto(self, into: bytearray) -> int:  # type: ignore[override]
        piece = self._start[: len(into)] or self._binary.read(len(into))
        self._start = self._start[len(into) :]
        into[: len(piece)] = piece
        return len(piece)
