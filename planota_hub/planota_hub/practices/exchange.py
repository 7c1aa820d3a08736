# SPDX-License-Identifier: GPL-3.0-only
"""Good practices between hubs: written to a JSON file, and taken out of one.

Each practice has a lasting identifier. The hub that wrote it keeps its text; every other hub gets the newer
text by importing again, which updates what it has and never makes a second one.
"""

import json
import uuid
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, cstr, get_datetime, get_url, now, now_datetime, strip_html

from planota_hub.files.uploads import taken_in
from planota_hub.planota_hub.doctype.good_practice.good_practice import CONTENT_FIELDS, is_changed
from planota_hub.rules.text import shown

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.good_practice.good_practice import GoodPractice

PRACTICE = "Good Practice"
FORMAT, VERSION = "planota-hub/good-practices", 1
MAX_BYTES = 5_000_000
MAX_PRACTICES = 1000
# key in the file -> field; `contact` holds three more
TEXTS = {
	"title": "practice_title",
	"field_of_work": "field_of_work",
	"place": "place",
	"organisation": "organisation",
	"summary": "summary",
	"context": "context",
	"steps": "steps",
	"results": "results",
	"lessons": "lessons",
	"website": "website",
}
CONTACT = {"name": "contact_name", "email": "contact_email", "phone": "contact_phone"}
REQUIRED = ("title", "summary", "steps", "results")


# Export


@frappe.whitelist()
def download() -> None:
	"""Answer with the file of all published practices.

	Raises:
	        frappe.PermissionError: for somebody who may not export practices.
	"""
	frappe.has_permission(PRACTICE, "export", throw=True)
	frappe.response["type"] = "download"
	frappe.response["filename"] = "good-practices.json"
	frappe.response["filecontent"] = export_practices()
	frappe.response["content_type"] = "application/json"


def export_practices() -> str:
	"""Return the published practices as the text of a file for other hubs."""
	names = frappe.get_all(PRACTICE, {"stage": "Published"}, pluck="name", order_by="creation asc, name asc")
	hub = {"name": get_hub_name(), "address": get_url()}
	return json.dumps(
		{
			"format": FORMAT,
			"version": VERSION,
			"exported_on": now(),
			"hub": hub,
			"practices": [describe(frappe.get_doc(PRACTICE, name), hub) for name in names],
		},
		ensure_ascii=False,
		indent=1,
	)


def get_hub_name() -> str:
	return frappe.get_cached_doc("Hub Settings").hub_name or frappe.local.site


def describe(practice: "GoodPractice", hub: dict) -> dict:
	"""Return a practice as it stands in the file; the contact only where the person agreed."""
	origin = {"name": practice.origin_hub, "address": cstr(practice.origin_address)}
	texts = {key: cstr(practice.get(field)) for key, field in TEXTS.items()}
	texts["place"] = practice.municipality or texts["place"]
	if practice.ngo:
		texts["organisation"] = frappe.db.get_value("NGO", practice.ngo, "ngo_name")
	contact = {key: cstr(practice.get(field)) for key, field in CONTACT.items()}
	return {
		"id": practice.practice_id,
		"changed_on": cstr(practice.content_changed_on),
		"origin": origin if practice.origin_hub else hub,
		"year": cint(practice.year),
		**texts,
		"contact": contact if practice.contact_published else None,
	}


# Import


@frappe.whitelist(methods=["POST"])
def import_file(file: str) -> dict:
	"""Take the practices out of an uploaded file, which is removed afterwards; see `import_practices`.

	Args:
	        file: name of the File.

	Raises:
	        frappe.PermissionError: for somebody who may not create practices or read the file.
	        frappe.ValidationError: when it is no export of good practices.
	"""
	frappe.has_permission(PRACTICE, "create", throw=True)
	with taken_in(file) as uploaded:
		return import_practices(uploaded.get_content())


def import_practices(content: str | bytes) -> dict[str, list]:
	"""Create what is new, update what is newer, and leave the rest; wrong practices are reported one by one.

	Returns:
	        the names of `created`, `updated` and `unchanged` practices, and `refused`: `title` and `reason`.

	Raises:
	        frappe.ValidationError: when the file as a whole is damaged or comes from elsewhere; nothing is
	        imported then.
	"""
	result: dict[str, list] = {"created": [], "updated": [], "unchanged": [], "refused": []}
	seen: set[str] = set()
	for position, entry in enumerate(read_practices(content), start=1):
		frappe.db.savepoint("good_practice")
		try:
			values = read_entry(entry, seen)
			outcome, name = import_one(values)
			result[outcome].append(name)
		except Exception as error:
			frappe.db.rollback(save_point="good_practice")
			frappe.clear_messages()
			title = entry.get("title") if isinstance(entry, dict) else None
			label = _("Practice {0}").format(position) + (f" ({shown(title)})" if title else "")
			result["refused"].append({"title": label, "reason": strip_html(cstr(error))})
	return result


