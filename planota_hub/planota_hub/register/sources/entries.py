# SPDX-License-Identifier: GPL-3.0-only
"""What a source last said of each organisation (Register Entry): against it the next file of the source is compared."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import frappe
from frappe.utils import now

from planota_hub.planota_hub.register.sources.known import ENTRY, Known, read_values, write_values
from planota_hub.rules.many import insert_rows

if TYPE_CHECKING:
	from planota_hub.planota_hub.register.sources.values import Reading

FIELDS = ("registration_number", "organisation_name", "ngo", "as_of", "gone_on", "register_values")
STANDARD = ("name", "creation", "modified", "owner", "modified_by", "idx")


def remember(
	source: str, as_of: str | None, agreed: Mapping[str, tuple[str, "Reading"]], known: Known
) -> None:
	"""Keep what a source says of the organisations of which the hub says the same.

	Args:
	        agreed: registration number → NGO, and what was read.
	"""
	moment, user = now(), frappe.session.user
	new = []
	for number, (ngo, reading) in agreed.items():
		text, name = write_values(reading.values), reading.values.get("ngo_name")
		if entry := known.entries.get(number):
			values = {"register_values": text, "ngo": ngo, "as_of": as_of}
			frappe.db.set_value(ENTRY, entry.name, values, update_modified=False)
		else:
			standard = (frappe.generate_hash(length=20), moment, moment, user, user, 0)
			new.append((*standard, source, number, name, ngo, as_of, None, text))
	insert_rows(ENTRY, [*STANDARD, "register_source", *FIELDS], new)


def keep(
	source: str,
	number: str,
	ngo: str | None,
	values: dict[str, Any],
	as_of: str | None,
	gone_on: str | None = None,
) -> dict | None:
	"""Keep what a source said of an organisation on which somebody has decided; return what was kept before."""
	former = read(source, number)
	doc = frappe.get_doc(ENTRY, former["name"]) if former else frappe.new_doc(ENTRY)
	doc.update(
		{
			"register_source": source,
			"registration_number": number,
			"organisation_name": values.get("ngo_name") or doc.organisation_name,
			"ngo": ngo,
			"as_of": as_of,
			"gone_on": gone_on,
			"register_values": write_values({**read_values(doc.register_values), **values}),
		}
	)
	doc.flags.ignore_links = True
	doc.save(ignore_permissions=True)
	return former


def read(source: str, number: str) -> dict | None:
	"""Return what is kept of an organisation, None for nothing."""
	filters = {"register_source": source, "registration_number": number}
	row = frappe.db.get_value(ENTRY, filters, ["name", *FIELDS], as_dict=True)
	return dict(row) if row else None


def put_back(source: str, number: str, former: dict | None) -> None:
	"""Keep again what was kept before a run."""
	present = read(source, number)
	if former is None:
		if present:
			frappe.delete_doc(ENTRY, present["name"], ignore_permissions=True, force=True)
		return
	if present:
		values = {field: former[field] for field in FIELDS}
		frappe.db.set_value(ENTRY, present["name"], values, update_modified=False)


def forget_ngo(doc, method: str | None = None) -> None:
	"""Hook `on_trash` of NGO: what a source said of it is kept without it, so that it is not offered once more."""
	frappe.db.set_value(ENTRY, {"ngo": doc.name}, "ngo", None, update_modified=False)
	frappe.db.set_value("Register Import Row", {"ngo": doc.name}, "ngo", None, update_modified=False)
