"""A resume file as a whole CV."""

from __future__ import annotations

from pathlib import Path

from inroad.analysis import MasterCv
from inroad.tools.resume.remarks import remarks_on
from inroad.tools.resume.sections import languages_of, sections_of
from inroad.tools.resume_file import Data, load_resume, object_of, objects_of, text_of
from inroad.tools.sender import sender_of

_STUDY = {"school": "institution", "degree": "studyType", "field": "area"}
_STUDY_DATES = {"start_year": "startDate", "end_year": "endDate"}


def read_master_cv(path: Path) -> MasterCv:
    """Return the whole CV that a JSON Resume holds; of a TOML file for senders, the little that it says.

    What is odd in it (no dates, an end before its start, a text where a list belongs) is told in `remarks`, and the
    rest is read. The lines of a TOML file have the paths that they would have in a JSON Resume.

    Raises:
        SenderError: the file cannot be read, or lacks a name or a valid e-mail address.
    """
    data = load_resume(path)
    sender = sender_of(data, path)
    resume = data if "basics" in data else _as_resume(data)
    sections = sections_of(resume)
    return MasterCv(
        sender=sender,
        summary=text_of(object_of(resume.get("basics")).get("summary")),
        place=sender.place,
        sections=sections,
        education=sender.education,
        languages=languages_of(resume),
        remarks=remarks_on(resume, sections),
    )


def _as_resume(plain: Data) -> Data:
    """A sender file in the shape of a JSON Resume; the school that it names by itself goes first."""
    own = {there: plain.get(here) for here, there in (_STUDY | _STUDY_DATES).items()}
    studies = [own] if text_of(plain.get("school")) else []
    label = plain.get("label") or plain.get("role") or plain.get("title")
    rest = {name: plain.get(name) for name in ("work", "skills", "interests", "languages")}
    return {"basics": {"label": label}, "education": [*studies, *objects_of(plain.get("education"))], **rest}
