"""The larger pipeline whole, with the embedded parts, real files and a real store."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

import inroad
from inroad.analysis import LAYERS, AnalysisInput, AnalysisState, Layer
from inroad.errors import NetworkFileError, PostingError, SenderError, UserInputError
from inroad.graph.analysis import run_analysis, run_ranking
from inroad.graph.forgetting import forget
from inroad.graph.intelligence import graph
from inroad.graph.steps import Step
from inroad.sandbox import KEY, Sandbox
from inroad.settings import Context, Tools
from inroad.state import Posting
from inroad.tools.pdl import pdl_client
from inroad.tools.research.serper import serper_client
from tests.conftest import EXAMPLES, NOW

POSTING = EXAMPLES / "postings" / "ashby.json"
CV = EXAMPLES / "resume.json"
NETWORK = EXAMPLES / "network" / "Connections.csv"
OLD_KEYS = ("job_id", "jd", "jd_structured", "cv_coverage", "company_info", "contacts", "enrichment", "output")


@pytest.fixture
def order() -> AnalysisInput:
    return AnalysisInput(posting=str(POSTING), cv=str(CV), network=[str(NETWORK)], max_contacts=3, drafts="none")


def _with(order: AnalysisInput, **changes: Any) -> AnalysisInput:
    return AnalysisInput.model_validate({**order.model_dump(), **changes})


def test_all_layers_have_a_result_and_the_old_keys_are_filled(order: AnalysisInput, context: Context) -> None:
    state = run_analysis(order, context)
    assert state.error == ""
    assert [key for key in OLD_KEYS if not getattr(state, key)] == []
    assert state.output is not None
    assert state.output.not_reached == []
    assert state.output.letter is not None
    assert state.output.strategy is not None
    assert {contact.role for contact in state.contacts} <= {
        "hiring_manager",
        "team_peer",
        "recruiter",
        "executive",
        "other",
    }
    assert state.fit is not None
    assert state.fit.score == pytest.approx(sum(part.points for part in state.fit.parts))


def test_whatever_is_quoted_stands_in_the_posting(order: AnalysisInput, context: Context) -> None:
    state = run_analysis(order, context)
    jd, opening = state.jd_structured, state.opening
    assert jd is not None
    assert opening is not None
    parts = {"title": opening.title, "text": opening.text, "location": opening.location}
    quotes = [each.quote for each in jd.requirements] + [each.quote for each in jd.skills] + jd.responsibilities
    assert quotes
    for quote in quotes:
        assert parts[quote.part][quote.start : quote.end] == quote.text


def test_no_draft_is_made_and_no_message_written(order: AnalysisInput, context: Context, tools: Tools) -> None:
    state = run_analysis(order, context)
    assert state.contacts
    assert all(contact.message is None and contact.draft is None for contact in state.contacts)
    assert not (tools.home / "drafts").exists()


def test_the_same_again_is_there_already(order: AnalysisInput, context: Context) -> None:
    first, second = run_analysis(order, context), run_analysis(order, context)
    assert first.kept == []
    assert set(second.kept) >= {"jd", "coverage", "gaps", "contacts", "fit"}
    assert second.output is not None
    assert first.output is not None
    same = {"jd", "coverage", "gaps", "contacts", "fit", "strategy", "letter"}
    assert second.output.model_dump(include=same) == first.output.model_dump(include=same)


@pytest.mark.parametrize("layer", LAYERS)
def test_from_a_layer_on_nothing_is_taken_from_earlier(order: AnalysisInput, context: Context, layer: Layer) -> None:
    run_analysis(order, context)
    again = run_analysis(_with(order, again_from=layer), context)
    later = LAYERS[LAYERS.index(layer) :]
    assert not set(again.kept) & set(later)


@pytest.mark.parametrize("layer", LAYERS)
def test_each_layer_can_be_left_out(order: AnalysisInput, context: Context, layer: Layer) -> None:
    state = run_analysis(_with(order, layers=[each for each in LAYERS if each != layer]), context)
    assert state.error == ""
    needed = layer in ("jd", "coverage", "gaps")
    assert [each.layer for each in state.not_reached] == ([] if needed else [layer])


@pytest.mark.parametrize(
    ("layer", "worked_on"),
    [
        ("jd", {"jd"}),
        ("coverage", {"jd", "coverage"}),
        ("gaps", {"jd", "coverage", "gaps"}),
        ("research", {"research"}),
        ("contacts", {"contacts"}),
        ("fit", {"jd", "coverage", "fit"}),
        ("output", {"jd", "coverage", "gaps", "output"}),
    ],
)
def test_each_layer_can_be_run_alone(
    order: AnalysisInput, context: Context, layer: Layer, worked_on: set[Layer]
) -> None:
    state = run_analysis(_with(order, layers=[layer]), context)
    assert set(LAYERS) - {each.layer for each in state.not_reached} == worked_on


def test_without_a_cv_it_says_which_layers_rest_on_one(order: AnalysisInput, context: Context) -> None:
    state = run_analysis(_with(order, cv=""), context)
    assert [each.layer for each in state.not_reached] == ["coverage", "gaps"]
    assert "--cv" in state.error
    assert state.output is not None
    assert state.output.letter is None
    assert state.output.jd is not None


def test_when_the_time_is_over_the_rest_is_there(order: AnalysisInput, context: Context, tools: Tools) -> None:
    tools.pipeline_timeout = 1e-9
    state = run_analysis(order, context)
    assert [each.layer for each in state.not_reached] == ["contacts"]
    assert {problem.kind for problem in state.problems} >= {"out_of_time"}
    assert state.output is not None
    assert state.output.jd is not None
    assert state.output.gaps is not None
    assert state.output.letter is not None
    tools.pipeline_timeout = 60
    assert run_analysis(order, context).error == ""


def test_it_works_from_any_caller(order: AnalysisInput, context: Context) -> None:
    async def within_a_loop() -> AnalysisState:
        return run_analysis(order, context)

    async def beside_a_loop() -> tuple[AnalysisState, int]:
        ticks = 0

        async def tick() -> None:
            nonlocal ticks
            while True:
                ticks += 1
                await asyncio.sleep(0)

        ticking = asyncio.create_task(tick())
        state = await inroad.analyse_async(context, **order.model_dump())
        ticking.cancel()
        return state, ticks

    assert asyncio.run(within_a_loop()).error == ""
    state, ticks = asyncio.run(beside_a_loop())
    assert state.error == ""
    assert ticks > 1
    with ThreadPoolExecutor(2) as pool:
        states = list(pool.map(lambda _: inroad.analyse(context, **order.model_dump()), range(2)))
    assert [each.error for each in states] == ["", ""]


def test_the_bare_graph_runs_as_studio_runs_it(order: AnalysisInput, context: Context) -> None:
    result = graph.invoke(order, context=context, version="v2")
    assert AnalysisState.model_validate(dict(result.value)).output is not None


def test_what_goes_on_is_told(order: AnalysisInput, context: Context) -> None:
    steps: list[Step] = []
    run_analysis(order, context, steps.append)
    started = [step.name for step in steps if step.what == "started"]
    assert sorted(started) == sorted(graph.nodes.keys() - {"__start__"})
    assert [step.name for step in steps if step.what == "ended"][-1] == "put_out"
    told = {(step.name, step.part) for step in steps if step.what == "told"}
    assert ("jd", "rules") in told
    assert ("contacts", "search") in told


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"posting": "nowhere.html"}, PostingError),
        ({"posting": ""}, PostingError),
        ({"cv": "nowhere.json"}, SenderError),
        ({"notes": "nowhere.txt"}, UserInputError),
        ({"network": ["nowhere.csv"]}, NetworkFileError),
        ({"budget": "lots"}, UserInputError),
        ({"domain": "no domain"}, UserInputError),
    ],
)
def test_what_cannot_be_used_is_told_before_any_work(
    order: AnalysisInput, context: Context, changes: Mapping[str, Any], error: type[UserInputError]
) -> None:
    steps: list[Step] = []
    with pytest.raises(error):
        run_analysis(_with(order, **changes), context, steps.append)
    assert {step.name for step in steps} <= {"read_inputs"}


def test_who_is_suppressed_is_not_among_kept_contacts(order: AnalysisInput, context: Context, tools: Tools) -> None:
    first = run_analysis(order, context)
    gone = first.contacts[0]
    tools.suppression.add([f"{gone.first_name} {gone.last_name}@{gone.company}"], "asked", NOW)
    second = run_analysis(order, context)
    assert "contacts" in second.kept
    assert gone.person_id not in {contact.person_id for contact in second.contacts}


def test_a_posting_that_was_read_already(order: AnalysisInput, context: Context) -> None:
    opening = Posting(
        title="Data Analyst", company="Harbor Analytics", text="Requirements:\n- SQL\n- 2+ years of Python"
    )
    state = run_analysis(_with(order, posting="", opening=opening), context)
    assert state.jd == opening.text
    assert state.jd_structured is not None
    assert [each.skills for each in state.jd_structured.requirements] == [["sql"], ["python"]]


def test_postings_are_ranked_and_a_bad_one_stops_no_other(context: Context, tmp_path: Path) -> None:
    postings = [str(EXAMPLES / "postings" / name) for name in ("ashby.json", "jsonld.html", "plain.txt")]
    jobs = [
        AnalysisInput(posting=path, cv=str(CV), layers=["jd", "coverage", "fit"]) for path in [*postings, "gone.md"]
    ]
    done: list[tuple[str, int]] = []
    ranking = run_ranking(jobs, context, watch=lambda posting, of: done.append((posting, of)))
    scores = [each.fit.score for each in ranking.analyses if each.fit]
    assert len(scores) == len(postings)
    assert scores == sorted(scores, reverse=True)
    assert [each.posting for each in ranking.failed] == ["gone.md"]
    assert sorted(done) == [(posting, len(postings)) for posting in sorted(postings)]
    again = run_ranking(list(reversed(jobs)), context)
    assert [each.job_id for each in again.analyses] == [each.job_id for each in ranking.analyses]


def test_a_search_that_could_not_be_made_is_made_as_soon_as_it_can(order: AnalysisInput, context: Context) -> None:
    first = run_analysis(_with(order, network=[]), context)
    assert (first.contacts, first.error) == ([], "")
    assert first.fit is not None
    told = next(part for part in first.fit.parts if part.name == "contacts")
    assert (told.known, told.why) == (False, "Nobody was looked for. This counts half.")
    assert "contacts" not in run_analysis(_with(order, network=[]), context).kept
    assert run_analysis(order, context).contacts


def test_a_network_file_that_has_changed_is_read_again(
    order: AnalysisInput, context: Context, tools: Tools, tmp_path: Path
) -> None:
    network = tmp_path / "Connections.csv"
    text = NETWORK.read_text(encoding="utf-8")
    strangers = [line for line in text.splitlines(keepends=True) if "acme" not in line.casefold()]
    network.write_text("".join(strangers), encoding="utf-8")
    asked = _with(order, network=[str(network)])
    assert run_analysis(asked, context).contacts == []
    assert "contacts" in run_analysis(asked, context).kept
    network.write_text(text, encoding="utf-8")
    later = Tools(store=tools.store, home=tools.home, mail_servers=tools.mail_servers, clock=tools.clock)
    assert run_analysis(asked, Context().with_tools(later)).contacts


def test_a_search_that_failed_in_part_is_not_kept(order: AnalysisInput, context: Context, tools: Tools) -> None:
    with Sandbox() as sandbox, pdl_client(SecretStr(KEY), sandbox.pdl_url) as tools.pdl:
        poor = run_analysis(_with(order, network=[], budget="pdl=0"), context)
        assert poor.contacts == []
        rich = run_analysis(_with(order, network=[], budget="pdl=9"), context)
    assert rich.contacts
    assert "contacts" not in rich.kept


def test_each_job_of_a_file_with_several_is_ranked(context: Context, tmp_path: Path) -> None:
    board = tmp_path / "board.json"
    jobs = [
        {
            "id": number,
            "title": f"Developer {number}",
            "company_name": "Harbor Analytics",
            "absolute_url": f"https://boards.example/harbor/jobs/{number}",
            "location": {"name": "Oslo"},
            "content": "<p>Requirements:</p><ul><li>Python</li></ul>",
        }
        for number in (7, 8)
    ]
    board.write_text(json.dumps({"jobs": jobs}), encoding="utf-8")
    ranking = run_ranking([AnalysisInput(posting=str(board), cv=str(CV), layers=["jd", "coverage", "fit"])], context)
    assert ranking.failed == []
    assert sorted(each.posting.title for each in ranking.analyses) == ["Developer 7", "Developer 8"]


def test_a_posting_that_collects_people_for_later_says_so(order: AnalysisInput, context: Context) -> None:
    opening = Posting(title="Talent Community", company="Harbor Analytics", text="Leave us your name.")
    state = run_analysis(_with(order, posting="", opening=opening, layers=["jd"]), context)
    assert [problem.kind for problem in state.problems] == ["talent_pool"]


def test_nothing_of_a_forgotten_hiring_manager_is_left(order: AnalysisInput, context: Context, tools: Tools) -> None:
    opening = Posting(title="Software Engineer", company="Acme Robotics", text="Requirements:\n- Python")
    managers = _with(order, who=["managers"], posting="", opening=opening)
    state = run_analysis(managers, context)
    boss = next(each for each in state.contacts if each.role == "hiring_manager" and each.role_sure)
    assert state.output is not None
    assert boss.first_name in state.output.model_dump_json(include={"letter"})
    forget(f"{boss.first_name} {boss.last_name}@{boss.company}", tools)
    kept = b"".join(file.read_bytes() for file in tools.home.rglob("*") if file.is_file())
    named = (boss.first_name, boss.email.address, boss.person_id)
    assert [name for name in named if name.encode() in kept] == []
    again = run_analysis(managers, context)
    assert again.output is not None
    assert boss.last_name not in again.output.model_dump_json()


def test_companies_are_looked_up_for_a_ranking_only_as_long_as_there_is_time(
    order: AnalysisInput, context: Context, tools: Tools
) -> None:
    with Sandbox() as sandbox, serper_client(SecretStr(KEY), sandbox.serper_url) as tools.serper:
        tools.pipeline_timeout = 1e-9
        late = run_ranking([_with(order, layers=["jd", "research"])], context)
        assert sandbox.history.of("/serper/search") == []
        tools.pipeline_timeout = 60
        in_time = run_ranking([_with(order, layers=["jd", "research"])], context)
        assert len(sandbox.history.of("/serper/search")) == 1
    assert {problem.kind for each in late.analyses for problem in each.problems} == {"out_of_time"}
    assert [each.company is not None and each.company.complete for each in in_time.analyses] == [True]
