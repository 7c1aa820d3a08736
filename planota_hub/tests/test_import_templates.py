# SPDX-License-Identifier: GPL-3.0-only
"""The import templates of the documentation are understood by Data Import and keep to the app's rules."""

import unittest
from pathlib import Path

import frappe

from planota_hub.tests.compat import HubTestCase

TEMPLATES = Path(frappe.get_app_path("planota_hub")).parent / "docs" / "templates"
# in the order in which they are imported
DOCTYPES = {
	"municipality.csv": "Municipality",
	"stakeholder.csv": "Stakeholder",
	"ngo.csv": "NGO",
	"organisation-relation.csv": "Organisation Relation",
}


@unittest.skipUnless(TEMPLATES.is_dir(), "the documentation is not installed")
class TestImportTemplates(HubTestCase):
	def test_every_template_is_tried_here(self):
		self.assertEqual({file.name for file in TEMPLATES.iterdir()}, set(DOCTYPES))

	def test_columns_are_known_and_rows_are_valid(self):
		for filename, doctype in DOCTYPES.items():
			with self.subTest(filename):
				file = read_template(filename, doctype)

				self.assertEqual([column.title for column in file.columns if not column.target], [])
				self.assertEqual(list(file.find_obstacles()), [])
				for payload in file.get_payloads_for_import():
					frappe.get_doc({"doctype": doctype, **payload.doc}).insert()

	def test_relations_name_their_organisations_as_people_do(self):
		for filename in ("stakeholder.csv", "ngo.csv"):
			for payload in read_template(filename, DOCTYPES[filename]).get_payloads_for_import():
				frappe.get_doc({"doctype": DOCTYPES[filename], **payload.doc}).insert()
		name, doctype = "organisation-relation.csv", "Organisation Relation"

		relations = [row.doc for row in read_template(name, doctype).get_payloads_for_import()]

		called = {
			row[kind]: frappe.db.get_value(row[kind], row[side], frappe.get_meta(row[kind]).title_field)
			for row in relations[:1]
			for kind, side in (("organisation_doctype", "organisation"), ("related_doctype", "related"))
		}
		self.assertEqual(
			called, {"NGO": "Društvo Primer za uvoz", "Stakeholder": "Javni zavod Primer za uvoz"}
		)
		self.assertEqual(
			frappe.db.get_value("NGO", relations[1]["related"], "registration_number"), "9980016"
		)

	def test_rows_below_an_ngo_become_rows_of_its_tables(self):
		first, second = (payload.doc for payload in read_template("ngo.csv", "NGO").get_payloads_for_import())

		self.assertEqual([row["full_name"] for row in first["representatives"]], ["Ana Primer", "Bor Primer"])
		self.assertEqual(
			[row["field_of_work"] for row in first["fields_of_work"]], ["Social Services", "Older People"]
		)
		self.assertEqual(len(first["yearly_figures"]), 2)
		self.assertEqual(len(second["representatives"]), 1)


def read_template(filename: str, doctype: str):
	"""Return the file the way Data Import reads it."""
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": filename,
			"content": (TEMPLATES / filename).read_bytes(),
			"is_private": 1,
		}
	).insert()
	data_import = frappe.new_doc("Data Import")
	data_import.update(
		{
			"reference_doctype": doctype,
			"import_type": "Insert New Records",
			"import_file": file.file_url,
		}
	)
	return data_import.get_importer().import_file
