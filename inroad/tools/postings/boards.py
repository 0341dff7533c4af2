"""The payloads of the job boards Ashby, Greenhouse and Lever.

Field meanings: Ashby's posting API, Greenhouse's job board API and Lever's postings API. A payload may
be wrapped as the board sends it, or be one job alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

from inroad.state import Place
from inroad.tools.postings.company_names import board_of
from inroad.tools.postings.found import FoundJob, RawPosting
from inroad.tools.postings.html_text import html_to_text, links_in_html
from inroad.tools.postings.values import list_in, object_in, text_in

Board = Literal["ashby", "greenhouse", "lever"]
Job = dict[str, Any]


def board_jobs(payload: Any) -> list[FoundJob] | None:
    """Return the jobs of a payload in their order, None when it is none of the three boards'."""
    members = _members(payload)
    if members is None:
        return None
    known = [(board, job) for job in members if (board := _board_kind(job)) is not None]
    if members and not known:
        return None
    return [_found(board, job) for board, job in known]


def _members(payload: Any) -> list[Job] | None:
    if isinstance(payload, dict) and isinstance(payload.get("jobs"), list):
        payload = payload["jobs"]
    elif isinstance(payload, dict):
        payload = [payload]
    if not isinstance(payload, list):
        return None
    jobs = [member for member in payload if isinstance(member, dict)]
    return jobs if jobs or not payload else None


def _board_kind(job: Job) -> Board | None:
    if "hostedUrl" in job or ("text" in job and "categories" in job):
        return "lever"
    if "title" not in job:
        return None
    if "absolute_url" in job or "internal_job_id" in job:
        return "greenhouse"
    if "jobUrl" in job or "descriptionHtml" in job or "ashbyhq.com" in text_in(job.get("applyUrl")):
        return "ashby"
    return None


def _found(board: Board, job: Job) -> FoundJob:
    source_id = text_in(job.get("id"))
    names = {source_id} | (_greenhouse_numbers(job) if board == "greenhouse" else _last_step(job))
    title = text_in(job.get("text" if board == "lever" else "title"))
    return FoundJob(source_id, frozenset(names - {""}), title, partial(_READERS[board], job))


def _greenhouse_numbers(job: Job) -> set[str]:
    url = text_in(job.get("absolute_url"))
    numbers = set(re.findall(r"/(\d{4,})(?=[/?#]|$)", url))
    try:
        return numbers | set(parse_qs(urlsplit(url).query).get("gh_jid", []))
    except ValueError:
        return numbers


def _last_step(job: Job) -> set[str]:
    page = text_in(job.get("jobUrl")) or text_in(job.get("hostedUrl"))
    return {page.split("?")[0].rstrip("/").rsplit("/", 1)[-1]}


def _read_ashby(job: Job) -> RawPosting:
    address = object_in(object_in(job.get("address")).get("postalAddress"))
    place = Place(
        city=text_in(address.get("addressLocality")),
        region=text_in(address.get("addressRegion")),
        country=text_in(address.get("addressCountry")),
    )
    others = [
        text_in(other.get("location") if isinstance(other, dict) else other)
        for other in list_in(job.get("secondaryLocations"))
    ]
    markup = text_in(job.get("descriptionHtml"))
    remote = job.get("isRemote")
    return RawPosting(
        title=text_in(job.get("title")),
        source="ashby",
        board=_first_board(job, "jobUrl", "applyUrl"),
        locations=[text_in(job.get("location")) or _in_one(place), *others],
        address=place,
        workplace=_spaced(text_in(job.get("workplaceType"))),
        remote=remote if isinstance(remote, bool) else None,
        url=text_in(job.get("jobUrl")),
        source_id=text_in(job.get("id")),
        text=html_to_text(markup) if markup else text_in(job.get("descriptionPlain")),
        links=links_in_html(markup),
    )


def _read_greenhouse(job: Job) -> RawPosting:
    content = text_in(job.get("content"))
    offices = [text_in(office) for office in list_in(job.get("offices"))]
    place = text_in(job.get("location"))
    return RawPosting(
        title=text_in(job.get("title")),
        source="greenhouse",
        company=text_in(job.get("company_name")),
        board=_first_board(job, "absolute_url"),
        locations=place.split(";") if place else offices,
        workplace=_greenhouse_workplace(job),
        url=text_in(job.get("absolute_url")),
        source_id=text_in(job.get("id")),
        text=html_to_text(content),
        links=links_in_html(content),
    )


def _greenhouse_workplace(job: Job) -> str:
    for entry in list_in(job.get("metadata")):
        label = text_in(object_in(entry).get("name")).casefold()
        if "workplace" in label or "work type" in label or "remote" in label:
            return text_in(object_in(entry).get("value"))
    return ""


def _read_lever(job: Job) -> RawPosting:
    categories = object_in(job.get("categories"))
    all_places = [text_in(place) for place in list_in(categories.get("allLocations"))]
    parts = _lever_parts(job)
    return RawPosting(
        title=text_in(job.get("text")),
        source="lever",
        board=_first_board(job, "hostedUrl", "applyUrl"),
        locations=[text_in(categories.get("location")), *all_places],
        address=Place(country=text_in(job.get("country"))),
        workplace=_spaced(text_in(job.get("workplaceType"))),
        url=text_in(job.get("hostedUrl")),
        source_id=text_in(job.get("id")),
        text="\n".join(html_to_text(part) for part in parts),
        links=[link for part in parts for link in links_in_html(part)],
    )


def _lever_parts(job: Job) -> list[str]:
    """The pieces of a Lever text in reading order; the lists are in neither of its other fields."""
    lists = [object_in(entry) for entry in list_in(job.get("lists"))]
    return [
        text_in(job.get("description")) or text_in(job.get("descriptionPlain")),
        *(part for entry in lists for part in (text_in(entry.get("text")), text_in(entry.get("content")))),
        text_in(job.get("additional")) or text_in(job.get("additionalPlain")),
    ]


def _first_board(job: Job, *fields: str) -> str:
    return next((board for field in fields if (board := board_of(text_in(job.get(field))))), "")


def _spaced(camel: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", camel)


def _in_one(place: Place) -> str:
    return ", ".join(part for part in (place.city, place.region, place.country) if part)


_READERS: dict[Board, Callable[[Job], RawPosting]] = {
    "ashby": _read_ashby,
    "greenhouse": _read_greenhouse,
    "lever": _read_lever,
}
