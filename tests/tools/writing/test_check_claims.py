"""Which facts support which words."""

from __future__ import annotations

import pytest

from tests.tools.writing.check_sets import reasons, with_sentence


def kinds(name: str, sentence: str, **facts: str) -> set[str]:
    return {reason.kind for reason in reasons(name, with_sentence(name, sentence), **facts)}


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("I live in New York.", {"sender__place": "NYC"}),
        ("I live in Texas.", {"sender__place": "Austin, TX"}),
        ("I studied at MIT.", {"sender__school__1": "Massachusetts Institute of Technology"}),
        ("I studied at the University of Oldcastle.", {"sender__school__1": "University of Oldcastle"}),
        ("I studied at Oldcastle.", {"sender__school__1": "University of Oldcastle"}),
        ("I worked at Tern.", {"sender__employer__1": "Tern Systems GmbH"}),
        ("I worked at Tern & Sons.", {"sender__employer__1": "Tern and Sons Ltd."}),
        ("I worked at HLN before.", {}),
        ("I work with k8s.", {"sender__skill__3": "Kubernetes"}),
        ("I enjoy mentoring junior people.", {"sender__did__2": "mentored two junior analysts"}),
        ("I have seven years of experience.", {"sender__did__2": "worked 7 years of nights"}),
        ("I raised twenty-five thousand dollars.", {"sender__did__2": "raised $25k for a club"}),
        ("I live in Sao Paulo.", {"sender__place": "Sao Paulo"}),
        ("I have been there since September 2019.", {"sender__role_since__1": "2019-09"}),
        ("I led Borealis Foods' data work.", {}),
    ],
)
def test_words_that_mean_the_same_are_supported(sentence: str, facts: dict[str, str]) -> None:
    assert kinds("backend", sentence, **facts) == set()


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("I worked at Tern Robotics.", {"sender__employer__1": "Tern"}),
        ("I worked at Delta.", {"sender__employer__1": "Blue Delta"}),
        ("I live in Boston.", {"sender__employer__1": "Boston Tea Works"}),
        ("I studied at Penn State.", {"sender__school__1": "University of Pennsylvania"}),
        ("I have seven years of experience.", {"sender__did__2": "led for 7 months"}),
        ("I have been there since September 2018.", {"sender__role_since__1": "2019-09"}),
        ("I cut costs by 40 percent.", {"sender__did__2": "cut costs by $40"}),
    ],
)
def test_words_that_mean_something_else_are_not(sentence: str, facts: dict[str, str]) -> None:
    assert kinds("backend", sentence, **facts) != set()


@pytest.mark.parametrize(
    ("name", "sentence", "words"),
    [
        ("backend", "I worked at Acme Robotics.", "Acme Robotics"),
        ("backend", "At Acme Robotics I built things.", "Acme Robotics"),
        ("backend", "You built such things at Borealis Foods.", "Borealis Foods"),
        ("backend", "I studied at Larkfield University.", "Larkfield University"),
        ("backend", "I live in Austin.", "Austin"),
        ("backend", "I'm a Principal Developer.", "Principal Developer"),
        ("backend", "You work as a Data Specialist.", "Data Specialist"),
        ("backend", "My name is Priya.", "Priya"),
    ],
)
def test_what_is_said_of_the_wrong_one_is_found(name: str, sentence: str, words: str) -> None:
    found = [r for r in reasons(name, with_sentence(name, sentence)) if r.kind == "attribution"]
    assert words in {reason.words for reason in found}
    assert all("facts have it" in reason.says for reason in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "I would love to work at Acme Robotics.",
        "As Principal Developer at Acme Robotics you know it best.",
        "I am writing to you because, as Principal Developer at Acme Robotics, you may know.",
        "I wanted to ask you about Python.",
        "I'd be happy to move to Austin.",
        "Let me tell you about my time at Borealis Foods.",
    ],
)
def test_what_is_said_of_the_right_one_passes(sentence: str) -> None:
    assert kinds("backend", sentence) == set()


@pytest.mark.parametrize(
    "sentence", ["You will find CV.pdf attached.", "You can see more in CV.pdf.", "I have attached CV.pdf."]
)
def test_the_attached_file_is_the_senders_whoever_finds_it(sentence: str) -> None:
    assert kinds("backend", sentence, sender__attachment="CV.pdf") == set()


def test_who_signs_is_what_the_signature_says() -> None:
    body = with_sentence("bare", "That would help me.").rstrip() + "\nEngineer, Kestrel Energy\n"
    assert "attribution" in {reason.kind for reason in reasons("bare", body)}


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("We both went to Lakeshore.", {"common__school": "Lakeshore State University"}),
        ("As fellow Lakeshore graduates we share a school.", {"common__school": "Lakeshore State University"}),
        ("You worked for Quill & Co., as I did.", {"common__employer": "Quill & Co."}),
        ("We grew up in the same town, Dayton.", {"common__town": "Dayton"}),
        ("We've been connected since May 2021.", {"person__connected": "May 2021"}),
    ],
)
def test_common_ground_makes_it_true(sentence: str, facts: dict[str, str]) -> None:
    assert kinds("backend", sentence, **facts) == set()
    assert kinds("bare", sentence) != set()
