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
from bot.directory.importing.package import Package
from bot.directory.importing.reading import read_all
from bot.directory.importing.records import Normaliser
from bot.directory.importing.report import ImportReport, Tally
from bot.directory.importing.sources import Source, sources
from bot.directory.importing.store import Progress, Store
from bot.directory.models import DirectoryLoadRow
from bot.directory.needing.taxonomy import need_codes
from bot.directory.places.centre import moved
from bot.directory.searching.candidates import candidates_for, one_candidate
from bot.directory.searching.cards import cards
from bot.directory.searching.query import Hit, Query, Results
from bot.directory.searching.rules import rank
from bot.errors import BadInput

log = structlog.get_logger()
_HERE = Path(__file__).parent
SAMPLE = _HERE / "sample"
NATIONAL = SAMPLE / "national"
_CONTENT = ("needing/needs.yml", "languages.yml", "hiding/confidential.yml")


def import_path(db: Database, path: Path, progress: Optional[Progress] = None) -> ImportReport:
    """Import HSDS, as JSON or as tables of any version, from a file, a folder or a zip, by id.

    Importing the same again changes nothing. Rows that cannot be used are counted with a reason and stop nothing.
    ``progress`` gets (done, of).

    Raises:
        BadInput: if there is no such file, or it is no HSDS; nothing is changed then. Among several such a file is
            counted as refused instead.
    """
    with sources(path) as files:
        return _import(db, files, "import", progress)


def load_sample(db: Database) -> ImportReport:
    """The sample directory: real national lines and an invented metropolitan area. Loading it again is one look-up."""
    return _load(db, "sample", SAMPLE)


def load_national_lines(db: Database) -> ImportReport:
    """Only the real national lines, for a directory that must not hold invented services (production)."""
    return _load(db, "national", NATIONAL)


def search(db: Database, query: Query) -> Results:
    """The services that fit, best first.

    Raises:
        BadInput: for a need that is not in the vocabulary.
    """
    if query.need not in need_codes():
        raise BadInput(f"That is not a need we know. The needs are: {', '.join(need_codes())}.")
    with db.read() as session:
        ranking = rank(query, query.at or clock.now(), candidates_for(session, query.need))
        page = ranking.matches[query.offset : query.offset + query.limit]
        hits = cards(session, page, query.lang)
    return Results(hits, len(ranking.matches), ranking.widened, ranking.radius_miles, query.offset)


def get(db: Database, service_id: str, lang: Optional[str] = None, query: Optional[Query] = None) -> Optional[Hit]:
    """One service again, as search shows it; None if there is none or it may not be shown.

    With the ``query`` it was found by, its distance and reasons are the same as then.
    """
    with db.read() as session:
        found = one_candidate(session, service_id)
        if found is None:
            return None
        asked = query or Query(need="", lang=lang)
        at = asked.at or clock.now()
        matches = rank(asked, at, [found]).matches or rank(replace(asked, place=None), at, [found]).matches
        return cards(session, matches, lang or asked.lang)[0]


def _load(db: Database, name: str, folder: Path) -> ImportReport:
    files = _json_files(folder)
    digest = _digest([*files, *(_HERE / content for content in _CONTENT)])
    with db.read() as session:
        if session.execute(select(DirectoryLoadRow.digest).where(DirectoryLoadRow.name == name)).scalar() == digest:
            return ImportReport({})
    with db.transaction() as session:
        # First a lock (on SQLite by writing first), so that two processes starting together do not load at once.
        alone(session, "directory")
        session.execute(delete(DirectoryLoadRow).where(DirectoryLoadRow.name == name))
        with sources(folder) as found:
            report = _store(session, found, name, None)
        session.execute(insert(DirectoryLoadRow).values(name=name, digest=digest, loaded_at=clock.now()))
    moved(db)
    log.info("directory loaded", name=name, read=report.read, stored=report.stored)
    return report


def _import(db: Database, files: Sequence[Source], source: str, progress: Optional[Progress]) -> ImportReport:
    with db.transaction() as session:
        report = _store(session, files, source, progress)
    moved(db)
    log.info("directory imported", read=report.read, stored=report.stored, refused=report.refused)
    return report


def _store(session: Session, files: Sequence[Source], source: str, progress: Optional[Progress]) -> ImportReport:
    tally = Tally()
    package = Package(tally)
    read_all(files, package)
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
