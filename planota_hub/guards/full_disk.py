# SPDX-License-Identifier: GPL-3.0-only
"""What somebody is told whose work could not be saved because the disk of the site is full.

Database, files and queue then fail one before the other, each in words that only administrators know.
"""

import json
import shutil

import frappe
from frappe import _
from werkzeug.wrappers import Request, Response

from planota_hub.rules.refusals import as_server_messages

SERVER_ERROR = 500
# with less than this many bytes left nothing can be relied upon
LEAST = 16 * 1024 * 1024


def answer_full_disk(response: Response | None, request: Request) -> None:
	"""Say what stands in the way, instead of what failed first. Hook `after_request`."""
	if response is None or response.status_code != SERVER_ERROR or response.mimetype != "application/json":
		return
	if has_room():
		return
	message = _("Nothing was saved: the disk of the site is full. Make room, then try once more.")
	answer = {"exc_type": "ValidationError", "_server_messages": as_server_messages(message)}
	response.set_data(json.dumps(answer))
	response.status_code = frappe.ValidationError.http_status_code


def has_room() -> bool:
	"""Tell whether the disk on which the site lies takes anything more."""
	return shutil.disk_usage(frappe.get_site_path()).free >= LEAST
