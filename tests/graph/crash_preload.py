"""What the server that forks loads, so that the processes that it forks need not."""

from __future__ import annotations

from langgraph.checkpoint import mongodb
from pydantic import SecretStr

from inroad.state import Fact, Message
from inroad.tools.pdl import pdl_client
from inroad.tools.postings.language import language_of
from inroad.tools.writing import Brief, Wishes
from inroad.tools.writing.checking import check
from inroad.tools.writing.model import Access
from inroad.tools.writing.model_wire import ModelWire
from tests.graph import crash_worker, dying_worker

LOADED = (crash_worker, dying_worker, mongodb)
NOWHERE, KEY = "http://127.0.0.1:1/v1", SecretStr("none")
WORDS = "We build things that last, and we are looking for an engineer with years of Python."
FACTS = {"person.first_name": "Ana", "posting.title": "Engineer", "posting.company": "Acme", "sender.name": "Robin"}
# What is read and compiled at the first use: the model's libraries, the languages, what the check looks for.
ModelWire(Access("none", NOWHERE, KEY), pdl_client(KEY, NOWHERE))
language_of(WORDS)
BRIEF = Brief(
    person_id="p",
    name="Ana Cruz",
    persona="peer",
    alumni=False,
    kind="introduction",
    variant=0,
    facts=[Fact(id=name, text=text, source="") for name, text in FACTS.items()],
)
check(Message(kind="introduction", subject="Your team at Acme", body=WORDS, writer="template"), BRIEF, Wishes())
