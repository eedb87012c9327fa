"""What the directory does: import files, load its sample, find services. One transaction a verb."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Optional, Sequence

import structlog
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from bot import clock
from bot.db import Database, alone
from bot.directory.follow import follow
from bot.directory.importing.hsds import read_json
from bot.directory.importing.package import Package
from bot.directory.importing.records import Normaliser
from bot.directory.importing.report import ImportReport, Outcome, Tally
from bot.directory.importing.store import Progress, Store
from bot.directory.models import DirectoryLoadRow, ServiceRow
from bot.directory.needing.taxonomy import need_codes
from bot.directory.places.centre import moved
from bot.directory.searching.candidates import one_candidate
from bot.directory.searching.cards import cards
from bot.directory.searching.filters import unfiltered
from bot.directory.searching.finding import found
from bot.directory.searching.query import Hit, Query, Results
from bot.directory.searching.rules import rank
from bot.directory.searching.words import words_of
from bot.errors import BadInput

log = structlog.get_logger()
_HERE = Path(__file__).parent
SAMPLE = _HERE / "sample"
NATIONAL = SAMPLE / "national"
_INDEX = "search index"
_INDEXED = (
    "searching/facts.yml",
    "searching/facts.py",
    "searching/index.py",
    "searching/areas.py",
    "searching/week.py",
)
_CONTENT = ("needing/needs.yml", "languages.yml", "hiding/confidential.yml")


def import_path(db: Database, path: Path, progress: Optional[Progress] = None) -> ImportReport:
    """Import a HSDS 3.x JSON file, or every one in a folder, by id: importing the same again changes nothing.

    Rows that cannot be used are counted with a reason and never stop the rest. ``progress`` gets (done, of).

    Raises:
        BadInput: if there is no such file, or it is not JSON; nothing is changed then. In a folder such a file is
            counted as refused instead.
    """
    return _import(db, _json_files(path), "import", progress)


def load_sample(db: Database) -> ImportReport:
    """The sample directory: real national lines and an invented metropolitan area. Loading it again is one look-up."""
    return _load(db, "sample", SAMPLE)


def load_national_lines(db: Database) -> ImportReport:
    """Only the real national lines, for a directory that must not hold invented services (production)."""
    return _load(db, "national", NATIONAL)


def keep_index(db: Database) -> None:
    """Derive what searching needs of every service if that was never done or its rules changed; else one look-up."""
    digest = _digest([_HERE / content for content in _INDEXED])
    with db.read() as session:
        if session.execute(select(DirectoryLoadRow.digest).where(DirectoryLoadRow.name == _INDEX)).scalar() == digest:
            return
    with db.transaction() as session:
        alone(session, "directory")
        session.execute(delete(DirectoryLoadRow).where(DirectoryLoadRow.name == _INDEX))
        follow(session, session.execute(select(ServiceRow.id)).scalars().all())
        session.execute(insert(DirectoryLoadRow).values(name=_INDEX, digest=digest, loaded_at=clock.now()))
    log.info("directory indexed")


def search(db: Database, query: Query) -> Results:
    """The services that fit, best first.

    Raises:
        BadInput: for a need that is not in the vocabulary, or neither need nor words.
    """
    by_words = bool(words_of(query.text))
    if query.need not in need_codes() and (query.need or not by_words):
        raise BadInput(f"That is not a need we know. The needs are: {', '.join(need_codes())}.")
    with db.read() as session:
        at = query.at or clock.now()
        ranking, counted, dropped = found(session, query if by_words else replace(query, text=None), at)
        page = ranking.matches[query.offset : query.offset + query.limit]
        hits = cards(session, page, query.lang)
    total = len(ranking.matches)
    return Results(hits, total, ranking.widened, ranking.radius_miles, query.offset, counted, dropped)


def get(db: Database, service_id: str, lang: Optional[str] = None, query: Optional[Query] = None) -> Optional[Hit]:
    """One service again, as search shows it; None if there is none or it may not be shown.

    With the ``query`` it was found by, its distance and reasons are the same as then.
    """
    with db.read() as session:
        one = one_candidate(session, service_id)
        if one is None:
            return None
        asked = unfiltered(query) if query else Query(need="", lang=lang)
        at = asked.at or clock.now()
        matches = rank(asked, at, [one]).matches or rank(replace(asked, place=None), at, [one]).matches
        return cards(session, matches, lang or asked.lang)[0]


def _load(db: Database, name: str, folder: Path) -> ImportReport:
    keep_index(db)
    files = _json_files(folder)
    digest = _digest([*files, *(_HERE / content for content in _CONTENT)])
    with db.read() as session:
        if session.execute(select(DirectoryLoadRow.digest).where(DirectoryLoadRow.name == name)).scalar() == digest:
            return ImportReport({})
    with db.transaction() as session:
        # First a lock (on SQLite by writing first), so that two processes starting together do not load at once.
        alone(session, "directory")
        session.execute(delete(DirectoryLoadRow).where(DirectoryLoadRow.name == name))
        report = _store(session, files, name, None)
        session.execute(insert(DirectoryLoadRow).values(name=name, digest=digest, loaded_at=clock.now()))
    moved(db)
    log.info("directory loaded", name=name, read=report.read, stored=report.stored)
    return report


def _import(db: Database, files: Sequence[Path], source: str, progress: Optional[Progress]) -> ImportReport:
    with db.transaction() as session:
        report = _store(session, files, source, progress)
    moved(db)
    log.info("directory imported", read=report.read, stored=report.stored, refused=report.refused)
    return report


def _store(session: Session, files: Sequence[Path], source: str, progress: Optional[Progress]) -> ImportReport:
    tally = Tally()
    package = Package(tally)
    for file in files:
        try:
            read_json(file, package)
        except BadInput:
            if len(files) == 1:
                raise
            tally.add("file", Outcome.REFUSED, "not a JSON file")
    Store(session, source, tally, progress).save(Normaliser(package).bundles())
    return tally.report()


def _json_files(path: Path) -> list[Path]:
    if path.is_dir():
        files = sorted(path.rglob("*.json"))
        if not files:
            raise BadInput(f"There is no JSON file in {path.name}.")
        return files
    if not path.is_file():
        raise BadInput(f"There is no file {path.name}.")
    return [path]


def _digest(files: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
