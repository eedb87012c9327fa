"""The read API of HSDS 3.x under /hsds: what it is, lists, and single objects with everything nested."""

from __future__ import annotations

from typing import Any, Callable

from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool

from bot.directory.publishing import open_data
from bot.directory.publishing.asked import Asked
from channels import guard
from channels.hsds import parameters
from channels.hsds.answers import answer

VERSION, PROFILE = "3.0", "https://docs.openreferral.org/en/3.0/"
router = APIRouter(prefix="/hsds", tags=["open data"], dependencies=guard.only(guard.reader))
# The name in the address, what it lists, and its parameters.
_LISTS: tuple[tuple[str, str, Callable[..., Asked]], ...] = (
    ("services", "service", parameters.services),
    ("organizations", "organization", parameters.organizations),
    ("locations", "location", parameters.locations),
    ("service_at_locations", "service_at_location", parameters.service_at_locations),
    ("taxonomies", "taxonomy", parameters.terms),
    ("taxonomy_terms", "taxonomy_term", parameters.terms),
)


@router.get("", include_in_schema=False)
@router.get("/")
async def about(request: Request) -> Response:
    """Which version of HSDS this is, and where it is described."""
    address = guard.house_of(request).settings.address
    return answer(request, {"version": VERSION, "profile": PROFILE, "openapi_url": f"{address}/api/openapi.json"})


@router.get("/organizations/{id}", name="hsds one organization")
async def organization(request: Request, id: str, full_service: bool = False) -> Response:
    """One of organizations, with its services and places; ``full_service``: everything of the services."""
    return await _one(request, "organization", id, full_service)


def _list(name: str, kind: str, asked: Callable[..., Asked]) -> None:
    async def listed(request: Request, asked: Asked = Depends(asked)) -> Response:
        return answer(request, await run_in_threadpool(open_data.page, guard.house_of(request).db, kind, asked))

    async def one(request: Request, id: str) -> Response:
        return await _one(request, kind, id)

    listed.__doc__ = f"A page of {name}."
    one.__doc__ = f"One of {name}, with everything nested."
    router.add_api_route(f"/{name}", listed, methods=["GET"], name=f"hsds {name}", response_model=None)
    if kind != "organization":
        router.add_api_route(f"/{name}/{{id}}", one, methods=["GET"], name=f"hsds one {kind}", response_model=None)


async def _one(request: Request, kind: str, wanted: str, *more: Any) -> Response:
    return answer(request, await run_in_threadpool(open_data.one, guard.house_of(request).db, kind, wanted, *more))


for _name, _kind, _asked in _LISTS:
    _list(_name, _kind, _asked)
