"""A long table of input that means harm, or nothing: a sentence with exit code 2, or it works; never a traceback."""

from __future__ import annotations

import email
import io
import json
import sys
from collections.abc import Callable
from email.policy import default
from pathlib import Path

import pytest

from tests.cli_runner import NETWORK, POSTING, SENDER, CommandLine
from tests.conftest import EXAMPLES
from tests.reliability import RELIABILITY, Figure
from tests.security.sampling import some

Record = Callable[[str, object], None]
DEEP = 100_000
PAGE = (
    "<h1>Backend Engineer</h1><p>Company: Acme Robotics</p><p>Location: Austin, TX</p><p>Responsibilities: you build "
    "services. Requirements: experience with Python. We offer a salary. Apply now, full-time, candidates welcome.</p>"
    "<p>" + "You will keep the robots of two cities running around the clock. " * 5 + "</p>"
)


def ashby(**job: object) -> str:
    return json.dumps({"jobs": [{"id": "1", "title": "Engineer", "descriptionPlain": "x", **job}]})


def jsonld(**node: object) -> str:
    posting = {"@type": "JobPosting", "title": "Engineer", "hiringOrganization": "Acme", "description": "x", **node}
    return f'<script type="application/ld+json">{json.dumps(posting)}</script>'


POSTINGS: dict[str, str | bytes] = {
    "nothing": b"",
    "white space": " \n\t\r\n",
    "a null": b"\x00",
    "nulls": b"\x00" * 5000,
    "one byte": b"\xff",
    "half of UTF-16": b"\xff\xfeA",
    "half of UTF-32": b"\xff\xfe\x00\x00A",
    "a mark alone": b"\xef\xbb\xbf",
    "bytes": bytes(range(256)),
    "a PDF": b"%PDF-1.7",
    "a ZIP": b"PK\x03\x04",
    "gzip": b"\x1f\x8b\x08",
    "an ELF": b"\x7fELF\x02\x01\x01" + b"\x00" * 100,
    "an SVG": '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><text>Engineer</text></svg>',
    "an entity bomb": '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><l>&j;</l>",
    "an outside entity": '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>',
    "an outside DTD": '<!DOCTYPE l SYSTEM "http://127.0.0.1/x.dtd"><l>Engineer</l>',
    "an XInclude": '<l xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/></l>',
    "deep tags": PAGE + "<div>" * DEEP,
    "deep tags of many kinds": PAGE + "<b><i><u><a><p><ul><li><table><tr><td>" * (DEEP // 10),
    "deep closed tags": PAGE + "<div>" * DEEP + "</div>" * DEEP,
    "deep unknown tags": PAGE + "<x-y>" * DEEP,
    "closing tags": PAGE + "</div>" * DEEP,
    "open angle brackets": PAGE + "<" * DEEP,
    "an open comment": PAGE + "<!-- " + "x" * DEEP,
    "open comments": "<!--" * DEEP,
    "an open CDATA": "<![CDATA[" * 10_000 + PAGE,
    "an open script": PAGE + "<script>" + "x" * DEEP,
    "an open attribute": PAGE + '<a href="' + "x" * DEEP,
    "many attributes": PAGE + "<a " + " ".join(f"a{n}=1" for n in range(20_000)) + ">",
    "entities": PAGE + "&" * DEEP,
    "nested entities": PAGE + "&amp;" * DEEP + "lt;script&gt;",
    "numbered entities": PAGE + "&#99999999999;&#0;&#xD800;&#x110000;&#-1;",
    "a frameset": "<frameset><frame src='x'></frameset>" + PAGE,
    "plaintext": "<plaintext>" + PAGE,
    "a base": "<base href='javascript:alert(1)//'>" + PAGE,
    "deep JSON": "[" * DEEP,
    "deep closed JSON": "[" * DEEP + "]" * DEEP,
    "deep objects": '{"a":' * DEEP + "1" + "}" * DEEP,
    "deep JSON-LD": '<script type="application/ld+json">' + "[" * DEEP + "]" * DEEP + "</script>" + PAGE,
    "broken JSON-LD": '<script type="application/ld+json">{"@type": "JobPosting", </script>',
    "an odd type": jsonld(title={"a": [1]}, hiringOrganization=[[["x"]]]),
    "numbers": jsonld(title=7, hiringOrganization=1e308, jobLocation=0, identifier=-1),
    "nulls in JSON": jsonld(title=None, hiringOrganization=None),
    "a circle of references": jsonld(hiringOrganization={"@id": "#a"}, **{"@id": "#a"}),
    "infinities": '{"jobs": [{"id": 1, "title": NaN, "descriptionPlain": Infinity}]}',
    "a long number": '{"jobs": [{"id": ' + "9" * 10_000 + "}]}",
    "half characters": ashby(title="Eng\ud800ineer", companyName="Ac\udfffme"),
    "an empty list of jobs": '{"jobs": []}',
    "a list of nothing": '{"jobs": [null, 1, "x", []]}',
    "jobs that are none": '{"jobs": "x"}',
    "doubled keys": '{"jobs": [], "jobs": 7}',
    "a title of a megabyte": ashby(title="x" * 1_000_000),
    "a title of controls": ashby(title="\x1b[31m\x00\u202e\u2028" * 50),
    "a company of formulas": ashby(companyName="=cmd|'/C calc'!A0"),
    "an odd address": ashby(jobUrl="javascript:alert(1)"),
    "an address with a newline": ashby(jobUrl="https://jobs.example/\r\nX: y"),
    "a broken address": ashby(jobUrl="http://[::1"),
    "a place of a megabyte": ashby(location="Austin; " * 100_000),
    "many places": ashby(secondaryLocations=[{"location": f"City {n}"} for n in range(5_000)]),
    "an escape in JSON": '{"jobs": [{"id": "\\u0000\\ud800", "title": "\\u001b[2J"}]}',
    "front matter": "---\n" + "a: &a [*a, *a]\n" * 500 + "---\n# Engineer\n",
    "open front matter": "---\n" * 5_000,
    "a YAML tag": "---\ntitle: !!python/object/apply:os.system ['true']\n---\n# Engineer at Acme\n",
    "links": "[" * 50_000 + "](" * 50_000,
    "emphasis": "*" * DEEP + "Engineer" + "_" * DEEP,
    "headings": "#" * DEEP + " Engineer\n" * 100,
    "one long line": "Backend Engineer at Acme Robotics. " * 20_000,
    "spaces": "Engineer" + " " * 500_000 + "at Acme",
    "dots": "Engineer at Acme\n" + "." * 500_000,
    "dashes": "Engineer - " * 50_000,
    "digits and commas": "1,000," * 80_000,
    "at signs": "@" * DEEP,
    "brackets": "(" * DEEP + ")" * DEEP,
    "quotation marks": '"' * DEEP + "'" * DEEP,
    "colons": "Company:" * 30_000,
    "zero-width characters": "\u200b\u200c\u200d\u2060\ufeff" * 20_000,
    "combining marks": "a" + "\u0301" * DEEP,
    "right to left": "\u202e" * DEEP + "Engineer at Acme",
    "surrogates in UTF-8": b"Engineer at Acme \xed\xa0\x80\xed\xbf\xbf",
    "overlong UTF-8": b"Engineer at Acme \xc0\xaf\xe0\x80\xaf",
    "UTF-7": b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "an odd charset": b'<meta charset="base64"><p>\xff\xfe</p>',
    "a charset of bytes": b'<meta charset="zip_codec"><p>\xff</p>',
    "an XML encoding": b'<?xml version="1.0" encoding="rot13"?><p>\xff</p>',
}
HEAD = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
GOOD = "Ada,Lake,ada@acme-robotics.example,Acme Robotics,Engineer,12 Mar 2021\n"
NETWORKS: dict[str, str | bytes] = {
    "nothing": b"",
    "nulls": b"\x00" * 300,
    "headers": HEAD,
    "headers of nulls": HEAD.encode("utf-16"),
    "half of UTF-16": (HEAD + GOOD).encode("utf-16")[:-1],
    "bytes": bytes(range(256)) * 10,
    "an open quotation mark": HEAD + '"Ada,Lake\n' + GOOD * 10,
    "a quotation mark within": HEAD + 'A"da,La"ke,a@acme.example,Acme Robotics,Eng,\n',
    "a row too long": HEAD + "x," * 10_000 + "\n" + GOOD,
    "a row too short": HEAD + "x\n" + GOOD,
    "a cell of a megabyte": HEAD + f"Ada,{'x' * 1_000_000},a@acme-robotics.example,Acme Robotics,Engineer,\n",
    "carriage returns": (HEAD + GOOD).replace("\n", "\r"),
    "carriage returns within": HEAD + '"A\rda","La\r\nke",ada@acme-robotics.example,Acme Robotics,Engineer,\n',
    "doubled headers": "Company,Company,First Name,First Name\na,b,c,d\n",
    "headers of a megabyte": "x" * 1_000_000 + "\n1\n",
    "many headers": ",".join(f"h{n}" for n in range(5_000)) + "\n",
    "many empty rows": HEAD + "\n" * 50_000 + GOOD,
    "commas": HEAD + "," * DEEP + "\n",
    "formulas": HEAD + "=1+1,@SUM(A1),-1,Acme Robotics,+1,=NOW()\n",
    "escapes": HEAD + "\x1b[31mAda,\x9b2JLake,ada@acme-robotics.example,Acme Robotics,\x1b]0;x\x07Eng,\n",
    "half characters": (HEAD + "Ada\ud800,Lake\udfff,ada@acme-robotics.example,Acme Robotics,Eng,\n").encode(
        "utf-8", "surrogatepass"
    ),
    "odd addresses": HEAD + 'Ada,Lake,a@b@c,Acme Robotics,Eng,\nBo,Ek,"a\r\nBcc: x"@acme.example,Acme Robotics,Eng,\n',
    "odd dates": HEAD + "".join(f"Ada,L,,Acme Robotics,Eng,{day}\n" for day in ("0 Foo -1", "99/99/9999", "1e99")),
    "a ZIP": b"PK\x03\x04",
    "a PDF": b"%PDF",
    "JSON": "[]",
    "HTML": "<table><tr><td>Company</td></tr></table>",
    "semicolons and tabs": (HEAD + GOOD).replace(",", ";\t"),
    "a company of dots": HEAD + "Ada,Lake,,...,Eng,\n" + "Bo,Ek,,\u200b,Eng,\n",
    "invisible names": HEAD + "\u200b,\u2060,ada@acme-robotics.example,Acme Robotics,\ufeff,\n",
}  # fmt: skip
BASICS = {"name": "Ada Example", "email": "ada@mail.example"}


def resume(**given: object) -> str:
    return json.dumps({"basics": BASICS} | given)


def basics(**given: object) -> str:
    return json.dumps({"basics": BASICS | given})


SENDERS: dict[str, tuple[str, str | bytes]] = {
    "nothing": ("cv.json", b""),
    "bytes": ("cv.json", bytes(range(256))),
    "deep JSON": ("cv.json", "[" * DEEP),
    "deep objects": ("cv.json", '{"basics":' * DEEP),
    "a number": ("cv.json", "7"),
    "a long number": ("cv.json", '{"basics": ' + "9" * 10_000 + "}"),
    "null": ("cv.json", "null"),
    "basics of null": ("cv.json", '{"basics": null}'),
    "basics of a list": ("cv.json", '{"basics": [1]}'),
    "a name of numbers": ("cv.json", basics(name=7)),
    "a name of a list": ("cv.json", basics(name=["Ada"])),
    "a name with a newline": ("cv.json", basics(name="Ada\r\nBcc: all@mail.example")),
    "a name of escapes": ("cv.json", basics(name="\x1b[31mAda\x1b[0m")),
    "a name of half a character": ("cv.json", basics(name="Ada\ud800")),
    "a name of a megabyte": ("cv.json", basics(name="x" * 1_000_000)),
    "a name with tags": ("cv.json", basics(name="<script>alert(1)</script>")),
    "a name that is an address": ("cv.json", basics(name="ada@evil.example")),
    "an address with a newline": ("cv.json", basics(email="ada@mail.example\r\nBcc: x@y.example")),
    "two addresses": ("cv.json", basics(email="ada@mail.example, eve@mail.example")),
    "an address in brackets": ("cv.json", basics(email="Ada <ada@mail.example>")),
    "an address of a megabyte": ("cv.json", basics(email="a" * 1_000_000 + "@mail.example")),
    "an address of other letters": ("cv.json", basics(email="adä@mäil.example")),
    "an address without a domain": ("cv.json", basics(email="ada@")),
    "work of numbers": ("cv.json", resume(work=[1, None, "x", {"name": 7, "startDate": -1, "highlights": "x"}])),
    "odd dates": ("cv.json", resume(work=[{"name": "A", "startDate": "9999999-99", "endDate": {}}])),
    "odd education": ("cv.json", resume(education=[{"institution": [], "studyType": 1, "endDate": "2016-02-31"}])),
    "odd skills": ("cv.json", resume(skills=[{"name": {}, "keywords": [[["x"]], None, 7]}, "x", 1])),
    "many skills": ("cv.json", resume(skills=[{"name": f"s{n}"} for n in range(20_000)])),
    "a phone of words": ("cv.json", basics(phone="call\nme", url="javascript:alert(1)")),
    "TOML that is none": ("me.toml", "name = \n"),
    "TOML of bytes": ("me.toml", b"\xff\xfe"),
    "TOML of tables": ("me.toml", "[[name]]\na=1\n"),
    "TOML of dates": ("me.toml", "name = 1979-05-27\nemail = 07:32:00\n"),
    "deep TOML": ("me.toml", "name = " + "[" * 50_000),
    "unknown keys": ("me.toml", 'name = "Ada"\nemail = "ada@mail.example"\n"\\u001b[31m" = 1\n'),
    "a file of no kind": ("me", "name = 'Ada'"),
}
ADDRESSES = [
    "", " ", "@", "a@", "@b", "a@b@c", "a b@c.example", "a@b..c", "a@-b.example", "a@b", "a@.example", "a@[127.0.0.1]",
    "a@127.0.0.1", "a@localhost", '"a b"@c.example', "a\r\nBcc: x@c.example", "a@c.example\x00", "a@c.example%0d%0aX",
    "ä@ü.example", "a@" + "b" * 300 + ".example", "a" * 70 + "@c.example", "a@xn--a.example", "\u202ea@c.example",
    "a@c.example,b@c.example", "mailto:a@c.example", "<a@c.example>", "=cmd()@c.example", "-x@c.example",
    "😀@c.example",
    "a@ⓔxample.example", "a@c.example\udcff", "../../etc/passwd", "~nobody-at-all/x", "-",
]  # fmt: skip
DECISIONS: dict[str, str | bytes] = {
    "nothing": b"",
    "bytes": b"\xff\xfe\x00",
    "deep JSON": "[" * DEEP,
    "deep objects": '{"a":' * DEEP,
    "a list": "[]",
    "an empty object": "{}",
    "null": "null",
    "nobody": '{"nobody": {"do": "keep"}}',
    "no decision": '{"ID": {}}',
    "an unknown decision": '{"ID": {"do": "send"}}',
    "a decision of a number": '{"ID": {"do": 7}}',
    "a decision of null": '{"ID": null}',
    "a decision of a list": '{"ID": ["keep"]}',
    "an unknown key": '{"ID": {"do": "keep", "to": "eve@evil.example"}}',
    "an edit without words": '{"ID": {"do": "edit"}}',
    "an edit of null": '{"ID": {"do": "edit", "subject": null, "body": null}}',
    "an edit of numbers": '{"ID": {"do": "edit", "subject": 1, "body": 2}}',
    "an edit of half a character": '{"ID": {"do": "edit", "subject": "\\ud800", "body": "Hello \\udfff"}}',
    "an edit of nulls": '{"ID": {"do": "edit", "subject": "a\\u0000b", "body": "Hello \\u0000"}}',
    "a subject of headers": '{"ID": {"do": "edit", "subject": "Hi\\r\\nBcc: eve@evil.example", "body": "Hello"}}',
    "a body of a megabyte": '{"ID": {"do": "edit", "subject": "Hi", "body": "' + "x" * 1_000_000 + '"}}',
    "a remark of a megabyte": '{"ID": {"do": "rewrite", "remark": "' + "x" * 1_000_000 + '"}}',
    "doubled keys": '{"ID": {"do": "keep"}, "ID": {"do": "send"}}',
    "infinities": '{"ID": {"do": NaN}}',
    "a long number": '{"ID": ' + "9" * 10_000 + "}",
}
OPTIONS: list[tuple[str, ...]] = [
    ("--columns", "="), ("--columns", "=="), ("--columns", "company=\x1b[31m"), ("--columns", "company=Company=x"),
    ("--columns", "company"), ("--columns", ",,,"),
    ("--columns", "company=" + "x" * 100_000), ("--columns", "\u202e=x"),
    ("--columns", "company=\udcff"), ("--budget", "-1"),
    ("--budget", "nan"), ("--budget", "inf"), ("--budget", "1e999"),
    ("--budget", "pdl=1,pdl=2"), ("--budget", "pdl"),
    ("--budget", "evil=5"), ("--budget", "9" * 5_000), ("--budget", "٣"),
    ("--language", "xx"), ("--language", "../../etc"), ("--language", "x" * 10_000), ("--language", "\udcff"),
    ("--school", "x" * 100_000), ("--school", "\udcff"), ("--school", "\x1b[31m"), ("--domain", "../x"),
    ("--domain", "a b"), ("--domain", "evil.example\r\nX: y"), ("--domain", "x" * 10_000), ("--domain", "127.0.0.1"),
    ("--company", "\x00"[:0]), ("--company", "\u202e"), ("--company", "x" * 100_000), ("--company", "\udcff"),
    ("--job", "../../x"), ("--job", "\udcff"), ("--kind", "bomb"), ("--tone", "\x1b[31m"), ("--who", "peers,\udcff"),
    ("--out", "~nobody-at-all/x"), ("--out", "x" * 5_000), ("--out", "/dev/null/x"), ("--out", "\udcff"),
    ("--attach", "~nobody-at-all/x"), ("--attach", "/dev/null"), ("--attach", "x" * 5_000), ("--attach", "\udcff"),
    ("--style", "~nobody-at-all/x"), ("--style", "/dev/null"), ("--style", "."), ("--style", "\udcff"),
    ("--network", "~nobody-at-all/x"), ("--network", "/dev/zero"), ("--network", "."), ("--network", "\udcff"),
    ("--sender", "~nobody-at-all/x"), ("--sender", "/dev/zero"), ("--sender", "."), ("--sender", "\udcff"),
    ("--sender", "x" * 5_000), ("--network", "x" * 5_000), ("--max-contacts", "9" * 5_000), ("--more", "-5"),
]  # fmt: skip
REFS = [
    "~nobody-at-all/x", "/dev/zero", "/dev/null", "/dev/stdin", "/proc/self/mem", "\udcff.txt", "x" * 5_000, "..", "",
    "file:///etc/passwd", "http://", "https://[::1", "http://127.0.0.1/", "http://169.254.169.254/latest/",
    "http://a:b@c.example/", "ftp://c.example/x", "http://c.example:22/", "http://\udcff/", "://", "http://\u202e/",
    "data:text/html,<h1>Engineer</h1>", "https://" + "a." * 500 + "example/", "javascript://%0aalert(1)",
]  # fmt: skip
CONFIGS: dict[str, str | bytes] = {
    "no TOML": "x = = 1",
    "bytes": b"\xff\xfe",
    "nulls": b"\x00",
    "deep arrays": "inroad_sender = " + "[" * 50_000,
    "a table for a text": "[pdl_api_key]\na = 1\n",
    "a number for a key": "pdl_api_key = 7\n",
    "a list for a key": "hunter_api_key = ['a']\n",
    "a date for a folder": "inroad_home = 1979-05-27\n",
    "a null in a folder": 'inroad_home = "a\\u0000b"\n',
    "a null in a sender": 'inroad_sender = "a\\u0000b"\n',
    "a null in a network": 'inroad_network = ["a\\u0000b"]\n',
    "numbers for a network": "inroad_network = [1, 2]\n",
    "a user who is not": 'inroad_home = "~nobody-at-all/x"\n',
    "too many": "inroad_max_contacts = 1000000\n",
    "words for a number": 'inroad_max_contacts = "many"\n',
    "a float": "inroad_max_contacts = 1.5\n",
    "infinity": "inroad_daily_cap = inf\n",
    "an odd place for drafts": 'inroad_drafts = "pigeon"\n',
    "an odd price": 'inroad_model_price = "a,b"\n',
    "a price of numbers": "inroad_model_price = [1, 2, 3]\n",
    "an address without a scheme": 'pdl_base_url = "c.example"\npdl_api_key = "k"\n',
    "an address without TLS": 'hunter_base_url = "http://c.example"\nhunter_api_key = "k"\n',
    "an address with a user": 'apollo_base_url = "https://a:b@c.example"\napollo_api_key = "k"\n',
    "a broken address": 'openai_base_url = "https://[::1"\nopenai_api_key = "k"\n',
    "a key with a newline": 'pdl_api_key = "a\\r\\nX-Evil: 1"\n',
    "a key of other letters": 'pdl_api_key = "schlüssel"\n',
    "an odd method": 'inroad_model_method = "shout"\n',
    "an odd database": 'inroad_db = "a/b"\nmongodb_uri = "mongodb://127.0.0.1:1/"\n',
    "an odd host": 'imap_host = "a b"\nimap_user = "u"\nimap_password = "p"\ninroad_drafts = "imap"\n',
    "a login that is a folder": 'gmail_token_file = "."\ninroad_drafts = "gmail"\n',
    "a login of nobody": 'gmail_token_file = "~nobody-at-all/x"\ninroad_drafts = "gmail"\n',
    "a key twice": "pdl_api_key = 'a'\npdl_api_key = 'b'\n",
    "a key in two cases": "pdl_api_key = 'a'\nPDL_API_KEY = 'b'\n",
}
DOTENVS: dict[str, str | bytes] = {
    "bytes": b"\xff\xfe\xfd",
    "nulls": b"INROAD_SENDER=a\x00b\n",
    "a null in a folder": b"INROAD_NETWORK=a\x00b\n",
    "no equals sign": "INROAD_SENDER\n=\n==\n'\n",
    "an open quotation mark": 'INROAD_SENDER="abc\n',
    "itself": "INROAD_SENDER=${INROAD_SENDER}${INROAD_SENDER}\n",
    "words for a number": "INROAD_MAX_CONTACTS=many\n",
    "a user who is not": "INROAD_NETWORK=~nobody-at-all/x\n",
    "escapes": "INROAD_DRAFTS=\x1b[31mred\n",
    "a megabyte": "INROAD_SENDER=" + "x" * 1_000_000 + "\n",
}


@pytest.fixture
def tried(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, record_property: Record
) -> Callable[..., None]:
    """Runs a command, which has to work or to end in a sentence."""
    line = CommandLine(capsys, monkeypatch)

    def attempt(*command: str) -> None:
        ended = line(*command)
        assert ended.code in (0, 2, 3), ended.err
        assert "Traceback" not in ended.err
        if ended.code == 2 and "Usage:" not in ended.err:
            assert ended.complaint.isprintable()
            assert len(ended.complaint) < 6_500
        record_property(RELIABILITY, Figure("bad inputs", 1, 1).row())

    return attempt


def _file(path: Path, content: str | bytes) -> str:
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return str(path)


PLAN = ("--dry-run", "--drafts", "none")
LIST = ("--max-contacts", "1", "--drafts", "none")


@pytest.mark.parametrize("name", some(POSTINGS))
def test_a_posting(tried: Callable[..., None], tmp_path: Path, name: str) -> None:
    tried("run", _file(tmp_path / "job.html", POSTINGS[name]), *PLAN)


@pytest.mark.parametrize("ref", some(REFS), ids=ascii)
def test_a_name_of_a_posting(tried: Callable[..., None], ref: str) -> None:
    tried("run", ref, *PLAN)


@pytest.mark.parametrize("name", some(NETWORKS))
def test_a_network(tried: Callable[..., None], tmp_path: Path, name: str) -> None:
    tried("run", POSTING, "--network", _file(tmp_path / "n.csv", NETWORKS[name]), *LIST)


@pytest.mark.parametrize("name", some(SENDERS))
def test_a_sender(tried: Callable[..., None], tmp_path: Path, name: str) -> None:
    file, content = SENDERS[name]
    tried("run", POSTING, *NETWORK, "--sender", _file(tmp_path / file, content), "--max-contacts", "1")


@pytest.mark.parametrize("option", some(OPTIONS), ids=lambda option: ascii(" ".join(option))[:60])
def test_an_option(tried: Callable[..., None], option: tuple[str, ...]) -> None:
    tried("run", POSTING, *NETWORK, *SENDER, "--max-contacts", "1", *option)


@pytest.mark.parametrize("address", some(ADDRESSES), ids=ascii)
def test_an_address(tried: Callable[..., None], address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe\x00")))
    tried("verify", address)


def test_decisions(
    tried: Callable[..., None], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = CommandLine(capsys, monkeypatch)
    paused = line.run("--review")
    run_id, people = paused.json["run_id"], [contact["person_id"] for contact in paused.json["contacts"]]
    for name in some(DECISIONS):
        content = DECISIONS[name]
        text = content if isinstance(content, bytes) else content.replace('"ID"', json.dumps(people[0])).encode()
        command = ("review", run_id, "--decisions", _file(tmp_path / "d.json", text), "--json")
        try:
            tried(*command)
        except BaseException as error:
            raise AssertionError(name) from error
        if line("review", run_id, "--json").code == 2:  # all are decided: what came of it is looked at, then anew
            paused = line.run("--review", "--more", "3")
            run_id, people = paused.json["run_id"], [contact["person_id"] for contact in paused.json["contacts"]]
        people = [each["person_id"] for each in line("review", run_id, "--json").json["messages"]]
    for file in (tmp_path / "inroad" / "drafts").glob("*.eml"):
        mail = email.message_from_bytes(file.read_bytes(), policy=default)
        assert (mail["Bcc"], mail["Cc"]) == (None, None)
        assert "evil.example" not in str(mail["To"])


@pytest.mark.parametrize("name", some(CONFIGS))
def test_a_config_file(tried: Callable[..., None], tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if "inroad_home" in str(CONFIGS[name]):
        monkeypatch.delenv("INROAD_HOME")
    folder = tmp_path / "home" / ".config" / "inroad"
    folder.mkdir(parents=True)
    _file(folder / "config.toml", CONFIGS[name])
    tried("run", POSTING, *SENDER, "--dry-run")


@pytest.mark.parametrize("name", some(DOTENVS))
def test_a_dotenv(tried: Callable[..., None], tmp_path: Path, name: str) -> None:
    _file(tmp_path / ".env", DOTENVS[name])
    tried("run", str(EXAMPLES / "postings" / "ashby.json"), "--dry-run", "--drafts", "none")