def read_practices(content: str | bytes) -> list:
	"""Return the entries of a file.

	Raises:
	        frappe.ValidationError: saying what is wrong with it.
	"""
	if len(content) > MAX_BYTES:
		refuse(_("The file is larger than {0} MB.").format(MAX_BYTES // 1_000_000))
	try:
		data = json.loads(content)
	except UnicodeDecodeError:
		refuse(_("The file is no text; expected is a JSON file."))
	except RecursionError:
		refuse(_("The file is damaged: it is nested too deeply."))
	except ValueError as error:
		refuse(
			_("The file is damaged or no JSON: it can't be read from line {0}, character {1} on.").format(
				getattr(error, "lineno", 1), getattr(error, "colno", 1)
			)
		)
	if not isinstance(data, dict) or data.get("format") != FORMAT:
		refuse(_("This is no export of good practices from a hub: the mark {0} is missing.").format(FORMAT))
	if data.get("version") != VERSION:
		refuse(
			_(
				"The file has version {0} of the format, this hub reads version {1}. Please update the app."
			).format(shown(data.get("version")), VERSION)
		)
	practices = data.get("practices")
	if not isinstance(practices, list) or not practices:
		refuse(_("The file holds no practices."))
	if len(practices) > MAX_PRACTICES:
		refuse(_("The file holds more than {0} practices.").format(MAX_PRACTICES))
	return practices


def refuse(message: str) -> None:
	frappe.throw(message, title=_("Not Imported"))


def read_entry(entry, seen: set[str]) -> dict:
	"""Return the field values of one entry.

	Raises:
	        frappe.ValidationError: naming the key that is missing or wrong.
	"""
	if not isinstance(entry, dict):
		frappe.throw(_("expected is an object with the keys of a practice"))
	values = {field: read_text(entry, key) for key, field in TEXTS.items()}
	if missing := [key for key in REQUIRED if not values[TEXTS[key]]]:
		frappe.throw(_("missing: {0}").format(", ".join(missing)), frappe.MandatoryError)
	values["practice_id"] = read_id(entry, seen)
	values["content_changed_on"] = read_moment(entry)
	values["year"] = read_year(entry)
	if values["field_of_work"] and not frappe.db.exists("Field of Work", values["field_of_work"]):
		values["field_of_work"] = None
	origin = entry.get("origin") if isinstance(entry.get("origin"), dict) else {}
	values["origin_hub"], values["origin_address"] = read_text(origin, "name"), read_text(origin, "address")
	if not values["origin_hub"]:
		frappe.throw(_("missing: {0}").format("origin.name"), frappe.MandatoryError)
	contact = entry.get("contact") if isinstance(entry.get("contact"), dict) else {}
	values.update({field: read_text(contact, key) for key, field in CONTACT.items()})
	values["contact_published"] = int(bool(values["contact_name"]))
	return values


def read_text(entry: dict, key: str) -> str:
	value = entry.get(key)
	if value is not None and not isinstance(value, str):
		frappe.throw(_("{0}: expected is a text").format(key))
	return cstr(value).strip()


def read_id(entry: dict, seen: set[str]) -> str:
	try:
		name = str(uuid.UUID(read_text(entry, "id")))
	except ValueError:
		frappe.throw(_("{0}: expected is an identifier (UUID)").format("id"))
	if name in seen:
		frappe.throw(_("{0}: stands in the file twice").format("id"))
	seen.add(name)
	return name


def read_moment(entry: dict):
	try:
		moment = get_datetime(read_text(entry, "changed_on"))
	except Exception:
		moment = None
	if not moment or (moment - now_datetime()).days >= 1:
		frappe.throw(_("{0}: expected is a moment in the past").format("changed_on"))
	return moment.replace(tzinfo=None)


def read_year(entry: dict) -> int:
	year = entry.get("year") or 0
	if not isinstance(year, int):
		frappe.throw(_("{0}: expected is a whole number").format("year"))
	return year


def import_one(values: dict) -> tuple[str, str]:
	"""Create or update one practice; return what was done, and its name.

	Raises:
	        frappe.ValidationError: for a practice of this hub, which others can't change, and whatever the
	        practice's own rules refuse.
	"""
	name = frappe.db.get_value(PRACTICE, {"practice_id": values["practice_id"]}, "name", for_update=True)
	practice = frappe.get_doc(PRACTICE, name) if name else frappe.new_doc(PRACTICE)
	if name and not practice.origin_hub:
		frappe.throw(_("this practice is kept by this hub; others can't change it"))
	if name and not is_newer(practice, values):
		return "unchanged", name
	practice.update({key: values[key] for key in CONTENT_FIELDS})
	practice.flags.intake = {
		"source": "Other Hub",
		"practice_id": values["practice_id"],
		"content_changed_on": values["content_changed_on"],
		"origin_hub": values["origin_hub"],
		"origin_address": values["origin_address"],
		"imported_on": now(),
	}
	practice.save()
	return ("updated" if name else "created"), practice.name


def is_newer(practice: "GoodPractice", values: dict) -> bool:
	"""Tell whether an entry holds a later text than the one that this hub has."""
	if values["content_changed_on"] <= get_datetime(practice.content_changed_on):
		return False
	proposed = frappe._dict(values)
	return any(is_changed(proposed, practice, field) for field in CONTENT_FIELDS)
