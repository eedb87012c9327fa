"""The files an import reads, wherever they lie: one file, a folder, or a zip that is not trusted."""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Callable, ContextManager, Iterator

from bot.errors import BadInput

READ = (".json", ".jsonl", ".ndjson", ".csv")
_MOST_FILES = 5_000
_MOST_BYTES = 8 * 1024**3  # unpacked, of a whole zip
_MOST_TIMES = 400  # smaller than packed; tables of real publishers reach some forty
_SMALL = 16 * 1024**2  # a file of so few bytes may be as empty as it likes


@dataclass(frozen=True)
class Source:
    """One file: ``name`` is its own name without folders, ``open`` gives its bytes from the start."""

    name: str
    open: Callable[[], ContextManager[BinaryIO]]

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix.lower()


@contextmanager
def sources(path: Path) -> Iterator[list[Source]]:
    """What there is to read at ``path``, by name; a zip stays open as long as the block lasts.

    Raises:
        BadInput: there is no such file, nothing in it can be read, or a zip that is broken, far too large when
            unpacked, locked, or with names that lead out of it.
    """
    if path.is_dir():
        yield _some([_file(each) for each in sorted(path.rglob("*")) if _wanted(each.name) and each.is_file()], path)
    elif not path.is_file():
        raise BadInput(f"There is no file {path.name}.")
    elif zipfile.is_zipfile(path):
        try:
            with zipfile.ZipFile(path) as packed:
                yield _some([_packed(packed, entry) for entry in _entries(packed, path)], path)
        except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError):
            raise BadInput(f"{path.name} is a zip that cannot be unpacked.") from None
    else:
        yield [_file(path)]


def _file(path: Path) -> Source:
    return Source(path.name, lambda: path.open("rb"))


def _packed(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Source:
    return Source(PurePosixPath(entry.filename).name, lambda: archive.open(entry))  # type: ignore[arg-type,return-value]


def _entries(archive: zipfile.ZipFile, path: Path) -> Iterator[zipfile.ZipInfo]:
    """The files worth reading. Nothing is ever unpacked to disk; a name that tries to leave is a sign of ill will."""
    entries = archive.infolist()
    if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise BadInput(f"{path.name} is too large when unpacked.")
    for entry in sorted(entries, key=lambda one: one.filename):
        parts = PurePosixPath(entry.filename.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts or ":" in parts.parts[0][:2]:
            raise BadInput(f"{path.name} holds a file whose name leads out of it.")
        if entry.file_size > _SMALL and entry.file_size > _MOST_TIMES * max(entry.compress_size, 1):
            raise BadInput(f"{path.name} is too large when unpacked.")
        if entry.flag_bits & 0x1:
            raise BadInput(f"{path.name} is locked with a password.")
        if not entry.is_dir() and _wanted(parts.name) and "__MACOSX" not in parts.parts:
            yield entry


def _wanted(name: str) -> bool:
    return name.lower().endswith(READ) and not name.startswith(".")


def _some(found: list[Source], path: Path) -> list[Source]:
    if not found:
        raise BadInput(f"There is no JSON or CSV file in {path.name}.")
    return found
