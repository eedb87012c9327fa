"""What is asked of the read API, and the page it answers with (HSDS 3.0, openapi.json: Page)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Optional

from bot.directory.publishing.fields import Json

PER_PAGE, MOST_PER_PAGE, MOST_MINIMAL = 50, 100, 2000


@dataclass(frozen=True)
class Asked:
    """One page of a list. ``minimal`` is ids with dates; ``full`` is everything nested.

    ``need``, ``near``, ``language``, ``open_now`` and ``open_at`` are ours: see docs/directory.md.
    """

    search: Optional[str] = None
    page: int = 1
    per_page: int = PER_PAGE
    taxonomy_term_id: Optional[str] = None
    taxonomy_id: Optional[str] = None
    organization_id: Optional[str] = None
    modified_after: Optional[datetime] = None
    minimal: bool = False
    full: bool = False
    need: Optional[str] = None
    near: Optional[str] = None
    language: Optional[str] = None
    open_now: bool = False
    open_at: Optional[datetime] = None

    @property
    def size(self) -> int:
        """How many a page may hold: never more than we can assemble quickly."""
        return min(self.per_page, MOST_MINIMAL if self.minimal else MOST_PER_PAGE)

    @property
    def ranked(self) -> bool:
        """Whether the order is that of a search for a person, not of ids."""
        return bool(self.near or self.open_now or self.open_at)


def paged(asked: Asked, total: int, contents: list[Json]) -> dict[str, Any]:
    """The page object. One beyond the end is empty, not an error."""
    pages = max(1, -(-total // asked.size))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.page,
        "size": len(contents),
        "first_page": asked.page == 1,
        "last_page": asked.page >= pages,
        "empty": not contents,
        "contents": contents,
    }
