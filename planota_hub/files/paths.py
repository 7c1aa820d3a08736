# SPDX-License-Identifier: GPL-3.0-only
"""Where a file may lie: in the two folders that the site has for files, or at an address on the web.

The framework lets a file point at anything below the folder of the site, and there lie its configuration and
its backups. Whatever makes or changes a file, or reads its content, asks here first.
"""

import os
from urllib.parse import unquote

import frappe
from frappe import _
from frappe.utils import cstr, get_files_path, get_url

from planota_hub.rules.text import shown

PRIVATE = "/private/files/"
FOLDERS = ("/files/", PRIVATE)
# a method of the site answers with the content of such a file, by its own rules
ELSEWHERE = ("https://", "http://", "/api/method/")


def is_possible_address(address: str) -> bool:
	"""Tell whether an address names a file in one of the two folders, or somewhere on the web.

	No part of it may lead out of the folder, however it is written: encoded once or several times, with
	backslashes, doubled slashes or invisible characters.
	"""
	address = normalise(address)
	if not is_plain(address):
		return False
	if address.startswith(ELSEWHERE):
		return True
	folder = next((folder for folder in FOLDERS if address.startswith(folder)), None)
	return bool(folder) and all(is_plain_step(step) for step in address.removeprefix(folder).split("/"))


def normalise(address: str | None) -> str:
	"""Return an address as the framework reads it: of a file of this site the path, with everything decoded."""
	decoded = decode(cstr(address))
	if "/files/" in decoded:
		decoded = decoded.removeprefix(get_url())
	return cstr(address) if decoded.startswith(ELSEWHERE) else decoded


def decode(address: str) -> str:
	"""Return an address with everything decoded, however often it was encoded."""
	while (decoded := unquote(address)) != address:
		address = decoded
	return address


def is_plain(text: str) -> bool:
	"""Tell whether a text has no control characters, no backslash and nothing that can't be a file's name."""
	return not any(ord(sign) < 32 or sign in "\x7f\\" or "\ud800" <= sign <= "\udfff" for sign in text)


def is_plain_step(step: str) -> bool:
	return step.strip() not in ("", ".", "..")


def is_inside_folders(path: str) -> bool:
	"""Tell whether a path on the disk, with every link in it followed, lies in one of the two folders."""
	real = os.path.realpath(path)
	folders = [os.path.realpath(get_files_path(is_private=private)) for private in (0, 1)]
	return any(real != folder and os.path.commonpath((real, folder)) == folder for folder in folders)


def refuse_address(address: str, label: str = "") -> None:
	frappe.throw(
		_("{0}: {1} is no file of this site. Expected is an uploaded file, or an address on the web.").format(
			label or _("File"), shown(address)
		),
		title=_("Wrong File"),
	)


def refuse_strange_path() -> None:
	"""Answer no request whose path leads out of where it seems to go (hook `before_request`).

	Raises:
	        frappe.DoesNotExistError: for a path with `..`, a backslash or a control character in it.
	"""
	path = frappe.request.path
	if not is_plain(path) or ".." in path.split("/"):
		frappe.throw(_("There is no such page."), frappe.DoesNotExistError)
