"""Drive v3's `files.create`, which a resume is uploaded with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import md5
from threading import Lock

from inroad.sandbox.accounts import Clock
from inroad.sandbox.gmail.protocol import Answer, Call, Json, only_names, wrong
from inroad.sandbox.gmail.uploads import Content, Uploads

_FROM_CALLER = frozenset(
    {"id", "name", "mimeType", "parents", "description", "appProperties", "properties", "starred", "createdTime"}
    | {"modifiedTime", "originalFilename", "copyRequiresWriterPermission", "writersCanShare", "folderColorRgb"}
)
FIELDS = _FROM_CALLER | {"kind", "webViewLink", "webContentLink", "size", "md5Checksum", "fileExtension", "trashed"}
"""The names of all fields of a file here."""
DEFAULT_FIELDS = "kind,id,name,mimeType"
"""What is answered when no fields are asked for."""
_PARAMS = (
    *("enforceSingleParent", "ignoreDefaultVisibility", "includeLabels", "includePermissionsForView"),
    *("keepRevisionForever", "ocrLanguage", "supportsAllDrives", "supportsTeamDrives", "useContentAsIndexableText"),
)


@dataclass(frozen=True)
class DriveFile:
    """A file that was made: what the caller said of it with what Drive adds, and its bytes."""

    user: str
    metadata: Json
    content: bytes


class Drive:
    """The files of all users; two of the same name are two files."""

    def __init__(self, uploads: Uploads, clock: Clock) -> None:
        self.files: list[DriveFile] = []
        self._uploads = uploads
        self._clock = clock
        self._lock = Lock()

    def create(self, call: Call, user: str) -> Answer:
        """Make a file, of JSON alone or with its bytes."""
        call.only(*_PARAMS)

        def make(content: Content) -> Answer:
            return Answer(200, self._made(content, user))

        return self._uploads.take(call, "", make) if "/upload/" in call.path else make(Content(call.json_body()))

    def _made(self, content: Content, user: str) -> Json:
        only_names(content.metadata, _FROM_CALLER, "a file")
        if not isinstance(content.metadata.get("parents", []), list) or len(content.metadata.get("parents", [])) > 1:
            raise wrong("A file has one parent")
        with self._lock:
            file = DriveFile(user, self._metadata(content), content.media or b"")
            self.files.append(file)
        return file.metadata

    def _metadata(self, content: Content) -> Json:
        own_id = f"sandbox-file-{len(self.files) + 1}"
        when = datetime.fromtimestamp(self._clock(), UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        added: Json = {
            "kind": "drive#file",
            "id": own_id,
            "name": "Untitled",
            "mimeType": content.media_type or "application/octet-stream",
            "parents": ["root"],
            "createdTime": when,
            "modifiedTime": when,
            "trashed": False,
        }
        facts: Json = {
            "size": str(len(content.media or b"")),
            "md5Checksum": md5(content.media or b"", usedforsecurity=False).hexdigest(),
            "webViewLink": f"https://drive.google.com/file/d/{own_id}/view?usp=drivesdk",
            "webContentLink": f"https://drive.google.com/uc?id={own_id}&export=download",
        }
        return added | content.metadata | facts
