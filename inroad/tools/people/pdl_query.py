"""A `PeopleQuery` in People Data Labs' Elasticsearch subset.

Only clauses that the provider's documentation allows (https://docs.peopledatalabs.com, input parameters of the
person search): bool, term, terms, match_phrase, exists. No `nested`; the flat `job_*` fields are the current job;
text is lower case; no array holds more than 1000 elements. Its levels and roles are our own vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cleanco import basename  # type: ignore[import-untyped]

from inroad.state import CompanyInfo, SearchKind, Strategy, TitleInfo, Who
from inroad.tools.cleaning.titles import bare_title
from inroad.tools.people import PeopleQuery

Clause = dict[str, Any]

PROVIDER = "pdl"
MAX_ARRAY = 1000
_MAX_TITLES = 12

# Who may lead the person that is looked for: one or two levels up, or the head of the field.
_LEADING = ["manager", "director", "vp", "cxo", "owner", "partner"]
_TOP = ["cxo", "owner", "partner"]
_RISING = ["unpaid", "training", "entry", "senior", "manager", "director", "vp", "cxo"]

# The provider writes the capital in two ways.
_OTHER_METRO_NAMES = {"district of columbia": "washington, district of columbia"}


def compile_query(query: PeopleQuery) -> Clause:
    """Return the search as the provider takes it under `query`, in its wrapped form."""
    must = [
        _at_company(query.company),
        _any_of([_persona(who, query.title, query.kind) for who in query.who]),
        *_in_place(query.strategy, query.kind),
        *_alumni(query.schools),
    ]
    must_not = [*_outside(query.strategy, query.kind), *_excluded(query.exclude)]
    return {"query": {"bool": {"must": must, **({"must_not": must_not} if must_not else {})}}}


def _at_company(company: CompanyInfo) -> Clause:
    """By the provider's own id where it is known; else by website or by name, whichever fits.

    The provider keeps most names without their legal form.
    """
    if own_id := company.provider_ids.get(PROVIDER):
        return {"term": {"job_company_id": own_id}}
    website = [{"term": {"job_company_website": company.domain.lower()}}] if company.domain else []
    names = filter(None, [company.name.lower(), basename(company.name).lower()])
    return _any_of([*website, *({"match_phrase": {"job_company_name": each}} for each in dict.fromkeys(names))])


def _persona(who: Who, title: TitleInfo, kind: SearchKind) -> Clause:
    if who == "recruiters":
        return {"term": {"job_title_sub_role": "recruiting"}}
    if who == "managers":
        return _managers(title)
    return _peers_by_title(title) if kind in ("metro", "locality") and title.cleaned_name else _peers_by_role(title)


def _managers(title: TitleInfo) -> Clause:
    """Same role, one or two levels up; of a role without a level, its managers and directors."""
    known = [_RISING.index("cxo" if level in _TOP else level) for level in title.levels]
    rank = max(known, default=_RISING.index("senior"))
    above = [level for level in _RISING[rank + 1 :] if level in _LEADING][:2] or _TOP
    return _all_of([*_role(title), {"terms": {"job_title_levels": above}}])


def _peers_by_title(title: TitleInfo) -> Clause:
    names = [_spoken(title), title.cleaned_name, *title.similar_titles]
    titles = list(dict.fromkeys(filter(None, names)))[:_MAX_TITLES]
    return _any_of([{"match_phrase": {"job_title": each.lower()}} for each in titles])


def _spoken(title: TitleInfo) -> str:
    """The title without its level; empty where no more than a field is left of it, as of a "project manager"."""
    bare = bare_title(title.title)
    return "" if title.cleaned_name.startswith(f"{bare} ") else bare


def _peers_by_role(title: TitleInfo) -> Clause:
    """Same role at the levels that a peer may have; without a known role, everybody who has a title."""
    leads = {"terms": {"job_title_levels": _LEADING}}
    if any(level in _LEADING for level in title.levels):
        return _all_of([*_role(title), {"terms": {"job_title_levels": list(title.levels)}}])
    return {"bool": {"must": _role(title), "must_not": [leads]}}


def _role(title: TitleInfo) -> list[Clause]:
    return [{"term": {"job_title_role": title.role}}] if title.role else [{"exists": {"field": "job_title"}}]


def _in_place(strategy: Strategy, kind: SearchKind) -> list[Clause]:
    country = [{"term": {"location_country": strategy.country.lower()}}] if strategy.country else []
    region = [{"term": {"location_region": strategy.region.lower()}}] if strategy.region else []
    # Abroad the regions of two sources differ ("England", "Greater London"); city and country tell enough.
    state = region if strategy.country == "United States" else []
    if kind == "anywhere":
        return []
    if kind == "country":
        return country
    if kind == "region":
        return [*region, *country]
    if kind == "locality" and strategy.city:
        return [{"term": {"location_locality": strategy.city.lower()}}, *state, *country]
    if kind != "locality" and strategy.metro:
        metro = strategy.metro.lower()
        names = [metro, *filter(None, [_OTHER_METRO_NAMES.get(metro)])]
        return [{"terms": {"location_metro": names}}]
    return (
        [{"term": {"location_locality": strategy.city.lower()}}, *state, *country]
        if strategy.city
        else [*region, *country]
    )


def _outside(strategy: Strategy, kind: SearchKind) -> list[Clause]:
    """The metro search leaves the city to the locality search beside it, so that nobody is bought twice."""
    if kind != "metro" or not (strategy.metro and strategy.city):
        return []
    here = [{"term": {"location_locality": strategy.city.lower()}}]
    if strategy.region:
        here.append({"term": {"location_region": strategy.region.lower()}})
    return [_all_of(here)]


def _alumni(schools: Iterable[str]) -> list[Clause]:
    """By phrases, which find a name whether the provider indexes it as a whole or by its words."""
    names = dict.fromkeys(filter(None, (name.strip().lower() for name in schools)))
    phrases: list[Clause] = [{"match_phrase": {"education.school.name": name}} for name in names]
    return [_any_of(phrases[:MAX_ARRAY])] if phrases else []


def _excluded(names: Iterable[str]) -> list[Clause]:
    """People to leave out, by the provider's id and by profile; the last of the list where there are too many."""
    listed = list(names)
    ids = [name.removeprefix(f"{PROVIDER}:") for name in listed if name.startswith(f"{PROVIDER}:")]
    slugs = [name.removeprefix("linkedin:") for name in listed if name.startswith("linkedin:")]
    profiles = [f"linkedin.com/in/{slug}" for slug in slugs]
    fields = {"id": ids[-MAX_ARRAY:], "linkedin_url": profiles[-MAX_ARRAY:]}
    return [{"terms": {field: values}} for field, values in fields.items() if values]


def _any_of(clauses: list[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else {"bool": {"should": clauses}}


def _all_of(clauses: list[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else {"bool": {"must": clauses}}
