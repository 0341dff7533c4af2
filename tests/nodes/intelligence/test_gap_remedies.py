from __future__ import annotations

import pytest

from inroad.analysis import Requirement, RequirementCoverage
from tests.analysis_records import LINE, asks, found, line, only_gap


@pytest.mark.parametrize(
    ("requirement", "coverage", "remedy", "says"),
    [
        pytest.param(
            asks(1, "You shorten release cycles"),
            found(
                1, "partly", ["You shorten release cycles"], [line("work[0].highlights[0]", "Cut releases to a day")]
            ),
            "reword",
            "Say it in the posting's words, as far as they are true, in the line “Cut releases to a day” "
            "(Senior Software Engineer, Acme Example).",
            id="under other words: the line is named",
        ),
        pytest.param(
            asks(1, "Kubernetes in production", skills=["kubernetes"]),
            found(1, "related", ["Kubernetes"], [LINE]),
            "learn",
            "Begin to learn Kubernetes before you talk to them; claim nothing of it until then.",
            id="a tool that is near something there",
        ),
        pytest.param(
            asks(1, "Salesforce", skills=["salesforce"]),
            found(1, "missing", ["Salesforce"]),
            "learn",
            "Begin to learn Salesforce before you talk to them; claim nothing of it until then.",
            id="a tool that is near nothing",
        ),
        pytest.param(
            asks(1, "Tableau or Looker", skills=["tableau", "looker"], any_of=True),
            found(1, "missing", ["one of Tableau or Looker"]),
            "learn",
            "Begin to learn Tableau or Looker before you talk to them; claim nothing of it until then.",
            id="one of several tools will do",
        ),
        pytest.param(
            asks(1, "Salesforce", "nice", skills=["salesforce"]),
            found(1, "missing", ["Salesforce"]),
            "address",
            "Leave it out, or say in one sentence how it stands.",
            id="a tool that is nice to have and near nothing",
        ),
        pytest.param(
            asks(1, "Accounting", skills=["accounting"]),
            found(1, "missing", ["Accounting"]),
            "address",
            "Say in one sentence how it stands; do not claim Accounting.",
            id="a trade is not learnt in weeks",
        ),
        pytest.param(
            asks(1, "Accounting", "nice", skills=["accounting"]),
            found(1, "missing", ["Accounting"]),
            "address",
            "Leave it out, or say in one sentence how it stands.",
            id="a trade that is nice to have",
        ),
        pytest.param(
            asks(1, "Machine learning", skills=["machine learning"]),
            found(1, "related", ["Machine learning"], [line("work[0]", "Data science for shops", "data science")]),
            "address",
            "Say in the letter what there is of data science in the CV, as that is near; do not claim Machine "
            "learning.",
            id="a field near something there",
        ),
        pytest.param(
            asks(1, "You communicate well", skills=["communication skills"]),
            found(1, "missing", ["You communicate well", "communication skills"]),
            "address",
            "Give an example of it in the letter, if you have one.",
            id="a soft skill wants an example",
        ),
        pytest.param(
            asks(1, "4 years of work", years={"at_least": 4}),
            found(1, "partly", ["4 years of this work"]),
            "address",
            "Say in the letter how it stands, in plain numbers, and what makes up for it.",
            id="years short by a little",
        ),
        pytest.param(
            asks(1, "8 years of work", years={"at_least": 8}),
            found(1, "partly", ["8 years of this work"]),
            "do_not_apply",
            "Do not apply unless the CV leaves years out; if it does, put them in.",
            id="years short by more than half of many",
        ),
        pytest.param(
            asks(1, "8 years of work", "nice", years={"at_least": 8}),
            found(1, "partly", ["8 years of this work"]),
            "address",
            "Say in the letter how it stands, in plain numbers, and what makes up for it.",
            id="years that are nice to have turn nobody away",
        ),
        pytest.param(
            asks(1, "BA in law", degree="bachelor"),
            found(1, "missing", ["a bachelor's degree in law"]),
            "do_not_apply",
            "Do not apply unless you have a degree that the CV leaves out; if you have, put it in.",
            id="a degree without an alternative",
        ),
        pytest.param(
            asks(1, "BA or equivalent experience", degree="bachelor", or_experience=True),
            found(1, "partly", ["a bachelor's degree"]),
            "address",
            "Say in the letter what stands in the degree's place: years of work, with an example.",
            id="a degree or experience",
        ),
        pytest.param(
            asks(1, "Bachelor oder vergleichbare Ausbildung", degree="bachelor"),
            found(1, "missing", ["a bachelor's degree"]),
            "address",
            "Say in the letter what stands in the degree's place: years of work, with an example.",
            id="a degree or something comparable, in German",
        ),
        pytest.param(
            asks(1, "BA in law", degree="bachelor"),
            found(1, "partly", ["a bachelor's degree"], [line("education[0].studyType", "BA")]),
            "address",
            "Say in the letter how your studies stand, and when they end.",
            id="a degree that is not finished",
        ),
        pytest.param(
            asks(1, "BA in law", degree="bachelor", fields=["law"]),
            found(1, "partly", ["law"], [line("education[0].studyType", "BA, Physics")]),
            "address",
            "Say in the letter what your studies have to do with this field.",
            id="a degree in another field",
        ),
        pytest.param(
            asks(1, "A degree helps", "nice", degree="bachelor"),
            found(1, "missing", ["a bachelor's degree"]),
            "address",
            "Leave it out, or say in one sentence how it stands.",
            id="a degree that is nice to have",
        ),
        pytest.param(
            asks(1, "Fluent French", languages=[{"code": "fr", "level": "fluent"}]),
            found(1, "missing", ["French"]),
            "do_not_apply",
            "Do not apply unless you speak the language fluently; if you do, put it in the CV.",
            id="a language at a level that takes years",
        ),
        pytest.param(
            asks(1, "Some French", languages=[{"code": "fr", "level": "basic"}]),
            found(1, "missing", ["French"]),
            "address",
            "Say in the letter how well you speak the language, as it is.",
            id="a little of a language",
        ),
        pytest.param(
            asks(1, "You are a registered nurse", skills=["registered nurse"]),
            found(1, "missing", ["registered nurse"]),
            "do_not_apply",
            "Do not apply unless you hold the licence; if you do, put it in the CV and name it in the letter.",
            id="a licence",
        ),
        pytest.param(
            asks(1, "Active secret clearance"),
            found(1, "missing", ["Active secret clearance"]),
            "do_not_apply",
            "Do not apply unless you hold the clearance; if you do, put it in the CV and name it in the letter.",
            id="a clearance",
        ),
        pytest.param(
            asks(1, "Ability to obtain a security clearance"),
            found(1, "missing", ["Ability to obtain a security clearance"]),
            "address",
            "Give an example of it in the letter, if you have one.",
            id="a clearance that can still be had",
        ),
        pytest.param(
            asks(1, "Authorized to work in the United States"),
            found(1, "missing", ["Authorized to work in the United States"]),
            "address",
            "Say in the letter whether you may work there; if you may not, do not apply.",
            id="leave to work at home: a CV is silent on it",
        ),
        pytest.param(
            asks(1, "Authorized to work in Germany"),
            found(1, "missing", ["Authorized to work in Germany"]),
            "do_not_apply",
            "Do not apply unless you may work there; if you may, say so in the first lines of the letter.",
            id="leave to work abroad",
        ),
        pytest.param(
            asks(1, "Führerschein Klasse B"),
            found(1, "missing", ["Führerschein Klasse B"]),
            "address",
            "Say in the letter that you may drive, if you may.",
            id="a driving licence",
        ),
    ],
)
def test_each_gap_has_an_honest_remedy(
    requirement: Requirement, coverage: RequirementCoverage, remedy: str, says: str
) -> None:
    shown = {"docker": 3.0, "data science": 2.0}
    gap = only_gap(requirement, coverage, years=3, **shown)
    assert (gap.remedy, gap.what) == (remedy, says)
    assert (gap.requirement, gap.text, gap.strength) == ("r1", requirement.quote.text, coverage.strength)
    assert gap.why.startswith("So it is.")
