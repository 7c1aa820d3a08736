# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe/utils/file_manager.py`: a file lies in one of the two folders for files, not just in the site's."""

import os

import frappe

__all__ = ["is_safe_path"]

ELSEWHERE = ("http://", "https://", "/api/method/")


def is_safe_path(path: str) -> bool:
	"""True for an address elsewhere, and for a path that leads, links followed, into a folder for files."""
	if path.startswith(ELSEWHERE):
		return True
	if "\0" in path:
		return False
	real = os.path.realpath(path)
	folders = [os.path.realpath(frappe.get_site_path(kind, "files")) for kind in ("public", "private")]
	return any(real != folder and os.path.commonpath((real, folder)) == folder for folder in folders)
