"""What is derived from services is brought into step after any of them was written."""

from __future__ import annotations

from typing import Iterable

from sqlalchemy.orm import Session

from bot.directory.searching.index import index_services


def follow(session: Session, service_ids: Iterable[str]) -> None:
    """Derive anew what hangs on these services, in the transaction that wrote them.

    To be called after any write: of a service, its children, its places, its organization, or its needs.
    """
    index_services(session, service_ids)
