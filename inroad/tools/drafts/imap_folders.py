"""Which folder of a mailbox is the one for drafts."""

from __future__ import annotations

from dataclasses import dataclass

from imapclient import IMAPClient  # type: ignore[import-untyped]

from inroad.errors import OutputError
from inroad.tools.drafts.mime import one_line

_SHOWN = 20
# What mail programs call the folder where the server does not mark it (RFC 6154's \Drafts does).
_USUAL = [
    *("drafts", "draft", "entwürfe", "entwurf", "brouillons", "borradores", "borrador", "rascunhos", "bozze"),
    *("concepten", "utkast", "kladder", "luonnokset", "kopie robocze", "szkice", "koncepty", "piszkozatok", "ciorne"),
    *("taslaklar", "черновики", "чернетки", "πρόχειρα", "下書き", "草稿", "草稿箱", "임시 보관함"),
]
_PARENTS = ["", "inbox", "[gmail]", "[google mail]"]


@dataclass(frozen=True)
class _Folder:
    """A folder as LIST tells it: its whole name, its name in its parent, its parent, its flags in lower case."""

    name: str
    leaf: str
    parent: str
    flags: frozenset[str]


def drafts_folder(client: IMAPClient, wanted: str) -> str:
    """Return the name of the folder for drafts: the wanted one, the one the server marks, or one of a usual name.

    Raises:
        OutputError: there is none; the text lists those there are.
    """
    folders = [_folder(*each) for each in client.list_folders()]
    folders = [each for each in folders if not each.flags & {"\\noselect", "\\nonexistent"}]
    if wanted:
        found = [each for each in folders if _same(each.name, wanted)]
    else:
        found = [each for each in folders if "\\drafts" in each.flags] or _usual(folders)
    if not found:
        raise OutputError(_missing(wanted, folders))
    return found[0].name


def _folder(flags: tuple[bytes, ...], delimiter: bytes | None, name: str) -> _Folder:
    parent, _, leaf = name.rpartition(delimiter.decode()) if delimiter else ("", "", name)
    return _Folder(name, leaf, parent, frozenset(flag.decode("ascii", "replace").lower() for flag in flags))


def _same(name: str, wanted: str) -> bool:
    """Only INBOX has no case (RFC 3501, 5.1)."""
    return name == wanted or name.upper() == wanted.upper() == "INBOX"


def _usual(folders: list[_Folder]) -> list[_Folder]:
    """Those of a usual name at a usual place, the usual ones first."""
    likely = [each for each in folders if each.leaf.casefold() in _USUAL and each.parent.casefold() in _PARENTS]
    return sorted(likely, key=lambda each: (_USUAL.index(each.leaf.casefold()), _PARENTS.index(each.parent.casefold())))


def _missing(wanted: str, folders: list[_Folder]) -> str:
    names = [one_line(each.name) for each in folders]
    shown = ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
    if wanted:
        return f"There is no folder {one_line(wanted)!r} in the mailbox; set IMAP_DRAFTS to one of: {shown}."
    return f"No folder of the mailbox is marked for drafts; set IMAP_DRAFTS to one of: {shown}."
