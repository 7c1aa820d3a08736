# SPDX-License-Identifier: GPL-3.0-only
"""What an applied import tells of the sector: who was founded and dissolved, who moved or has another name or form.

A first import of a source tells what there is, not what has changed.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import cstr, today

from planota_hub.mail.hub_mail import site_language
from planota_hub.planota_hub.register import sector_changes
from planota_hub.planota_hub.register.sources import statuses
from planota_hub.planota_hub.register.sources.values import STATUSES

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO as NGORecord
	from planota_hub.planota_hub.doctype.register_import.register_import import RegisterImport

# field of an NGO -> what its change is
KINDS = {
	"ngo_name": sector_changes.RENAMED,
	"municipality": sector_changes.MOVED,
	"legal_form": sector_changes.FORM_CHANGED,
}


def note_founded(doc: "RegisterImport", ngo: "NGORecord") -> list[str]:
	"""Note that an organisation is new in a source that had been imported before; return the changes noted."""
	if not doc.is_later_import():
		return []
	return note(doc, sector_changes.FOUNDED, ngo, happened_on=ngo.founded_on)


def note_dissolved(doc: "RegisterImport", ngo: "NGORecord") -> list[str]:
	return note(doc, sector_changes.DISSOLVED, ngo)


def note_changes(
	doc: "RegisterImport", ngo: "NGORecord", fields: Mapping[str, list], was_given: Iterable[str]
) -> list[str]:
	"""Note what the source has changed since it last said something.

	Args:
	        fields: field → value before and after.
	        was_given: fields that the source had given before; other differences are corrections of what the hub knew.
	"""
	noted = []
	for fieldname in sorted(set(KINDS) & set(fields) & set(was_given)):
		old, new = fields[fieldname]
		former = {"former_municipality": old} if fieldname == "municipality" else {}
		noted += note(doc, KINDS[fieldname], ngo, from_value=old, to_value=new, **former)
	if STATUSES in fields and doc.is_later_import():
		noted += note_statuses(doc, ngo, *fields[STATUSES])
	return noted


def note_statuses(
	doc: "RegisterImport", ngo: "NGORecord", old: list[statuses.Status], new: list[statuses.Status]
) -> list[str]:
	"""Note which statuses were granted and which withdrawn."""
	held, holds = (
		{cstr(status["field_of_work"]): status for status in found if not status["withdrawn_on"]}
		for found in (old, new)
	)
	ended = {
		cstr(status["field_of_work"]): status["withdrawn_on"] for status in new if status["withdrawn_on"]
	}
	noted = []
	for field in sorted(set(holds) - set(held)):
		day = holds[field]["granted_on"]
		noted += note(doc, sector_changes.GRANTED, ngo, happened_on=day, field_of_work=field or None)
	for field in sorted(set(held) - set(holds)):
		noted += note(
			doc, sector_changes.WITHDRAWN, ngo, happened_on=ended.get(field), field_of_work=field or None
		)
	return noted


def note(doc: "RegisterImport", kind: str, ngo: "NGORecord", happened_on: Any = None, **values) -> list[str]:
	day = happened_on or doc.as_of or today()
	return [sector_changes.note_change(kind, day, ngo.name, source=get_source(doc), **values)]


def get_source(doc: "RegisterImport") -> str:
	"""Return where a change is from, in the language of the site."""
	return f"{_(doc.register_source, site_language())}, {doc.name}"


def forget(doc: "RegisterImport", names: Iterable[str]) -> None:
	"""Take back what an import has noted; what was known from elsewhere before stays."""
	for name in names:
		source = frappe.db.get_value(sector_changes.CHANGE, name, "source")
		if cstr(source).endswith(f", {doc.name}"):
			frappe.delete_doc(sector_changes.CHANGE, name, ignore_permissions=True, force=True)
