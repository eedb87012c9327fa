"""Every file of an import into one package of rows, whatever layout each has."""

from __future__ import annotations

from typing import Sequence

from bot.directory.importing.hsds import read_json_text
from bot.directory.importing.layouts import as_now, table_of
from bot.directory.importing.package import NOT_KEPT, Package
from bot.directory.importing.report import Outcome
from bot.directory.importing.sources import Source
from bot.directory.importing.tables import BadRow, rows_of
from bot.errors import BadInput


def read_all(files: Sequence[Source], package: Package) -> None:
    """Take all files apart. One of several that is of no use is counted as refused and stops nothing.

    Raises:
        BadInput: when there is only one file and that is of no use.
    """
    for file in files:
        try:
            read_one(file, package)
        except BadInput:
            if len(files) == 1:
                raise
            reason = "not a table of HSDS" if file.suffix == ".csv" else "not a JSON file"
            package.tally.add("file", Outcome.REFUSED, reason)


def read_one(file: Source, package: Package) -> None:
    """As `read_all`, one file.

    Raises:
        BadInput: it is neither JSON nor a table whose name HSDS knows.
    """
    if file.suffix != ".csv":
        with file.open() as binary:
            read_json_text(file.name, binary.read(), package)
        return
    table = table_of(file.name)
    if table is None:
        raise BadInput(f"{file.name} is not named like a table of HSDS, for example services.csv.")
    with file.open() as binary:
        for cells in rows_of(binary):
            if isinstance(cells, BadRow):
                package.tally.add(table, Outcome.REFUSED, str(cells))
                continue
            kind, row = as_now(table, cells)
            if kind not in NOT_KEPT:
                package.tabular.add(kind)
            package.add_row(kind, row)
