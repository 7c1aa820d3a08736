# SPDX-License-Identifier: GPL-3.0-only
"""A file that is larger than one request may be: it comes piece by piece, is put together on the disk, and becomes a File.

Neither the limit of the site nor that of a proxy has to be raised for all that anybody sends, only because one kind of
document has large files. What may come so, and how large it may be, decides whoever takes the pieces.
"""

import time
from contextlib import contextmanager
from errno import EDQUOT, ENOSPC
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

import frappe
from frappe import _
from frappe.core.api.file import get_max_file_size
from frappe.utils import cstr

if TYPE_CHECKING:
	from planota_hub.files.hub_file import HubFile

FOLDER = "unfinished_uploads"
MEGABYTE = 1024 * 1024
# what the smallest limit that a proxy comes with lets through, with what a form adds to it
LARGEST_PIECE = 900 * 1024
# who was broken off may go on that long; then the pieces are removed
SECONDS_KEPT = 24 * 3600


def begin(file_name: str, size: int, most: int) -> dict[str, str | int]:
	"""Begin to take a file.

	Args:
	        size: bytes of the whole file.
	        most: bytes that it may have.

	Returns:
	        `upload`, which each piece names, and `piece`, the bytes that one may have.

	Raises:
	        frappe.ValidationError: for one that is empty or too large.
	"""
	if size > most:
		frappe.throw(say_too_large(file_name, size, most), title=_("The File Is Too Large"))
	if size <= 0:
		frappe.throw(_("File: the file {0} is empty.").format(file_name))
	remove_abandoned()
	upload = frappe.generate_hash(length=32)
	about = {"user": frappe.session.user, "file_name": file_name, "size": size}
	frappe.cache.set_value(get_key(upload), about, expires_in_sec=SECONDS_KEPT)
	with written_to_disk():
		get_folder().mkdir(mode=0o700, exist_ok=True)
		get_path(upload).touch(mode=0o600)
	return {"upload": upload, "piece": min(LARGEST_PIECE, get_max_file_size())}


def say_too_large(file_name: str, size: int, most: int) -> str:
	"""Return what is said of a file that is too large."""
	return _("File: {0} has {1} MB; at most {2} MB are possible.").format(
		file_name, -(-size // MEGABYTE), most // MEGABYTE
	)


def add(upload: str, offset: int, piece: IO[bytes]) -> "HubFile | None":
	"""Write a piece where it belongs; one that comes once more, because its answer was lost, is written once more.

	Args:
	        offset: bytes of the file before it.

	Returns:
	        the file, private, when this was its last piece.

	Raises:
	        frappe.ValidationError: for a piece of nothing that this user sends, or after a gap.
	"""
	about = frappe.cache.get_value(get_key(upload), expires=True)
	if not about or about["user"] != frappe.session.user or not get_path(upload).exists():
		refuse_gap()
	path = get_path(upload)
	content = piece.read(LARGEST_PIECE + 1)
	if not 0 <= offset <= path.stat().st_size or not 0 < len(content) <= min(
		LARGEST_PIECE, about["size"] - offset
	):
		refuse_gap()
	with written_to_disk(), path.open("r+b") as file:
		file.seek(offset)
		file.truncate()
		file.write(content)
	return finish(upload, about) if offset + len(content) == about["size"] else None


def refuse_gap() -> None:
	frappe.throw(_("File: a part of it was lost on the way. Please choose it once more."))


def finish(upload: str, about: dict) -> "HubFile":
	"""Make the file of what has come."""
	path = get_path(upload)
	file: HubFile = frappe.new_doc("File")
	name = PurePosixPath(cstr(about["file_name"]).replace("\\", "/")).name
	file.update({"file_name": name, "is_private": 1, "content": path.read_bytes()})
	file.flags.came_in_pieces = True
	with written_to_disk():
		file.insert()
	# once it is there; a file that could not be made leaves its last piece to be sent again
	frappe.db.after_commit.add(lambda: forget(upload))
	return file


def forget(upload: str) -> None:
	frappe.cache.delete_value(get_key(upload))
	get_path(upload).unlink(missing_ok=True)


@contextmanager
def written_to_disk():
	"""Say of a disk that is full that it is."""
	try:
		yield
	except OSError as error:
		if error.errno not in (ENOSPC, EDQUOT):
			raise
		frappe.throw(_("File: the disk of the site is full. Make room, then choose it once more."))


def remove_abandoned() -> None:
	"""Remove the pieces of files that never came to their end."""
	if not get_folder().exists():
		return
	for path in get_folder().iterdir():
		if path.stat().st_mtime < time.time() - SECONDS_KEPT:
			path.unlink(missing_ok=True)


def remove_folder() -> None:
	"""Remove all pieces, when the app is removed."""
	if get_folder().exists():
		for path in get_folder().iterdir():
			path.unlink(missing_ok=True)
		get_folder().rmdir()


def get_key(upload: str) -> str:
	return f"unfinished_upload:{upload}"


def get_folder() -> Path:
	return Path(frappe.get_site_path("private", FOLDER))


def get_path(upload: str) -> Path:
	if not upload.isalnum():
		refuse_gap()
	return get_folder() / upload
