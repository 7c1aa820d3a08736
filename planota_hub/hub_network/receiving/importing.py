# SPDX-License-Identifier: GPL-3.0-only
"""Reports of hubs taken over: each checked as a whole before anything is stored, and each stored once.

A hub is known by its name and by the key that somebody has entered for it. A later edition of a period takes the
place of the earlier one, which stays as history.
"""

import hashlib
from datetime import datetime

import frappe
from frappe import _
from frappe.utils import cint, convert_utc_to_system_timezone, escape_html, getdate, now_datetime

from planota_hub.files.uploads import taken_in
from planota_hub.hub_network.publishing.file_format import MAX_BYTES, read_report, refuse_size
from planota_hub.hub_network.publishing.signing import SignatureError
from planota_hub.rules.readable import name_span, show_day

HUB, RECEIVED = "Network Hub", "Received Hub Report"
CURRENT, SUPERSEDED = "Current", "Superseded"


@frappe.whitelist(methods=["POST"])
def import_file(file: str) -> dict:
	"""Take over the report in an uploaded file, which is removed afterwards; see `import_report`.

	Args:
	        file: name of the File.

	Raises:
	        frappe.PermissionError: for whoever may not change hubs of the network or read the file.
	"""
	frappe.has_permission(HUB, "write", throw=True)
	with taken_in(file) as uploaded:
		if cint(uploaded.file_size) > MAX_BYTES:
			refuse_size()
		content = uploaded.get_content()
		return import_report(content if isinstance(content, bytes) else content.encode(), "File")


def import_report(content: bytes, source: str, expected: str | None = None) -> dict:
	"""Take over one report.

	Args:
	        source: `File` or `Address`.
	        expected: name of the Network Hub at whose address it was found.

	Returns:
	        `outcome`, "received" or "unchanged", and `name` of the Received Hub Report.

	Raises:
	        frappe.ValidationError: saying what is wrong with the report; nothing is stored then.
	"""
	refuse_without_network()
	report = read_report(content)
	hub = find_hub(report, expected)
	digest = hashlib.sha256(content).hexdigest()
	if known := frappe.db.get_value(RECEIVED, {"digest": digest}):
		return {"outcome": "unchanged", "name": known}
	earlier = find_current(hub, report)
	doc = make_document(hub, report, content, digest, source)
	try:
		doc.insert(ignore_permissions=True)
	except (frappe.DuplicateEntryError, frappe.UniqueValidationError):
		# somebody else imports the same file at this moment
		refuse(_("This report was imported by somebody else at the same moment."))
	for row in earlier:
		frappe.db.set_value(RECEIVED, row.name, "status", SUPERSEDED)
	return {"outcome": "received", "name": doc.name}


def refuse_without_network() -> None:
	"""Refuse imports on a site that is no network.

	Raises:
	        frappe.ValidationError: naming the setting.
	"""
	if not cint(frappe.get_cached_doc("Hub Settings").is_network):
		refuse(_("This site is no network of hubs. It becomes one in Hub Settings, Network."))


# Whose it is


def find_hub(report: dict, expected: str | None) -> frappe._dict:
	"""Return the hub of a report, locked, so that two imports for one hub come one after the other.

	Raises:
	        frappe.ValidationError: for a hub that is not known, that has left, or whose key is another one.
	"""
	name = report["hub"]["name"]
	hub = frappe.db.get_value(
		HUB,
		{"hub_name": name},
		["name", "hub_name", "public_key", "fingerprint", "status"],
		as_dict=True,
		for_update=True,
	)
	if not hub:
		refuse(
			_("There is no hub {0} in this network. Enter it first, with its key.").format(escape_html(name))
		)
	if expected and hub.name != expected:
		refuse(_("The address delivers a report of another hub, {0}.").format(escape_html(name)))
	if hub.status == "Archived":
		refuse(
			_("{0} has left the network; nothing is taken over from it any more.").format(escape_html(name))
		)
	refuse_other_key(hub, report["signature"])
	return hub


def refuse_other_key(hub: frappe._dict, signature: dict) -> None:
	name = escape_html(hub.hub_name)
	if not hub.public_key:
		refuse(
			_("{0} has no key here yet. Its report is signed with {1}; compare that with the hub.").format(
				name, signature["fingerprint"]
			)
		)
	if hub.public_key != signature["public_key"]:
		frappe.throw(
			_(
				"A report in the name of {0} is signed with another key, {1}. Two hubs use one name, or the hub "
				"has a new key: ask it before you enter that."
			).format(name, signature["fingerprint"]),
			SignatureError,
			title=_("Not Imported"),
		)


# Which period


def find_current(hub: frappe._dict, report: dict) -> list[frappe._dict]:
	"""Return the current report on the same days, which the new one replaces.

	Raises:
	        frappe.ValidationError: for a period that overlaps with another one of the hub, and for an edition that is
	        not later than the one that is here.
	"""
	starts_on, ends_on = (getdate(report["period"][key]) for key in ("starts_on", "ends_on"))
	rows = frappe.get_all(
		RECEIVED,
		{
			"network_hub": hub.name,
			"status": CURRENT,
			"starts_on": ("<=", ends_on),
			"ends_on": (">=", starts_on),
		},
		["name", "starts_on", "ends_on", "edition"],
		order_by="starts_on asc",
		limit_page_length=0,
	)
	for row in rows:
		if (row.starts_on, row.ends_on) != (starts_on, ends_on):
			refuse(
				_("The period overlaps with the report of {0} from {1} to {2}.").format(
					escape_html(hub.hub_name), show_day(row.starts_on), show_day(row.ends_on)
				)
			)
		if row.edition >= report["edition"]:
			refuse(
				_("Edition {0} of this period is here already; expected is a later one, not {1}.").format(
					row.edition, report["edition"]
				)
			)
	return rows


# Storing


def make_document(hub: frappe._dict, report: dict, content: bytes, digest: str, source: str):
	period = report["period"]
	doc = frappe.get_doc(
		{
			"doctype": RECEIVED,
			"report_title": f"{hub.hub_name}: {name_span(period['starts_on'], period['ends_on'])}"[:140],
			"network_hub": hub.name,
			"starts_on": period["starts_on"],
			"ends_on": period["ends_on"],
			"edition": report["edition"],
			"population": report["hub"]["population"],
			"status": CURRENT,
			"source": source,
			"received_on": now_datetime(),
			"published_on": read_moment(report["published_on"]),
			"fingerprint": report["signature"]["fingerprint"],
			"digest": digest,
			"content": content.decode(),
			"figures": [
				{
					"figure_key": figure["key"],
					"figure_label": figure["label"][:140],
					"unit": figure["unit"],
					"value": figure["value"] or 0,
					"is_hidden": int(figure["value"] is None),
				}
				for figure in report["figures"]
			],
		}
	)
	doc.flags.is_import = True
	return doc


def read_moment(text: str) -> datetime:
	"""Return a moment of a report, which is of UTC, as the clock of the site shows it.

	Raises:
	        frappe.ValidationError: for a day or an hour that there is not.
	"""
	try:
		moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")
	except ValueError:
		refuse(_("Published On: {0} is no moment. Expected is a day with its time.").format(text))
	return convert_utc_to_system_timezone(moment).replace(tzinfo=None)


def refuse(message: str) -> None:
	frappe.throw(message, title=_("Not Imported"))
