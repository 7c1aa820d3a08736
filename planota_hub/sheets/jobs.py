# SPDX-License-Identifier: GPL-3.0-only
"""The import of a file in the background: each record once, whatever dies in between.

A record and its line in the log are committed together. Whoever goes on where a killed worker left off finds by the
lines which rows are done; the scheduler does so by itself.
"""

from datetime import timedelta

import frappe
from frappe.utils import now_datetime
from frappe.utils.background_jobs import get_job_status
from rq.job import JobStatus
from rq.timeouts import JobTimeoutException

from planota_hub.guards.documents import get_own_doctypes
from planota_hub.sheets.data_import import enqueue_import, get_job_id

DATA_IMPORT = "Data Import"
# what was broken off longer ago is left to people
RESUMED_WITHIN = timedelta(days=1)


def run_import(data_import: str) -> None:
	"""Job: import the file of a Data Import."""
	doc = frappe.get_doc(DATA_IMPORT, data_import)
	# in which the reasons stand in the log
	frappe.set_user_lang(frappe.session.user)
	try:
		doc.get_importer().import_data()
	except JobTimeoutException:
		frappe.db.rollback()
		doc.db_set("status", "Timed Out")
	except Exception:
		frappe.db.rollback()
		doc.db_set("status", "Error")
		doc.log_error("Data import failed")
	finally:
		frappe.flags.in_import = False
	frappe.publish_realtime("data_import_refresh", {"data_import": doc.name})


def resume_interrupted() -> None:
	"""Go on with imports whose worker was killed (scheduler), as the user who began; not with those somebody stopped."""
	user = frappe.session.user
	for row in find_unfinished():
		if is_interrupted(row):
			frappe.set_user(row.modified_by)
			enqueue_import(row.name)
	frappe.set_user(user)


def find_unfinished() -> list[frappe._dict]:
	"""Return the imports of the last day that have not come to the end of their file."""
	return frappe.get_all(
		DATA_IMPORT,
		filters={
			"reference_doctype": ("in", list(get_own_doctypes())),
			"status": ("in", ("Pending", "Partial Success")),
			"modified": (">", now_datetime() - RESUMED_WITHIN),
		},
		fields=["name", "modified_by", "payload_count"],
		order_by="creation asc",
	)


def is_interrupted(row: frappe._dict) -> bool:
	"""Tell whether a job has begun, did not come to its end, and is neither under way nor stopped."""
	logged = frappe.db.count("Data Import Log", {"data_import": row.name})
	if logged >= row.payload_count:
		return False
	status = get_job_status(get_job_id(row.name))
	return status == JobStatus.FAILED or (status is None and logged > 0)
