# SPDX-License-Identifier: GPL-3.0-only
"""The archive of a reporting period: its report, the workbook, and the proofs of what it counts in folders by indicator.

It is made in the background with the rights of who asked for it, and read by nobody who sees less. Of two who ask at
once the second waits for the first; a new archive takes the place of the one before.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import add_days, cint, cstr, get_files_path, now_datetime
from frappe.utils.background_jobs import get_job_status
from rq.job import JobStatus

from planota_hub.funding.proofs import missing
from planota_hub.funding.proofs.building import Outcome, build
from planota_hub.funding.proofs.kinds import FILE, get_records
from planota_hub.mail.hub_mail import notify
from planota_hub.rules.printed_records import get_full_name

if TYPE_CHECKING:
	from frappe.core.doctype.file.file import File

	from planota_hub.funding.doctype.reporting_period.reporting_period import ReportingPeriod

PERIOD = "Reporting Period"
BEING_MADE, READY, FAILED = "Being Made", "Ready", "Failed"
# the field of the form in which the archives are shown; their files are known by it
SHOWN_IN = "proofs_html"
FOLDER = "unfinished_archives"
STATE_FIELDS = (
	"archive_state",
	"archive_by",
	"archive_on",
	"archive_files",
	"archive_left_out",
	"archive_failure",
)
NOTHING = {**dict.fromkeys(STATE_FIELDS), "archive_files": 0, "archive_left_out": 0}
SECONDS = 4 * 3600


# For the form


@frappe.whitelist()
def get_overview(period: str) -> dict:
	"""Return what the form of a period shows: what is `missing` (`missing.get_state`), and of the archive its `state`, `by`,
	`on`, number of `proofs`, those `left_out`, the `failure`, and its `files` that the user may read.

	Raises:
	        frappe.PermissionError: for who may not read the period.
	"""
	doc: ReportingPeriod = frappe.get_doc(PERIOD, cstr(period))
	doc.check_permission("read")
	return {
		"missing": missing.get_state(doc.name),
		"state": doc.archive_state,
		"by": get_full_name(doc.archive_by),
		"on": doc.archive_on,
		"proofs": doc.archive_files,
		"left_out": doc.archive_left_out,
		"failure": doc.archive_failure,
		"files": [row for row in get_files(doc.name) if may_read_archive(frappe.get_doc(FILE, row.name))],
		"may_ask": doc.has_permission("export"),
	}


def get_files(period: str) -> list[frappe._dict]:
	"""Return the archives of a period in their order: `name`, `file_name`, `file_url`, `file_size`."""
	of_archive = {"attached_to_doctype": PERIOD, "attached_to_name": period, "attached_to_field": SHOWN_IN}
	fields = ["name", "file_name", "file_url", "file_size"]
	return frappe.get_all(FILE, of_archive, fields, order_by="file_name asc", limit_page_length=0)


@frappe.whitelist(methods=["POST"])
def ask(period: str) -> dict:
	"""Let the archive of a period be made, unless it is being made; return whether it `began`, and `by` whom it is made.

	Raises:
	        frappe.PermissionError: for who may not export the period.
	"""
	doc = frappe.get_doc(PERIOD, cstr(period))
	doc.check_permission("export")
	row = frappe.db.get_value(
		PERIOD, doc.name, ["archive_state", "archive_by"], as_dict=True, for_update=True
	)
	if row.archive_state == BEING_MADE:
		return {"began": False, "by": get_full_name(row.archive_by)}
	note(doc.name, archive_state=BEING_MADE, archive_by=frappe.session.user, archive_failure=None)
	enqueue(doc.name)
	return {"began": True, "by": get_full_name(frappe.session.user)}


def note(period: str, **values) -> None:
	"""Write down how far the archive of a period is; the report itself stays as it is."""
	values["archive_on"] = now_datetime()
	frappe.db.set_value(PERIOD, period, values, update_modified=False)


def get_job_id(period: str) -> str:
	return f"proof_archive:{period}"


def enqueue(period: str) -> None:
	frappe.enqueue(
		"planota_hub.funding.proofs.archive.make",
		queue="long",
		timeout=SECONDS,
		job_id=get_job_id(period),
		deduplicate=True,
		enqueue_after_commit=True,
		period=period,
	)


# The job


def make(period: str) -> None:
	"""Job: make the archive of a period as the user who asked for it; a failure is told and can be tried again."""
	asked = frappe.db.get_value(PERIOD, period, ["archive_state", "archive_by"], as_dict=True)
	if not asked or asked.archive_state != BEING_MADE:
		return
	before = frappe.session.user
	frappe.set_user(asked.archive_by)
	frappe.set_user_lang(asked.archive_by)
	frappe.db.savepoint("proof_archive")
	try:
		with folder_of(period) as folder:
			doc: ReportingPeriod = frappe.get_doc(PERIOD, period)
			doc.check_permission("export")
			replace(doc, build(doc, folder))
		subject = _("{0}: the archive with the proofs is ready.").format(doc.period_title)
	except Exception as error:
		frappe.db.rollback(save_point="proof_archive")
		frappe.log_error(_("The archive of {0} could not be made").format(period))
		failure = describe(error)
		note(period, archive_state=FAILED, archive_failure=failure)
		subject = _("{0}: the archive could not be made. {1}").format(period, failure)
	notify([asked.archive_by], PERIOD, period, subject)
	frappe.publish_realtime("proof_archive", {"period": period}, user=asked.archive_by, after_commit=True)
	frappe.set_user(before)


def describe(error: Exception) -> str:
	"""Return why an archive could not be made, in a sentence without anything of the records."""
	frappe.clear_messages()
	if isinstance(error, OSError):
		return _("The disk of the site is full, or can't be written to.")
	if isinstance(error, frappe.PermissionError):
		return _("You may not export this period any more.")
	return _("It failed ({0}). Please try again.").format(type(error).__name__)


@contextmanager
def folder_of(period: str) -> Iterator[Path]:
	"""Give an empty folder in which the archive of a period is made, and remove it afterwards."""
	path = Path(frappe.get_site_path("private", FOLDER, frappe.scrub(period)))
	shutil.rmtree(path, ignore_errors=True)
	path.mkdir(parents=True, mode=0o700)
	try:
		yield path
	finally:
		shutil.rmtree(path, ignore_errors=True)


def replace(period: "ReportingPeriod", outcome: Outcome) -> None:
	"""Hang the archives that were made on their period, and remove those before them once the new ones are there."""
	before, number = get_files(period.name), len(outcome.paths)
	moved: list[Path] = []
	try:
		for position, path in enumerate(outcome.paths, start=1):
			title = _("{0} Proofs").format(period.name)
			if number > 1:
				title = _("{0} {1} of {2}").format(title, position, number)
			moved.append(hang(period, path, f"{title}.zip"))
	except Exception:
		for path in moved:
			path.unlink(missing_ok=True)
		raise
	delete(before)
	note(
		period.name,
		archive_state=READY,
		archive_files=outcome.files,
		archive_left_out=outcome.left_out,
		archive_failure=None,
	)


def hang(period: "ReportingPeriod", path: Path, file_name: str) -> Path:
	"""Move an archive to the private files and write its File, whose content nobody has to read for that; return where it lies."""
	key = frappe.generate_hash(length=20)
	on_disk = f"{period.name}-{key}.zip"
	target = Path(get_files_path(on_disk, is_private=1))
	size = path.stat().st_size
	os.replace(path, target)
	frappe.db.after_rollback.add(lambda: target.unlink(missing_ok=True))
	file = frappe.new_doc(FILE)
	file.update(
		{
			"file_name": file_name,
			"file_url": f"/private/files/{on_disk}",
			"file_type": "ZIP",
			"file_size": size,
			"is_private": 1,
			"folder": frappe.db.get_value(FILE, {"is_attachments_folder": 1}),
			"content_hash": key,
			"attached_to_doctype": PERIOD,
			"attached_to_name": period.name,
			"attached_to_field": SHOWN_IN,
		}
	)
	file.set_new_name()
	file.set_user_and_timestamp()
	file.db_insert()
	return target


def delete(files: list[frappe._dict]) -> None:
	for row in files:
		frappe.delete_doc(FILE, row.name, ignore_permissions=True, delete_permanently=True)


# Who reads it


def may_read_archive(file: "File", user: str | None = None) -> bool:
	"""Hook `hub_file_fences`: an archive is read by who made it, and by who sees all of whose proofs are in it."""
	user = user or frappe.session.user
	if file.attached_to_field != SHOWN_IN or user == "Administrator":
		return True
	if not frappe.has_permission(PERIOD, "export", doc=file.attached_to_name, user=user):
		return False
	return file.owner == user or sees_all(file.attached_to_name, user)


def sees_all(period: str, user: str) -> bool:
	"""Tell whether a user may read every record by which something of a period is proved."""
	counted = missing.find_counted_kinds([period])
	return not any(hides_some(record, counted, period, user) for record in get_records().values())


def hides_some(record, counted: set[str], period: str, user: str) -> bool:
	carried = missing.select_carried(record, counted, [period])
	if carried is None:
		return False
	document, every = DocType(record.doctype), carried.as_("every")
	query = frappe.qb.from_(document).join(every).on(every.name == document.name).select(document.name)
	if frappe.has_permission(record.doctype, user=user):
		query = query.where(missing.may_read(record.doctype, document, user).negate())
	return bool(query.limit(1).run())


# Scheduler


def resume_interrupted() -> None:
	"""Scheduler: begin anew what a worker that was killed has left."""
	for period in frappe.get_all(PERIOD, {"archive_state": BEING_MADE}, pluck="name", order_by="name asc"):
		if get_job_status(get_job_id(period)) in (None, JobStatus.FAILED):
			enqueue(period)


def remove_old() -> None:
	"""Scheduler, daily: remove archives that are older than Hub Settings keep them; 0 keeps them."""
	days = cint(frappe.get_cached_doc("Hub Settings").proof_archive_days)
	if not days:
		return
	old = {"archive_state": READY, "archive_on": ("<", add_days(now_datetime(), -days))}
	for period in frappe.get_all(PERIOD, old, pluck="name", order_by="name asc", limit_page_length=0):
		delete(get_files(period))
		frappe.db.set_value(PERIOD, period, NOTHING, update_modified=False)


def remove_folder() -> None:
	"""Remove what was being made, when the app is removed."""
	shutil.rmtree(Path(frappe.get_site_path("private", FOLDER)), ignore_errors=True)
