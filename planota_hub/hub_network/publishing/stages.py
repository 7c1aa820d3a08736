# SPDX-License-Identifier: GPL-3.0-only
"""The course of a hub report: a draft that can be looked at, published for good, and withdrawn with a reason."""

import hashlib
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr, getdate, now_datetime, today

from planota_hub.hub_network.publishing.building import build
from planota_hub.hub_network.publishing.file_format import read_report
from planota_hub.hub_network.publishing.signing import get_key, sign
from planota_hub.rules.readable import show_day
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.text import field_label

if TYPE_CHECKING:
	from planota_hub.hub_network.doctype.hub_report.hub_report import HubReport

REPORT = "Hub Report"
DRAFT, PUBLISHED, WITHDRAWN = "Draft", "Published", "Withdrawn"
SERVER_FIELDS = ("edition", "status", "published_on", "withdrawn_on", "fingerprint", "digest", "content")
MAY_PUBLISH = "Hub Manager"


def publish(report: "HubReport") -> None:
	"""Build, sign and publish a report; the earlier edition of the same period is withdrawn.

	Raises:
	        frappe.PermissionError: for whoever is no Hub Manager.
	        frappe.ValidationError: for a period that is not closed, or one that overlaps with another published one.
	"""
	frappe.only_for(MAY_PUBLISH)
	publish_now(report)


def publish_now(report: "HubReport") -> None:
	"""Publish a report, whoever asks; see `publish`."""
	lock(report, DRAFT)
	validate_period(report)
	earlier = find_earlier(report)
	edition = 1 + max((row.edition for row in earlier), default=0)
	content = sign(build(report.starts_on, report.ends_on, edition), get_key())
	signed = read_report(content)
	for row in earlier:
		if row.status == PUBLISHED:
			end(row.name, _("Replaced by edition {0}").format(edition))
	report.db_set(
		{
			"status": PUBLISHED,
			"edition": edition,
			"published_on": now_datetime(),
			"fingerprint": signed["signature"]["fingerprint"],
			"digest": hashlib.sha256(content).hexdigest(),
			"content": content.decode(),
		}
	)
	report.add_comment("Info", _("Published as edition {0}").format(edition))


def withdraw(report: "HubReport", reason: str) -> None:
	"""Take a published report off the website; it stays here, with the reason.

	Raises:
	        frappe.PermissionError: for whoever is no Hub Manager.
	        frappe.MandatoryError: without a reason.
	"""
	frappe.only_for(MAY_PUBLISH)
	lock(report, PUBLISHED)
	report.withdrawal_reason = cstr(reason).strip()
	refuse_missing(report, "withdrawal_reason", _("please say why the report is withdrawn."))
	end(report.name, report.withdrawal_reason)
	report.reload()


def end(name: str, reason: str) -> None:
	report = frappe.get_doc(REPORT, name)
	report.db_set({"status": WITHDRAWN, "withdrawn_on": now_datetime(), "withdrawal_reason": reason[:500]})
	report.add_comment("Info", frappe.utils.escape_html(_("Withdrawn: {0}").format(reason[:500])))


def lock(report: "HubReport", status: str) -> None:
	"""Keep others from the same step at the same moment."""
	stored = frappe.db.get_value(REPORT, report.name, "status", for_update=True)
	if stored != status:
		refuse(report, "status", _("expected is {0}, not {1}.").format(_(status), _(stored)))


# The period


def validate_period(report: "HubReport") -> None:
	"""Refuse a period that is not over, holds a reporting period that is not locked, or overlaps with another report."""
	if getdate(report.ends_on) >= getdate(today()):
		refuse(report, "ends_on", _("expected is a day in the past."))
	refuse_open_period(report)
	refuse_overlap(report)


def refuse_open_period(report: "HubReport") -> None:
	found = frappe.get_all(
		"Reporting Period",
		{
			"stage": ("!=", "Locked"),
			"starts_on": ("<=", report.ends_on),
			"ends_on": (">=", report.starts_on),
		},
		["name", "period_title"],
		order_by="starts_on asc",
		limit_page_length=1,
	)
	if found:
		frappe.throw(
			_("{0}: the reporting period {1} falls into these days and is not locked yet.").format(
				field_label(report, "starts_on"), frappe.utils.escape_html(found[0].period_title)
			),
			title=_("Not Locked Yet"),
		)


def refuse_overlap(report: "HubReport") -> None:
	"""Reports of a hub lie beside each other; one on exactly the same days is a new edition."""
	for row in frappe.get_all(
		REPORT,
		{
			"status": PUBLISHED,
			"name": ("!=", report.name),
			"starts_on": ("<=", report.ends_on),
			"ends_on": (">=", report.starts_on),
		},
		["report_title", "starts_on", "ends_on"],
		order_by="starts_on asc",
	):
		if (row.starts_on, row.ends_on) != (getdate(report.starts_on), getdate(report.ends_on)):
			refuse(
				report,
				"starts_on",
				_("the period overlaps with the published report {0}, from {1} to {2}.").format(
					frappe.utils.escape_html(row.report_title),
					show_day(row.starts_on),
					show_day(row.ends_on),
				),
			)


def find_earlier(report: "HubReport") -> list[frappe._dict]:
	return frappe.get_all(
		REPORT,
		{
			"starts_on": report.starts_on,
			"ends_on": report.ends_on,
			"status": ("!=", DRAFT),
			"name": ("!=", report.name),
		},
		["name", "status", "edition"],
		order_by="edition asc",
		limit_page_length=0,
	)
