# SPDX-License-Identifier: GPL-3.0-only
"""The course of an import: what its buttons call, and the jobs that do it batch by batch.

A job locks its import, does one batch and writes down where it ended, all in one transaction. What a killed job had not
committed is gone as a whole; the scheduler calls the next one. Of one source one import is under way at a time.
"""

from collections.abc import Callable
from datetime import timedelta
from errno import EDQUOT, ENOSPC
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr, get_fullname, getdate, now, now_datetime, strip_html, today

from planota_hub.planota_hub.register.sources import archives, rows
from planota_hub.planota_hub.register.sources.applying import apply_batch, is_of_disk
from planota_hub.planota_hub.register.sources.columns import REQUIRED
from planota_hub.planota_hub.register.sources.comparing import compare_batch
from planota_hub.planota_hub.register.sources.rows import KINDS_TO_DECIDE, ROW
from planota_hub.planota_hub.register.sources.undoing import undo_batch
from planota_hub.rules.readable import show_day
from planota_hub.sheets.table import Misread

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.register_import.register_import import RegisterImport

IMPORT, SOURCE = "Register Import", "Register Source"
DRAFT, COMPARING, TO_REVIEW, APPLYING, APPLIED = "Draft", "Comparing", "To Review", "Applying", "Applied"
UNDOING, UNDONE, STOPPED, FAILED = "Undoing", "Undone", "Stopped", "Failed"
PHASES: dict[str, Callable[["RegisterImport"], bool]] = {
	COMPARING: compare_batch,
	APPLYING: apply_batch,
	UNDOING: undo_batch,
}
INTERRUPTED_AFTER = timedelta(minutes=5)
# what a comparison counts without a row
READ_COUNTS = ("records_count", "outside_count", "unchanged_count")
SAVEPOINT = "register_import"
# what a batch may take: an archive on a slow disk is unpacked up to where the last one ended
JOB_SECONDS = 1800


# What the buttons call


@frappe.whitelist(methods=["POST"])
def start_comparison(register_import: str) -> None:
	"""Compare the file of an import with the register, from its beginning; what was found and not applied is forgotten.

	Raises:
	        frappe.ValidationError: when another import of the source is under way, the file was imported before, is
	        older than what was, or is no file that can be read.
	"""
	doc = lock(register_import, (DRAFT, TO_REVIEW, APPLIED, STOPPED, FAILED))
	if doc.status == STOPPED and doc.phase != COMPARING:
		refuse_status(doc.status)
	refuse_others(doc)
	try:
		prepare(doc)
	except Misread as fault:
		frappe.throw(cstr(fault), title=_("The File Can't Be Read"))
	forget_rows(doc)
	counts = {**dict.fromkeys(READ_COUNTS, 0), **rows.count_rows(doc.name)}
	begin(doc, COMPARING, bookmark=None, progress=0, notes=None, **counts)


@frappe.whitelist(methods=["POST"])
def start_applying(register_import: str) -> None:
	"""Do what was decided on the rows of an import.

	Raises:
	        frappe.ValidationError: when nothing was decided, or a later state of the source was applied meanwhile.
	"""
	doc = lock(register_import, (TO_REVIEW, APPLIED))
	refuse_others(doc)
	refuse_older(doc)
	waiting = {"register_import": doc.name, "decision": ("is", "set"), "result": ("is", "not set")}
	undecided = {**waiting, "decision": ("is", "not set"), "kind": ("in", KINDS_TO_DECIDE)}
	if frappe.db.exists(ROW, undecided) and not frappe.db.exists(ROW, waiting):
		frappe.throw(_("Nothing was decided yet: accept or leave rows first."), title=_("Nothing to Apply"))
	begin(doc, APPLYING)


@frappe.whitelist(methods=["POST"])
def start_undoing(register_import: str) -> None:
	"""Take an applied import back; only managers may, and only that of the latest state.

	Raises:
	        frappe.PermissionError: for anybody else.
	        frappe.ValidationError: when a later import of the source stands on it.
	"""
	frappe.only_for(("Hub Manager", "System Manager"))
	doc = lock(register_import, (APPLIED, STOPPED))
	if doc.status == STOPPED and doc.phase not in (APPLYING, UNDOING):
		refuse_status(doc.status)
	refuse_others(doc)
	refuse_followed(doc)
	begin(doc, UNDOING)


