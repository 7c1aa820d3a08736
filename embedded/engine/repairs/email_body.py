# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe/email/email_body.py`: a mail brings pictures of the apps and public files along, nothing else."""

import os
from pathlib import Path

import frappe

__all__ = ["get_filecontent_from_path"]


def get_filecontent_from_path(path: str | None) -> bytes | None:
	"""Content of the file that an `embed` in the text of a mail names; None for any that is not public."""
	first, _slash, rest = (path or "").lstrip("/").partition("/")
	folders = {
		"assets": os.path.join(frappe.local.sites_path, "assets"),
		"files": frappe.get_site_path("public", "files"),
	}
	if first not in folders or "\0" in rest or ".." in rest.split("/"):
		return None
	file = Path(folders[first], rest)
	return file.read_bytes() if file.is_file() else None
