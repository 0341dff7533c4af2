"""Jobs that lie in MongoDB, as pipelines that collect them leave them there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from bson import CodecOptions, DatetimeConversion, ObjectId, json_util
from bson.errors import InvalidId
from pymongo.collection import Collection
from pymongo.errors import OperationFailure

from inroad.errors import PostingError, UserInputError
from inroad.state import Posting
from inroad.tools.postings.decoding import shown_name
from inroad.tools.postings.finishing import finish
from inroad.tools.postings.found import RawPosting
from inroad.tools.postings.html_text import html_to_text, links_in_html
from inroad.tools.postings.plain import joined_lines
from inroad.tools.postings.tidy import one_line
from inroad.tools.postings.values import list_in, object_in, text_in
from inroad.tools.store import utc_now
from inroad.tools.store.mongo_connection import database, in_words
from inroad.tools.store.opening import Mongo

JOBS = "level-2"
_BAD_VALUE = 2
Job = Mapping[str, Any]

# Names of fields, without case and punctuation ("jobTitle" and "job_title" are one); the first that holds something.
_TITLE = ("title", "jobtitle", "positiontitle", "position", "role", "rolename")
_COMPANY = ("company", "companyname", "firm", "employer", "employername", "organization", "hiringorganization")
_TEXT = (
    *("jobdescription", "description", "descriptionhtml", "descriptiontext", "descriptionplain", "jd", "jdtext"),
    *("jdraw", "rawjd", "fulltext", "text", "content", "body"),
)
_PLACE = ("location", "locations", "joblocation", "locationname", "place", "city")
_URL = ("joburl", "url", "postingurl", "link", "joblink", "sourceurl", "applyurl", "applicationurl")
_WORKPLACE = ("workplacetype", "workplace", "workmode", "remotepolicy")
_REMOTE = ("isremote", "remote")
# Where such documents keep parts of the posting, when not at the top.
_WITHIN = ("job", "posting", "extractedjd", "jdstructured")
_FORMATS = ("html", "text", "markdown", "content", "raw")
_PLACE_PARTS = ("name", "city", "region", "state", "country")


class MongoJobs:
    """The jobs of the collection `level-2`; a `JobBoard`."""

    def __init__(self, mongo: Mongo, *, clock: Callable[[], datetime] = utc_now) -> None:
        self._mongo = mongo
        self._clock = clock

    def read(self, ref: str, *, company: str = "") -> Posting:
        """Return the posting in the document that `ref` ("mongo:<_id>") names; see `JobBoard.read`.

        The `_id` is an ObjectId in hex, or a text. The fields may bear any of the names that are usual for them;
        the text may be HTML. The posting's `source_id` is the `_id`.
        """
        name = shown_name(ref)
        job = self._find(ref)
        if job is None:
            raise PostingError(
                f"There is no job {name} in {self._mongo.database}.{JOBS}: check the _id, MONGODB_URI and INROAD_DB."
            )
        return finish(_raw(job, company, name), company=company, name=name)

    def find(self, query: str) -> Iterator[str]:
        """Return the jobs that a query of MongoDB in its (extended) JSON finds; see `JobBoard.find`."""
        asked = _query(query)
        with in_words():
            try:
                yield from (f"mongo:{job['_id']}" for job in self._jobs().find(asked, {"_id": 1}).sort("_id", 1))
            except OperationFailure as error:
                if error.code != _BAD_VALUE:
                    raise
                why = one_line(str((error.details or {}).get("errmsg", "")))
                raise UserInputError(f"MongoDB does not understand the query {shown_name(query)}: {why}.") from error

    def write_back(self, ref: str, fields: Mapping[str, Any]) -> bool:
        """Set these fields and `updated_at` in the document; see `JobBoard.write_back`."""
        change = {"$set": {**_as_bson(fields), "updated_at": self._clock()}}
        with in_words():
            return any(self._jobs().update_one({"_id": key}, change).matched_count for key in _keys(ref))

    def _find(self, ref: str) -> Job | None:
        with in_words():
            found = (self._jobs().find_one({"_id": key}) for key in _keys(ref))
            return next((job for job in found if job is not None), None)

    def _jobs(self) -> Collection[dict[str, Any]]:
        """The collection, read without trust in what other programs wrote."""
        lenient: CodecOptions[dict[str, Any]] = CodecOptions(
            unicode_decode_error_handler="replace", tz_aware=True, datetime_conversion=DatetimeConversion.DATETIME_AUTO
        )
        return database(self._mongo)[JOBS].with_options(codec_options=lenient)


def _query(query: str) -> dict[str, Any]:
    try:
        asked = json_util.loads(query)
    except (ValueError, TypeError, RecursionError, InvalidId) as error:
        raise UserInputError(f"The query {shown_name(query)} is not JSON ({one_line(str(error))}).") from error
    if not isinstance(asked, dict):
        raise UserInputError(f'The query {shown_name(query)} is no object such as {{"status": "new"}}.')
    return asked


def _keys(ref: str) -> list[ObjectId | str]:
    """What the `_id` may be: an ObjectId where it looks like one, else the text itself."""
    text = ref.partition(":")[2].strip()
    return [*([ObjectId(text)] if ObjectId.is_valid(text) else []), text]


def _as_bson(fields: Mapping[str, Any]) -> dict[str, Any]:
    """JSON that BSON can hold: halves of surrogate pairs become question marks."""
    held: dict[str, Any] = json.loads(json.dumps(dict(fields), ensure_ascii=False).encode("utf-8", "replace"))
    return held


def _raw(job: Job, company: str, name: str) -> RawPosting:
    """The posting before the last touches.

    Raises:
        PostingError: it lacks its title, company or text.
    """
    layers = _layers(job)
    markup = _text(_first(layers, _TEXT))
    title, told = text_in(_first(layers, _TITLE)), text_in(_first(layers, _COMPANY)) or company
    text = html_to_text(joined_lines(markup))
    _refuse_empty({"title": title, "company": told, "description": text}, name)
    url, remote = text_in(_first(layers, _URL)), _first(layers, _REMOTE)
    return RawPosting(
        title=title,
        source="mongodb",
        company=told,
        locations=[_place(place) for place in list_in(_first(layers, _PLACE))],
        workplace=text_in(_first(layers, _WORKPLACE)),
        remote=remote if isinstance(remote, bool) else None,
        url=url if re.match(r"https?://", url) else "",
        source_id=str(job["_id"]),
        text=text,
        links=links_in_html(markup),
    )


def _refuse_empty(found: Mapping[str, str], name: str) -> None:
    missing = [field for field, text in found.items() if not any(map(str.isalnum, text))]
    if missing:
        more = ", or give it with --company" if missing == ["company"] else ""
        raise PostingError(
            f"The job {name} has no {' and no '.join(missing)}: put it into the document under that name{more}."
        )


def _layers(job: Job) -> list[dict[str, Any]]:
    """The fields that hold something, by their folded names: the document's own, then those of the objects within."""
    own = _folded(job)
    return [own, *(_folded(object_in(own.get(part))) for part in _WITHIN)]


def _folded(job: Job) -> dict[str, Any]:
    named = {re.sub(r"[\W_]", "", str(name)).casefold(): value for name, value in job.items()}
    return {name: value for name, value in named.items() if value not in (None, "", [], {})}


def _first(layers: list[dict[str, Any]], names: tuple[str, ...]) -> Any:
    return next((layer[name] for layer in layers for name in names if name in layer), None)


def _text(value: Any) -> str:
    """A text that may come in pieces, or in an object that says its format."""
    if isinstance(value, list):
        return "\n".join(_text(piece) for piece in value)
    if isinstance(value, dict):
        return text_in(_first([_folded(value)], _FORMATS))
    return text_in(value)


def _place(value: Any) -> str:
    if not isinstance(value, dict):
        return text_in(value)
    return ", ".join(text for part in _PLACE_PARTS if (text := text_in(value.get(part))))