@frappe.whitelist(methods=["POST"])
def stop(register_import: str) -> None:
	"""Stop after the batch that is under way; what it has done stays."""
	doc = lock(register_import, tuple(PHASES))
	doc.db_set(
		{"status": STOPPED, "stop_reason": _("Stopped by {0}").format(get_fullname(frappe.session.user))}
	)


@frappe.whitelist(methods=["POST"])
def resume(register_import: str) -> None:
	"""Go on where an import was stopped or broken off; nothing is done twice."""
	doc = lock(register_import, (STOPPED, FAILED, *PHASES))
	if doc.phase not in PHASES or (doc.status == FAILED and doc.phase == COMPARING):
		refuse_status(doc.status)
	refuse_others(doc)
	begin(doc, doc.phase)


@frappe.whitelist()
def get_progress(register_import: str) -> dict:
	"""Return what the form shows of an import that is under way: status, figures, share of what is done."""
	doc = frappe.get_doc(IMPORT, register_import)
	doc.check_permission("read")
	return doc.get_progress()


# What keeps one from the other


def lock(register_import: str, statuses: tuple[str, ...]) -> "RegisterImport":
	"""Return an import that nobody else changes until the commit.

	Raises:
	        frappe.PermissionError: for somebody who may not change it.
	        frappe.ValidationError: when it has another status.
	"""
	frappe.has_permission(IMPORT, "write", register_import, throw=True)
	status = frappe.db.get_value(IMPORT, register_import, "status", for_update=True)
	if status not in statuses:
		refuse_status(status)
	return frappe.get_doc(IMPORT, register_import)


def refuse_status(status: str) -> None:
	frappe.throw(
		_("This import is {0}; that is not possible now.").format(_(status)), title=_("Not Possible")
	)


def refuse_others(doc: "RegisterImport") -> None:
	"""Refuse two imports of one source at once."""
	# whoever asks in the same moment waits here, and then finds this one
	frappe.db.get_value(SOURCE, doc.register_source, "name", for_update=True)
	under_way = {
		"register_source": doc.register_source,
		"status": ("in", tuple(PHASES)),
		"name": ("!=", doc.name),
	}
	if other := frappe.db.get_value(IMPORT, under_way, "name", order_by="name asc", for_update=True):
		frappe.throw(
			_("{0} of the same source is under way. Wait until it has ended, or stop it.").format(other),
			title=_("Not Possible"),
		)


def prepare(doc: "RegisterImport") -> None:
	"""Look at file and source before a comparison.

	Raises:
	        Misread: when the file can't be read.
	        frappe.ValidationError: for what contradicts other imports, and for a source that does not say how it is read.
	"""
	source = frappe.get_doc(SOURCE, doc.register_source)
	means = {row.means for row in source.columns}
	if missing := [target for target in REQUIRED[source.kind] if target not in means]:
		frappe.throw(
			_("The source {0} does not say which column is the {1}. Open it and add the column.").format(
				_(source.name), _(missing[0])
			),
			title=_("Columns Are Missing"),
		)
	path = doc.get_path()
	doc.as_of = doc.as_of or archives.get_made_on(path) or today()
	doc.content_hash = archives.get_hash(path)
	refuse_known(doc)
	refuse_older(doc)
	title = doc.get_title_of_state()
	doc.db_set({"as_of": doc.as_of, "title": title, "content_hash": doc.content_hash})


def refuse_known(doc: "RegisterImport") -> None:
	"""Refuse a file that another import of the source has brought already."""
	same = {
		"register_source": doc.register_source,
		"content_hash": doc.content_hash,
		"name": ("!=", doc.name),
		"status": ("not in", (DRAFT, FAILED, UNDONE)),
	}
	if known := frappe.db.get_value(IMPORT, same, "name", order_by="name asc"):
		frappe.throw(
			_("This file is that of {0} already. Go on there: it can be compared once more.").format(known),
			title=_("The Same File"),
		)


