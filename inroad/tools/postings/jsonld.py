"""schema.org JobPosting as JSON-LD, in the script tags of a page or as a file of its own.

Real pages break the rules of JSON and of schema.org in many ways, so everything is read leniently.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from bs4 import BeautifulSoup

from inroad.state import Place
from inroad.tools.postings.company_names import board_of
from inroad.tools.postings.found import FoundJob, RawPosting
from inroad.tools.postings.html_text import has_tags, html_to_text, links_in_html
from inroad.tools.postings.values import list_in, object_in, parse_json, text_in

Node = dict[str, Any]

_WRAPPING = re.compile(r"^(?:\s|<!--|//|/\*|\*/|<!\[CDATA\[)+|(?:\s|-->|//|/\*|\*/|\]\]>|;)+$")
_SECTIONS = (
    ("", "description"),
    ("Responsibilities", "responsibilities"),
    ("Qualifications", "qualifications"),
    ("Skills", "skills"),
    ("Experience", "experienceRequirements"),
    ("Education", "educationRequirements"),
    ("Benefits", "jobBenefits"),
)
# Some boards glue sentences of a plain text with a literal "&nbsp;" where the page has a new line.
_GLUE = re.compile(r"(?<=\S)&nbsp;(?=[^\W\d_a-z])")


def page_jobs(page: BeautifulSoup) -> list[FoundJob]:
    """Return the JobPostings in the script tags of a parsed page, in order, each once.

    Raises:
        ValueError: none can be read, and a tag that names JobPosting is broken beyond repair.
    """
    blocks = [str(tag.string or tag.get_text()) for tag in page.find_all("script") if _is_jsonld(tag.get("type"))]
    values: list[Any] = []
    broken: list[ValueError] = []
    for block in blocks:
        try:
            values.append(parse_json(_WRAPPING.sub("", block)))
        except ValueError as error:
            # A broken tag about something else is no reason to refuse the page.
            broken += [error] if "JobPosting" in block else []
    jobs = jsonld_jobs(values)
    if broken and not jobs:
        raise broken[0]
    return jobs


def _is_jsonld(kind: Any) -> bool:
    return isinstance(kind, str) and "ld+json" in kind.casefold()


def jsonld_jobs(value: Any) -> list[FoundJob]:
    """Return the JobPostings anywhere in a JSON-LD value, in order, each once."""
    nodes = _objects_in(value)
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    postings: list[Node] = []
    for node in nodes:
        if _is_posting(node) and node not in postings:
            postings.append(node)
    return [_found(node, number, by_id) for number, node in enumerate(postings, 1)]


def _objects_in(value: Any) -> list[Node]:
    """All objects of a value in reading order; a stack, as a page may nest deeper than Python calls may."""
    nodes: list[Node] = []
    stack = [value]
    while stack:
        current = stack.pop()
        if isinstance(current, dict):
            nodes.append(current)
            current = list(current.values())
        if isinstance(current, list):
            stack.extend(reversed(current))
    return nodes


def _is_posting(node: Node) -> bool:
    kinds = [kind for kind in list_in(node.get("@type")) if isinstance(kind, str)]
    return any(re.split(r"[/:#]", kind)[-1].casefold() == "jobposting" for kind in kinds)


def _found(node: Node, number: int, by_id: dict[str, Node]) -> FoundJob:
    source_id = _identifier(node)
    names = frozenset({source_id or str(number)})
    return FoundJob(source_id or str(number), names, _title(node), partial(_read, node, by_id))


def _identifier(node: Node) -> str:
    for identifier in list_in(node.get("identifier")):
        value = identifier.get("value") if isinstance(identifier, dict) else identifier
        if text := text_in(value):
            return text
    return ""


def _title(node: Node) -> str:
    return text_in(node.get("title")) or text_in(node.get("name"))


def _read(node: Node, by_id: dict[str, Node]) -> RawPosting:
    places = [_resolved(place, by_id) for place in list_in(node.get("jobLocation"))]
    areas = [text_in(area) for area in list_in(node.get("applicantLocationRequirements"))]
    telecommute = "TELECOMMUTE" in [text_in(kind).upper() for kind in list_in(node.get("jobLocationType"))]
    url = text_in(node.get("url"))
    markup = [text_in(node.get(key)) for _, key in _SECTIONS]
    written = [_place_text(place) for place in places]
    return RawPosting(
        title=_title(node),
        source="jsonld",
        company=_company(_resolved(node.get("hiringOrganization"), by_id)),
        board=board_of(url),
        locations=written if any(written) else areas,
        address=next((_address(place) for place in places), Place(country=areas[0] if len(areas) == 1 else "")),
        remote=True if telecommute else None,
        url=url,
        source_id=_identifier(node),
        text=_text(node),
        links=[link for piece in markup for link in links_in_html(piece)],
    )


def _resolved(value: Any, by_id: dict[str, Node]) -> Any:
    """The object that a reference ({"@id": "#org"}) points to; other values as they are."""
    reference = object_in(value)
    if set(reference) <= {"@id", "@type"}:
        return by_id.get(str(reference.get("@id")), value)
    return value


def _company(organization: Any) -> str:
    return text_in(organization) or text_in(object_in(organization).get("legalName"))


def _place_text(place: Any) -> str:
    """A place as the posting writes it: its own name where that holds the city, else its address."""
    if isinstance(place, str):
        return place
    address = object_in(place).get("address") or place
    if not isinstance(address, dict):
        return text_in(address)
    name = text_in(object_in(place).get("name"))
    city = text_in(address.get("addressLocality"))
    if name and (not city or city.casefold() in name.casefold()):
        return name
    parts = (city, *(text_in(address.get(key)) for key in ("addressRegion", "addressCountry")))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _address(place: Any) -> Place:
    address = object_in(object_in(place).get("address")) or object_in(place)
    return Place(
        city=text_in(address.get("addressLocality")),
        region=text_in(address.get("addressRegion")),
        country=text_in(address.get("addressCountry")),
    )


def _text(node: Node) -> str:
    pieces: list[str] = []
    for heading, key in _SECTIONS:
        body = "\n".join(_section_lines(node.get(key)))
        if body and not any(body in piece for piece in pieces):
            pieces += [heading, body] if heading else [body]
    return "\n".join(pieces)


def _section_lines(value: Any) -> list[str]:
    if isinstance(value, list):
        return [f"- {text}" for member in value if (text := html_to_text(text_in(member)))]
    text = text_in(value)
    return [html_to_text(text if has_tags(text) else _GLUE.sub("\n", text))]
