# SPDX-License-Identifier: GPL-3.0-only
"""What the business register says of the demo region: a file that was applied, and a later one that waits for approval."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement, tostring

import frappe
from frappe.utils import add_days, getdate

from planota_hub.demo.files import read
from planota_hub.demo.marking import mark
from planota_hub.planota_hub.register.addresses import split_address
from planota_hub.planota_hub.register.sources import runs
from planota_hub.planota_hub.register.sources.rows import ROW

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.register_import.register_import import RegisterImport

SOURCE, IMPORT = runs.SOURCE, runs.IMPORT
# what stands in the element of the seat, and there as an attribute
SEAT, NUMBERS_OF_SEAT = ("Obcina", "Posta", "Naselje", "Ulica"), ("po", "hs")


def load_register_imports() -> None:
	"""Import the files that the data describe, unless the site has their source."""
	data = read("register_imports.json")
	if frappe.db.exists(SOURCE, data["source"]["source_name"]):
		return
	source = frappe.get_doc({"doctype": SOURCE, **data["source"]}).insert(ignore_permissions=True)
	mark(SOURCE, source.name)
	for values in data["imports"]:
		load_import(source.name, values, data["forms"])


def load_import(source: str, values: dict[str, Any], forms: dict[str, str]) -> None:
	"""Compare a file with the register, decide on some of its rows, and apply it where the data say so."""
	as_of = add_days(getdate(), -values["days_ago"])
	content = write_file(values, forms, as_of.isoformat())
	file = frappe.get_doc(
		{"doctype": "File", "file_name": f"prs-{as_of}.xml", "content": content, "is_private": 1}
	).insert(ignore_permissions=True)
	mark("File", file.name)
	doc: RegisterImport = frappe.get_doc(
		{"doctype": IMPORT, "register_source": source, "file": file.file_url, "as_of": as_of}
	).insert(ignore_permissions=True)
	mark(IMPORT, doc.name)
	runs.start_comparison(doc.name)
	work(doc)
	for number, decision in values["decisions"].items():
		decide(doc, number, decision)
	if values["is_applied"]:
		runs.start_applying(doc.name)
		work(doc)


def work(doc: "RegisterImport") -> None:
	"""Do now what a worker would do."""
	while runs.run_batch(doc.name):
		pass


def decide(doc: "RegisterImport", number: str, decision: str) -> None:
	row = frappe.get_doc(ROW, {"register_import": doc.name, "registration_number": number})
	row.decision = decision
	row.save(ignore_permissions=True)


# The file


def write_file(values: dict[str, Any], forms: dict[str, str], as_of: str) -> bytes:
	"""Return the file of a day as the register publishes it: the organisations of the region, and what is said of some."""
	root = Element("Prs", dne=as_of)
	for entity in get_entities(values, forms):
		add_entity(root, entity)
	return tostring(root, encoding="utf-8")


def get_entities(values: dict[str, Any], forms: dict[str, str]) -> Iterator[dict[str, str]]:
	for ngo in read("ngos.json"):
		number = ngo.get("registration_number", "")
		if number.isdigit() and len(number) == 7 and number not in values["missing"]:
			yield {**describe(ngo, forms), **values["said"].get(number, {})}
	yield from values["further"]


def describe(ngo: dict[str, Any], forms: dict[str, str]) -> dict[str, str]:
	"""Return an organisation of the data file by the names of the register."""
	address = split_address("{seat_street}, {seat_postal_code} {seat_town}".format(**ngo))
	found = {
		"ma": ngo["registration_number"],
		"PopolnoIme": ngo["ngo_name"],
		"KratkoIme": ngo.get("short_name"),
		"Oblika": forms[ngo["legal_form"]],
		"Obcina": ngo["municipality"],
		"Posta": address.post_office,
		"po": address.postal_code,
		"Naselje": address.settlement,
		"Ulica": address.street,
		"hs": address.number,
	}
	return {name: text for name, text in found.items() if text}


def add_entity(root: Element, entity: dict[str, str]) -> None:
	record = SubElement(root, "PS", ma=f"{entity['ma']}000")
	for name in ("PopolnoIme", "KratkoIme", "Oblika"):
		if name in entity:
			SubElement(record, name).text = entity[name]
	seat = SubElement(record, "N", {name: entity[name] for name in NUMBERS_OF_SEAT if name in entity})
	for name in SEAT:
		if name in entity:
			SubElement(seat, name).text = entity[name]