def refuse_older(doc: "RegisterImport") -> None:
	"""Refuse a state that is older than the one that was applied: it would bring back what has been changed since."""
	latest = frappe.db.get_value(SOURCE, doc.register_source, ["latest_as_of", "latest_import"], as_dict=True)
	if latest.latest_as_of and doc.as_of and getdate(doc.as_of) < getdate(latest.latest_as_of):
		frappe.throw(
			_(
				"State of: {0} is older than {1}, the state of {2} which was applied. Import the files in the order of their days."
			).format(show_day(doc.as_of), show_day(latest.latest_as_of), latest.latest_import),
			title=_("An Older State"),
		)


def refuse_followed(doc: "RegisterImport") -> None:
	later = {
		"register_source": doc.register_source,
		"status": ("in", (APPLIED, APPLYING, UNDOING, STOPPED)),
		"applied_on": (">", doc.applied_on or now()),
		"name": ("!=", doc.name),
	}
	if other := frappe.db.get_value(IMPORT, later, "name", order_by="applied_on desc"):
		frappe.throw(
			_("{0} was applied after this import and stands on it. Undo that one first.").format(other),
			title=_("Not Possible"),
		)


def forget_rows(doc: "RegisterImport") -> None:
	"""Delete the rows of an import that have no result yet."""
	rows.delete_open(doc.name)


# The jobs


def begin(doc: "RegisterImport", phase: str, **values) -> None:
	"""Let workers do a phase of an import, once what was done so far is committed."""
	doc.db_set(
		{
			"status": phase,
			"phase": phase,
			"stop_reason": None,
			"started_by": frappe.session.user,
			"last_batch_on": now(),
			**values,
		}
	)
	enqueue(doc.name)


def enqueue(register_import: str) -> None:
	frappe.enqueue(
		"planota_hub.planota_hub.register.sources.runs.run",
		queue="long",
		timeout=JOB_SECONDS,
		enqueue_after_commit=True,
		register_import=register_import,
	)


def run(register_import: str) -> None:
	"""Job: do the next batch of an import, and call for the one after when there is more to do."""
	if run_batch(register_import):
		enqueue(register_import)


def run_batch(register_import: str) -> bool:
	"""Do the next batch of an import; tell whether more is to be done.

	The lock on the import makes a second job for it wait, and then go on where this one ended.
	"""
	status = frappe.db.get_value(IMPORT, register_import, "status", for_update=True)
	if status not in PHASES:
		return False
	# in which the reasons stand in the log
	frappe.set_user_lang(frappe.session.user)
	doc: RegisterImport = frappe.get_doc(IMPORT, register_import)
	doc.db_set("last_batch_on", now(), update_modified=False)
	frappe.db.savepoint(SAVEPOINT)
	try:
		return PHASES[status](doc)
	except Exception as error:
		frappe.db.rollback(save_point=SAVEPOINT)
		fail(frappe.get_doc(IMPORT, register_import), error)
		return False


def fail(doc: "RegisterImport", error: Exception) -> None:
	"""Say why an import has come to its end; of a comparison nothing is left that could be taken for the whole."""
	if isinstance(error, Misread | frappe.ValidationError):
		reason = strip_html(cstr(error))
	elif getattr(error, "errno", None) in (ENOSPC, EDQUOT) or is_of_disk(error):
		reason = _("The disk of the site is full. Make room, then go on; nothing was done by half.")
	elif isinstance(error, FileNotFoundError):
		reason = _("The file is not there any more.")
	else:
		reason = _("An error that is described in the Error Log: {0}").format(type(error).__name__)
		doc.log_error("Register import failed")
	if doc.phase == COMPARING:
		forget_rows(doc)
	doc.db_set({"status": FAILED, "stop_reason": reason})


def resume_interrupted() -> None:
	"""Scheduler, every few minutes: take up imports whose worker died, as the user who began."""
	user = frappe.session.user
	for row in frappe.get_all(
		IMPORT,
		filters={
			"status": ("in", tuple(PHASES)),
			"last_batch_on": ("<", now_datetime() - INTERRUPTED_AFTER),
		},
		fields=["name", "started_by"],
		order_by="last_batch_on asc",
	):
		frappe.set_user(row.started_by)
		frappe.db.set_value(IMPORT, row.name, "last_batch_on", now(), update_modified=False)
		enqueue(row.name)
	frappe.set_user(user)
