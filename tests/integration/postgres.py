"""A throw-away PostgreSQL server for tests: in a temporary folder, on a Unix socket only, gone at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Iterator, Optional

import pytest

from tests.integration.serving import wait_until

_INSTALLED = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")  # Debian's and the project's own packages: not on PATH
_UNPRIVILEGED = ("postgres", "nobody")  # PostgreSQL refuses to run as root


class Postgres:
    """The running server; each test has a database of its own in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names = (f"alder_{number}" for number in count(1))

    def new_database(self) -> str:
        """The SQLAlchemy URL of an empty database."""
        name = next(self._names)
        self.execute(f"CREATE DATABASE {name}")
        return f"postgresql://alder@/{name}?host={self._folder}"

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run one statement outside of any transaction."""
        import psycopg2

        connection = psycopg2.connect(host=str(self._folder), user="alder", dbname=database)
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return list(cursor.fetchall()) if cursor.description else []
        finally:
            connection.close()

    def dump(self, database: str) -> bytes:
        """What `pg_dump` makes of a database."""
        programs = _programs()
        assert programs is not None
        command = [str(programs / "pg_dump"), "-h", str(self._folder), "-U", "alder", database]
        return subprocess.run(command, check=True, capture_output=True).stdout

    def files(self) -> dict[str, bytes]:
        """Every file of the server, its write-ahead log and its own log included, as they are on the disk now."""
        self.execute("CHECKPOINT")
        found = (path for path in self._folder.rglob("*") if path.is_file())
        return {str(path.relative_to(self._folder)): path.read_bytes() for path in found}

    def somebody_waits(self) -> bool:
        """Whether a transaction waits for a lock of another one."""
        return bool(self.execute("SELECT 1 FROM pg_locks WHERE NOT granted"))

    def ready(self) -> bool:
        import psycopg2

        try:
            return bool(self.execute("SELECT 1"))
        except psycopg2.OperationalError:
            return False


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server of this test run. Skips where PostgreSQL is not installed."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL's initdb and postgres are not installed")
    with _started(programs) as running:
        yield running


def _programs() -> Optional[Path]:
    """The folder with `initdb` and `postgres`, the newest version of those that are installed."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    for pattern in _INSTALLED:
        folders += sorted(Path("/").glob(pattern.lstrip("/")), key=_version, reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


def _version(folder: Path) -> int:
    return int("".join(filter(str.isdigit, folder.parent.name)) or 0)


@contextmanager
def _started(programs: Path) -> Iterator[Postgres]:
    folder = Path(tempfile.mkdtemp(prefix="alder-pg-"))  # not pytest's: another user must get in, and paths be short
    run_as = _somebody_else(folder)
    data, log = folder / "data", folder / "log"
    server: Optional[subprocess.Popen[bytes]] = None
    try:
        with log.open("wb") as output:
            quiet: Any = {"stdout": output, "stderr": output, "cwd": folder, **run_as}
            make = [programs / "initdb", "-D", data, "-U", "alder", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"]
            assert subprocess.run([*map(str, make)], check=False, **quiet).returncode == 0, log.read_text()
            serve = [programs / "postgres", "-D", data, "-k", folder, "-F", "-c", "listen_addresses="]
            server = subprocess.Popen([*map(str, serve)], **quiet)
            running, process = Postgres(folder), server
            wait_until(lambda: running.ready() or process.poll() is not None, log.read_text)
            assert server.poll() is None, log.read_text()
            yield running
    finally:
        if server is not None:
            server.send_signal(signal.SIGQUIT)  # at once: nothing in it is needed any more
            server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _somebody_else(folder: Path) -> dict[str, Any]:
    """As root: an unprivileged user to run as, who gets the folder. Else: ourselves."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    chosen = next((known[name] for name in _UNPRIVILEGED if name in known), None)
    if chosen is None:
        pytest.skip(f"PostgreSQL does not run as root and there is none of the users {', '.join(_UNPRIVILEGED)}")
    os.chown(folder, chosen.pw_uid, chosen.pw_gid)
    return {"user": chosen.pw_uid, "group": chosen.pw_gid, "extra_groups": []}
