"""The zip layer: opens a file, trusts nothing it declares, gives parts as bytes within bounds."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path

from workbench.survey.file_kind import ZIP, refuse_other_office_file, refuse_unless_zip
from workbench.survey.raw import Bounds, PackageRefused

CENTRAL_ENTRY = b"PK\x01\x02"
END_OF_DIRECTORY = b"PK\x05\x06"
LOCAL_HEADER = 30
STORED, DEFLATED = 0, 8
ENCRYPTED = 0x1
SMALL_PART = 65_536
# zipfile has no single exception for a hostile directory.
ZIP_ERRORS = (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, struct.error, IndexError)


def file_bytes(path: Path, bounds: Bounds) -> bytes:
    """Give the content of a regular file of acceptable size, else raise PackageRefused."""
    if path.name.startswith("~$"):
        raise PackageRefused("FILE04", name=path.name)
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            raise PackageRefused("FILE02", name=path.name)
        with path.open("rb") as file:
            return file.read(bounds.file_bytes + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise PackageRefused("FILE01", name=path.name) from None
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise PackageRefused("FILE03", name=path.name, cause=cause) from None


class Package:
    """The parts of one Office file. Part names ignore case, as in the standard."""

    def __init__(self, data: bytes, bounds: Bounds) -> None:
        if len(data) > bounds.file_bytes:
            raise PackageRefused("FILE06", limit=_megabytes(bounds.file_bytes))
        refuse_unless_zip(data)
        self._data = data
        self._bounds = bounds
        self._inflated = 0
        self._tags = 0
        self._entries = {info.filename.lower(): info for info in self._directory()}

    def names(self) -> list[str]:
        """Lower-case names of all parts."""
        return list(self._entries)

    def has(self, part: str) -> bool:
        """Tell whether a part exists."""
        return part.lower() in self._entries

    def read(self, part: str) -> bytes:
        """Give a part's content, checked against its declared size and checksum."""
        info = self._entries.get(part.lower())
        if info is None:
            raise PackageRefused("FILE27", part=part)
        self._inflated += info.file_size
        if self._inflated > self._bounds.total_bytes:
            raise PackageRefused("FILE19", limit=_megabytes(self._bounds.total_bytes))
        content = self._inflate(info)
        if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
            raise PackageRefused("FILE16", part=part)
        # Even 200 sheets of this size hold few enough tags.
        self._tags += content.count(b"<") if len(content) > SMALL_PART else 0
        if self._tags > self._bounds.tags:
            raise PackageRefused("FILE40", limit=self._bounds.tags)
        return content

    def _inflate(self, info: zipfile.ZipInfo) -> bytes:
        header = info.header_offset
        name_and_extra = struct.unpack_from("<HH", self._data, header + LOCAL_HEADER - 4)
        start = header + LOCAL_HEADER + sum(name_and_extra)
        packed = self._data[start : start + info.compress_size]
        if info.compress_type == STORED:
            return packed
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            # One byte beyond the declared size shows a lie without inflating the rest of it.
            return inflater.decompress(packed, info.file_size + 1)
        except zlib.error:
            raise PackageRefused("FILE16", part=info.filename) from None

    def _directory(self) -> list[zipfile.ZipInfo]:
        if self._data.count(CENTRAL_ENTRY) > self._bounds.entries:
            raise PackageRefused("FILE17", limit=self._bounds.entries)
        if END_OF_DIRECTORY not in self._data[-66_000:]:
            raise PackageRefused("FILE15")
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as archive:
                infos = [info for info in archive.infolist() if not info.is_dir()]
        except ZIP_ERRORS:
            raise PackageRefused("FILE15") from None
        refuse_other_office_file({info.filename.lower() for info in infos})
        self._check_sizes(infos)
        for info in infos:
            self._check_entry(info)
        _check_overlaps(infos, len(self._data))
        return infos

    def _check_sizes(self, infos: list[zipfile.ZipInfo]) -> None:
        bounds = self._bounds
        for info in infos:
            if info.file_size > bounds.part_bytes:
                raise PackageRefused("FILE18", part=info.filename, limit=_megabytes(bounds.part_bytes))
            dense = info.file_size > bounds.ratio * info.compress_size
            if dense and info.file_size > bounds.ratio_free_bytes:
                raise PackageRefused("FILE20", part=info.filename, limit=bounds.ratio)
        if sum(info.file_size for info in infos) > bounds.total_bytes:
            raise PackageRefused("FILE19", limit=_megabytes(bounds.total_bytes))

    def _check_entry(self, info: zipfile.ZipInfo) -> None:
        name = info.orig_filename
        steps = name.split("/")
        if "\\" in name or ":" in name or ".." in steps or "" in steps or not name.isprintable():
            raise PackageRefused("FILE22", part=ascii(name)[1:-1][:80])
        if info.flag_bits & ENCRYPTED or info.compress_type not in (STORED, DEFLATED):
            raise PackageRefused("FILE23", part=name)
        fits = 0 <= info.header_offset <= len(self._data) - LOCAL_HEADER
        if not fits or not self._data.startswith(ZIP, info.header_offset):
            raise PackageRefused("FILE16", part=name)


def _check_overlaps(infos: list[zipfile.ZipInfo], size: int) -> None:
    seen: set[str] = set()
    for info in infos:
        if info.filename.lower() in seen:
            raise PackageRefused("FILE21", part=info.filename)
        seen.add(info.filename.lower())
    ordered = sorted(infos, key=lambda info: info.header_offset)
    ends = [info.header_offset for info in ordered[1:]] + [size]
    for info, end in zip(ordered, ends, strict=True):
        if info.header_offset + LOCAL_HEADER + info.compress_size > end:
            raise PackageRefused("FILE21", part=info.filename)


def _megabytes(size: int) -> int:
    return size // 2**20
