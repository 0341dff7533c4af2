from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from hypothesis import example
from hypothesis import strategies as st

from inroad.errors import UserInputError
from inroad.sandbox.pdl.query import read_query
from inroad.state import CompanyInfo, Level, SearchKind, Strategy, TitleInfo, Who
from inroad.tools.budget import Budget, from_millionths, to_millionths
from inroad.tools.people import PeopleQuery
from inroad.tools.people.pdl_query import MAX_ARRAY, compile_query
from tests.fuzz.conftest import fuzz
from tests.fuzz.shapes import assert_a_sentence, texts, words

KINDS = [kind for kind in get_args(SearchKind) if kind != "network"]
# What may be asked for; never an address, a phone number, an age, a sex or anything else of a private life.
FIELDS = {
    *("job_company_id", "job_company_website", "job_company_name"),
    *("job_title", "job_title_role", "job_title_sub_role", "job_title_levels"),
    *("location_metro", "location_locality", "location_region", "location_country"),
    *("education.school.name", "id", "linkedin_url"),
}
AS_GIVEN = {"id", "job_company_id"}
# A company that may be asked about has a name or an id: the step before sees to that.
names = st.one_of(words, st.tuples(words, texts).map(" ".join))
given = st.one_of(st.just(""), names)
companies = st.builds(
    CompanyInfo, name=names, key=given, domain=given, provider_ids=st.sampled_from([{}, {"pdl": "aB3"}, {"x": "y"}])
)
titles = st.builds(
    TitleInfo,
    title=given,
    cleaned_name=given,
    similar_titles=st.lists(given, max_size=30),
    role=given.map(str.lower),  # a word of the provider's own vocabulary
    levels=st.lists(st.sampled_from(get_args(Level)), max_size=4),
)
strategies = st.builds(
    Strategy,
    metro=st.one_of(given, st.just("District of Columbia")),
    city=given,
    region=given,
    country=st.one_of(given, st.just("United States")),
)
many = st.sampled_from([0, 0, 0, 999, 1000, 1001, 2500])
excluded = st.one_of(words.map("pdl:{}".format), words.map(str.lower).map("linkedin:{}".format), texts)
questions = st.builds(
    PeopleQuery,
    company=companies,
    who=st.lists(st.sampled_from(get_args(Who)), min_size=1, max_size=3, unique=True),
    title=titles,
    strategy=strategies,
    kind=st.sampled_from(KINDS),
    schools=st.builds(lambda few, n: [*few, *(f"s {i}" for i in range(n))], st.lists(texts, max_size=4), many),
    exclude=st.builds(
        lambda few, n: [*few, *(f"{kind}:{i}" for i in range(n) for kind in ("pdl", "linkedin"))],
        st.lists(excluded, max_size=6),
        many,
    ),
    size=st.integers(1, 100),
)
amounts = st.decimals(0, 999_999_999, places=6).map(str)
providers = st.sampled_from(["pdl", "hunter", "apollo"])


def leaves(clause: dict[str, Any], depth: int = 1) -> Iterator[tuple[str, list[str]]]:
    """The fields of a query with their values; each clause is held against what the provider documents."""
    assert depth < 8
    ((kind, body),) = clause.items()
    if kind == "bool":
        assert set(body) <= {"must", "must_not", "should"}
        for inner in body.values():
            assert 0 < len(inner) <= MAX_ARRAY
            for each in inner:
                yield from leaves(each, depth + 1)
    elif kind == "exists":
        yield body["field"], []
    else:
        assert kind in ("term", "terms", "match_phrase")
        ((field, value),) = body.items()
        yield field, value if kind == "terms" else [value]


@fuzz(questions)
@example(
    PeopleQuery(
        company=CompanyInfo(name="Acme"),
        who=["peers"],
        title=TitleInfo(),
        strategy=Strategy(),
        kind="metro",
        schools=[" "],
        size=1,
    )
)
def test_every_query_is_in_the_documented_grammar_within_its_sizes_and_asks_for_no_other_field(
    query: PeopleQuery,
) -> None:
    compiled = compile_query(query)
    read_query(compiled, unwrapped=False)
    for field, values in leaves(compiled["query"]):
        assert field in FIELDS
        assert len(values) <= MAX_ARRAY
        assert all(isinstance(value, str) and value.strip() for value in values)
        assert field in AS_GIVEN or all(value == value.lower() for value in values)
        assert field != "job_title_levels" or set(values) <= set(get_args(Level))


@fuzz(questions)
def test_a_question_is_compiled_the_same_each_time_and_left_as_it_was(query: PeopleQuery) -> None:
    before = query.model_copy(deep=True)
    assert compile_query(query) == compile_query(query)
    assert query == before


@fuzz(questions)
def test_who_is_to_be_left_out_by_an_id_is_left_out(query: PeopleQuery) -> None:
    left_out = dict(leaf for leaf in leaves(compile_query(query)["query"]) if leaf[0] in ("id", "linkedin_url"))
    ids = [name.removeprefix("pdl:") for name in query.exclude if name.startswith("pdl:")]
    assert left_out.get("id", []) == ids[-MAX_ARRAY:]


@fuzz(texts)
def test_any_text_is_a_budget_or_refused_in_a_sentence(text: str) -> None:
    for told in (text, f"pdl={text}", f"{text}=1", f"pdl=1,{text}"):
        try:
            budget = Budget.parse(told, ["pdl"])
        except UserInputError as error:
            assert_a_sentence(error)
        else:
            assert (budget.total is None) == bool(budget.by_provider)


@fuzz(amounts, st.dictionaries(providers, amounts, min_size=1))
@example("1234567", {"pdl": "0.000001", "hunter": "1.000001"})
def test_a_budget_reads_the_same_when_it_is_written_down_and_read_again(total: str, shares: dict[str, str]) -> None:
    for text in (total, ",".join(f"{name}={amount}" for name, amount in shares.items())):
        budget = Budget.parse(text)
        assert Budget.parse(str(budget)) == budget


@fuzz(st.integers(0, 10**15))
def test_credits_in_millionths_come_back_exactly(millionths: int) -> None:
    assert to_millionths(from_millionths(millionths)) == millionths
