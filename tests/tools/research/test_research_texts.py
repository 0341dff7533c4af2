"""Days, plain text, whole sentences, which pages count, and what a sentence is about."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inroad.state import CompanyInfo, Posting
from inroad.tools.research import WebText
from inroad.tools.research.dates import published
from inroad.tools.research.own_pages import first_page, further_pages
from inroad.tools.research.plain import LONGEST, headline, plain_page, sentences
from inroad.tools.research.relevance import names_it, why_left_out
from inroad.tools.research.statements import best, candidates, of_notes, of_posting, picked
from inroad.tools.research.topics import tools_named, topic_of

TODAY = dt.date(2026, 3, 14)
ACME = CompanyInfo(name="Acme", key="acme", domain="acme.example")


def page(text: str = "", title: str = "", url: str = "https://news.example/acme", **more: object) -> WebText:
    values = {"source": "serper", "url": url, "title": title, "text": text, "seen_on": TODAY, **more}
    return WebText.model_validate(values)


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2026-03-01", dt.date(2026, 3, 1)),
        ("2026-03-01T08:15:00Z", dt.date(2026, 3, 1)),
        ("Mar 3, 2025", dt.date(2025, 3, 3)),
        ("September 30, 2024", dt.date(2024, 9, 30)),
        ("3 Feb 2026", dt.date(2026, 2, 3)),
        ("12. March 2026", dt.date(2026, 3, 12)),
        ("Tue, 03 Mar 2026 09:00:00 GMT", dt.date(2026, 3, 3)),
        ("5 hours ago", TODAY),
        ("1 day ago", dt.date(2026, 3, 13)),
        ("a day ago", dt.date(2026, 3, 13)),
        ("12 days ago", dt.date(2026, 3, 2)),
        ("yesterday", dt.date(2026, 3, 13)),
        ("Today", TODAY),
        ("2 weeks ago", None),
        ("last year", None),
        ("31 Feb 2025", None),
        ("Foo 3, 2025", None),
        ("2027-01-01", None),
        ("1889-01-01", None),
        ("03/04/2025", None),
        ("", None),
    ],
)
def test_only_a_day_that_is_told_exactly_is_a_date(told: str, day: dt.date | None) -> None:
    assert published(told, TODAY) == day


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("# Acme\n\nWe **lift** tall\n[pallets](https://x.example 'now').", "Acme\nWe lift tall pallets."),
        ("![logo](https://a.example/b.png)\n- one\n- two\\.", "one\ntwo."),
        ("| Staff | 40 |\n|---|---|\ntext", "Staff 40\n--- ---\ntext"),
        ("```\nsecret()\n```\nSeen.", "Seen."),
        ("<!-- hidden -->Seen <b>here</b>.", "Seen here ."),
        ("<script>alert(1)</script>Seen.", "Seen."),
        ("<html><head><title>x</title></head><p>Acme lifts.</p><p>And more.</p></html>", "Acme lifts.\nAnd more."),
        ("Read https://a.example/b?c=d now\u200b.", "Read now."),
        ("", ""),
    ],
)  # fmt: skip
def test_pages_are_made_plain(markup: str, plain: str) -> None:
    assert plain_page(markup) == plain


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Acme makes robots here. It was founded in 2019.", ["Acme makes robots here.", "It was founded in 2019."]),
        ("Acme Inc. makes robots, e.g. Lifters.", ["Acme Inc. makes robots, e.g. Lifters."]),
        ("It raised $30.5M in a Series B. The round was led by Foo ...", ["It raised $30.5M in a Series B."]),
        ("Mar 3, 2024 — Acme has 40 people.", ["Acme has 40 people."]),
        ("... who make robots. Acme has 40 people.", ["Acme has 40 people."]),
        (
            'Jane said: "We make robots." Acme grows very fast.',
            ['Jane said: "We make robots."', "Acme grows very fast."],
        ),
        ("Too short. Nope.", []),
        ("No full stop here at all", []),
        (f"Acme makes {'very ' * 80}good robots.", []),
        ("アクメはロボットを作る会社です。", ["アクメはロボットを作る会社です。"]),
        ("", []),
    ],
)
def test_only_whole_sentences_are_taken(line: str, found: list[str]) -> None:
    assert sentences(line) == found


@given(st.text(max_size=400))
def test_sentences_stand_in_their_line_word_for_word(line: str) -> None:
    for sentence in sentences(line):
        assert sentence in line
        assert len(sentence) <= LONGEST


def test_a_headline_that_was_cut_is_none() -> None:
    assert headline("Acme raises  $30M in new funding") == "Acme raises $30M in new funding"
    assert headline("Acme raises $30M in new ...") == headline("Acme grows") == headline("word " * 100) == ""


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (page("Acme makes robots."), ""),
        (page("ACME makes robots."), ""),
        (page("We make robots.", url="https://www.acme.example/about"), ""),
        (page("Acme Inc. makes robots."), ""),
        (page("Acme CEO Jane Doe spoke."), ""),
        (page(title="Acme Raises Thirty Million To Lift Pallets"), ""),
        (page("Acme makes robots.", is_advert=True), "advert"),
        (page("Acme makes robots.", title="Ad · Acme robots"), "advert"),
        (page("Acme makes robots.", title="Anzeige: Acme robots"), "advert"),
        (page("Acme makes robots.", url="https://shop.example/?gclid=1"), "advert"),
        (page("Acme makes robots.", url="https://shop.example/?utm_medium=CPC"), "advert"),
        (page("Acme makes robots.", url="https://www.googleadservices.com/pagead/aclk?sa=L"), "advert"),
        (page("Acme makes robots.", url="https://search.example/aclk?x=1"), "advert"),
        (page("Acme is fine.", title="Top 10 robot companies of 2026"), "listing"),
        (page("Acme is fine.", title="7 best Acme alternatives"), "listing"),
        (page("Acme is fine.", title="Acme vs Foo: which is better?"), "listing"),
        (page("Acme is fine.", title="Acme Reviews: what it is like to work there"), "listing"),
        (page("Acme is fine.", title="42 Acme jobs in Berlin"), "listing"),
        (page("Acme is fine.", title="Acme Email Format & Phone Number"), "listing"),
        (page("Acme is fine.", title="Acme promo codes"), "listing"),
        (page("Acme has 394 people.", title="Acme - company profile, employees, headquarters"), "listing"),
        (page("Acme hires.", url="https://de.indeed.com/cmp/acme"), "listing"),
        (page("Acme hires.", url="https://www.linkedin.com/jobs/view/1"), "listing"),
        (page("Jane, Acme.", url="https://www.linkedin.com/in/jane-doe"), "listing"),
        (page("Acme makes robots.", url="https://www.linkedin.com/company/acme"), ""),
        (page("Acme Foods makes soup."), "another company"),
        (page("Acme Northern makes soup."), "another company"),
        (page(title="Acme Bank Opens New Branch"), "another company"),
        (page("Acmeville is a town."), "another company"),
        (page("The acme of style."), "another company"),
        (page("Acme makes soup.", url="https://acme.test/"), "another company"),
        (page("Acme makes soup.", url="https://acme.co.uk/about"), "another company"),
        (page("Acme makes soup, see www.acme.com for more."), "another company"),
        (page("Nothing of it."), "another company"),
        (page("Acme makes robots.", url="javascript:alert(1)"), "no address"),
        (page("Acme makes robots.", url="https://[broken"), "no address"),
    ],
)
def test_which_pages_tell_of_the_company(found: WebText, why: str) -> None:
    assert why_left_out(found, ACME) == why


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("Acme Robotics GmbH", "acme robotics lifts.", True),
        ("Acme Robotics", "Acme-Robotics lifts.", True),
        ("Acme Robotics", "Acme lifts.", False),
        ("trivio", "Trivio lifts.", True),
        ("Ramp", "They ramp up.", False),
        ("Acme", "me@Acme.example lifts", False),
        ("Acme", "Acme.com lifts", False),
        ("Acme", "AT&Acme lifts", False),
        ("", "Acme lifts", False),
    ],
)
def test_a_name_counts_as_whole_words(name: str, text: str, named: bool) -> None:
    assert names_it(text, CompanyInfo(name=name)) is named


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("Acme raised $30M in a Series B.", "funding"),
        ("Acme hat in einer Finanzierungsrunde Geld bekommen.", "funding"),
        ("Acme is hiring in Berlin.", "hiring"),
        ("Acme laid off a fifth of its staff.", "hiring"),
        ("Acme stellt ein.", "hiring"),
        ("The company employs 250 people.", "size"),
        ("Acme hat 250 Mitarbeitende.", "size"),
        ("Acme compte 250 salariés.", "size"),
        ("Acme was founded by Jane Doe.", "people"),
        ("Acme was founded in 1983 and makes tools.", "what"),
        ("Support is looking for 6 more people this year.", "hiring"),
        ("Acme is headquartered in Berlin.", "place"),
        ("Acme launched a new robot.", "news"),
        ("Our stack is built with Python and Kubernetes.", "tech"),
        ("The team knows Python and PostgreSQL well.", "tech"),
        ("Its platform helps hospitals plan.", "product"),
        ("Acme makes robots.", "what"),
        ("Acme entwickelt Roboter.", "what"),
        ("Acme développe des robots.", "what"),
        ("Rain fell on Tuesday.", None),
        ("We win more business.", None),
    ],
)
def test_words_tell_what_a_sentence_is_about(sentence: str, topic: str | None) -> None:
    assert topic_of(sentence) == topic


def test_names_of_one_tool_count_once() -> None:
    assert tools_named("Postgres, PostgreSQL, and Google Cloud Platform (GCP).") == 2


def test_elsewhere_only_sentences_that_name_the_company_are_taken() -> None:
    text = "Acme makes robots. It was founded in 2019. Rivals make soup instead. It has 40 people."
    found = candidates(page(text), ACME)
    assert [each.text for each in found] == ["Acme makes robots.", "It was founded in 2019."]
    assert {each.around for each in found} == {f"\n{text}"}


def test_on_its_own_pages_all_but_furniture_is_taken() -> None:
    text = "We lift heavy pallets.\nWe use cookies here.\nOur team has 40 people.\nSubscribe here today!"
    found = candidates(page(text, url="https://www.acme.example/", is_whole=True), ACME)
    assert [(each.text, each.topic, each.around) for each in found] == [
        ("We lift heavy pallets.", None, "\nWe lift heavy pallets."),
        ("Our team has 40 people.", "size", "\nOur team has 40 people."),
    ]


def test_the_headline_of_news_is_a_statement_with_its_day() -> None:
    news = page("It will lift pallets there.", "Acme opens up in Lyon", is_news=True, date=dt.date(2026, 3, 1))
    found = candidates(news, ACME)
    assert [(each.text, each.topic, each.date) for each in found] == [
        ("Acme opens up in Lyon", "news", dt.date(2026, 3, 1)),
        ("It will lift pallets there.", "news", dt.date(2026, 3, 1)),
    ]


POSTING = Posting(
    title="Engineer",
    company="Acme",
    url="https://acme.example/jobs/1",
    text=(
        "Acme makes robots that lift pallets.\nWe have 40 employees in Lyon.\n"
        "The role\nYou will build what Acme makes.\n- Represent Acme as it makes robots.\n"
        "Acme is backed by Foo Capital.\n"
        "We are a team of 12 people.\nOur tech stack is Python and Kafka.\nWe offer good soup.\n"
        "About us\nThe firm was founded in 2019.\n- It serves 30 hospitals and helps them.\n"
        "Your benefits are good and many.\n"
        "Our client is a chemical firm with 600 employees.\nWhat you bring\nIt takes a lot and is a must."
    ),
)


def test_a_posting_tells_of_its_company_in_parts() -> None:
    found = of_posting(POSTING, ACME, TODAY)
    assert [(each.topic, each.text) for each in found] == [
        ("what", "Acme makes robots that lift pallets."),
        ("size", "We have 40 employees in Lyon."),
        ("funding", "Acme is backed by Foo Capital."),
        ("size", "We are a team of 12 people."),
        ("tech", "Our tech stack is Python and Kafka."),
        ("what", "The firm was founded in 2019."),
        ("what", "It serves 30 hospitals and helps them."),
    ]
    assert {(each.url, each.source, each.date, each.seen_on) for each in found} == {
        ("https://acme.example/jobs/1", "posting", None, TODAY)
    }


def test_a_posting_without_an_address_is_called_so() -> None:
    (found,) = of_posting(POSTING.model_copy(update={"text": "Acme makes robots.", "url": ""}), ACME, TODAY)
    assert found.url == "posting"


def test_notes_are_kept_line_by_line() -> None:
    long = f"Acme is {'very ' * 70}good."
    notes = f"- met Jane at a fair\n\nAcme is hiring in Lyon\n{long} It is hard to read."
    assert [(each.topic, each.text, each.url) for each in of_notes(notes, TODAY)] == [
        ("note", "met Jane at a fair", "notes"),
        ("hiring", "Acme is hiring in Lyon", "notes"),
        ("note", "It is hard to read.", "notes"),
    ]


def test_repeats_are_dropped_and_topics_are_short() -> None:
    days = [dt.date(2026, 1, day) for day in range(1, 10)]
    texts = ["wool", "soup", "tin", "glass", "paper", "rope", "chalk", "ink", "clay"]
    news = [
        candidates(page(title=f"Acme launched {text} today", is_news=True, date=day), ACME)[0].as_statement("news")
        for text, day in zip(texts, days, strict=True)
    ]
    note = of_notes("ACME launched the soup today!", TODAY)[0].as_statement("news", by_model=True)
    found = picked([*news, note])
    assert found[0] == note
    assert [each.text.split()[2] for each in found[1:]] == ["clay", "ink", "chalk", "rope", "paper"]
    assert note.by == "model"


def test_what_tells_its_topic_goes_first() -> None:
    found = candidates(
        page("We lift. Rain fell on Tuesday here. We have 40 people. We have 40 people.", url="https://acme.example/"),
        ACME,
    )
    assert [each.text for each in best(found, 5)] == ["We have 40 people.", "Rain fell on Tuesday here."]
    assert [each.text for each in best(found, 1)] == ["We have 40 people."]


@pytest.mark.parametrize(
    ("domain", "urls", "first"),
    [
        ("acme.example", [], "https://acme.example/"),
        ("", ["https://news.test/acme", "https://www.acme.com/about", "https://acme.com/x"], "https://acme.com/"),
        ("", ["https://acme.com/", "https://acme.io/"], ""),
        ("", ["https://news.test/acme"], ""),
        ("", [], ""),
    ],
)
def test_the_first_page_is_known_or_found(domain: str, urls: list[str], first: str) -> None:
    assert first_page(CompanyInfo(name="Acme", domain=domain), urls) == first


def test_about_and_news_are_read_too() -> None:
    links = [
        "https://acme.example/en/about-us#team",
        "https://acme.example/about",
        "https://acme.example/newsroom/",
        "https://acme.example/careers",
        "https://other.example/about",
        "https://acme.example/news/2026/robots",
    ]
    home = page(url="https://acme.example/", links=links)
    assert further_pages(home, ACME) == ["https://acme.example/about", "https://acme.example/newsroom/"]
    assert further_pages(home.model_copy(update={"url": links[1]}), ACME) == ["https://acme.example/newsroom/"]
    alone = home.model_copy(update={"links": []})
    assert further_pages(alone, ACME, ["https://www.acme.example/about", "https://b.example/about"]) == [
        "https://www.acme.example/about"
    ]
