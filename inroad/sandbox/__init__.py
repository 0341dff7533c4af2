"""The sandbox: stand-ins for the providers on a loopback address, over a made-up population.

`Sandbox` is a context manager; inside it `pdl_url` answers like People Data Labs' `https://.../v5`, `hunter_url` like
Hunter's `https://.../v2`, `apollo_url` like Apollo's `https://.../api/v1`, `serper_url`, `tavily_url` and
`firecrawl_url` like Serper, Tavily and Firecrawl v2 over a made-up web, and `gmail_url` like the hosts of Gmail, Drive
and Google's tokens together; `model_url` answers like OpenAI's `https://.../v1`, with messages that it composes
by itself. It is written from the facts about the wire alone and knows nothing of inroad's clients. Everybody in it is
made up.
"""

from inroad.sandbox.accounts import Limits
from inroad.sandbox.apollo import ApolloSwitches
from inroad.sandbox.faults import Faults
from inroad.sandbox.firecrawl import FirecrawlSwitches
from inroad.sandbox.gmail import GmailSwitches
from inroad.sandbox.history import Exchange
from inroad.sandbox.hunter import HunterSwitches
from inroad.sandbox.model import EMBEDDER, MODEL, ModelSwitches
from inroad.sandbox.pdl import Switches
from inroad.sandbox.people.population import Expectations, Truth
from inroad.sandbox.serper import SerperSwitches
from inroad.sandbox.server import CREDITS, KEY, Sandbox, faster
from inroad.sandbox.tavily import TavilySwitches
from inroad.sandbox.web_pages import JUNK, NEWS, PAGE_KINDS, Page, PageKind, WebSwitches

__all__ = [
    "CREDITS",
    "EMBEDDER",
    "JUNK",
    "KEY",
    "MODEL",
    "NEWS",
    "PAGE_KINDS",
    "ApolloSwitches",
    "Exchange",
    "Expectations",
    "Faults",
    "FirecrawlSwitches",
    "GmailSwitches",
    "HunterSwitches",
    "Limits",
    "ModelSwitches",
    "Page",
    "PageKind",
    "Sandbox",
    "SerperSwitches",
    "Switches",
    "TavilySwitches",
    "Truth",
    "WebSwitches",
    "faster",
]
