# SPDX-License-Identifier: GPL-3.0-only
"""Importing NGOs from a file with the framework's Data Import."""

import csv
import io
import json

import frappe

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_registration_number, wrong_check_digit
from planota_hub.tests.compat import HubTestCase

NAMES = ("Uvoženo prvo društvo", "Uvoženo drugo društvo", "Uvoženo tretje društvo")
HEADER = (
	"Name",
	"Legal Form",
	"Municipality",
	"Registration Number",
	"Field of Work (Fields of Work)",
	"Full Name (Representatives)",
	"Function (Representatives)",
)


class TestNGOImport(HubTestCase):
	"""The importer commits each row, so what it made is removed by hand."""

	def tearDown(self):
		frappe.set_user("Administrator")
		for name in frappe.get_all("NGO", {"ngo_name": ("in", NAMES)}, pluck="name"):
			frappe.delete_doc("NGO", name, force=True)
		for name in frappe.get_all("Data Import", {"reference_doctype": "NGO"}, pluck="name"):
			frappe.delete_doc("Data Import", name, force=True)
		frappe.db.commit()
		super().tearDown()

	def import_rows(self, *rows, header=HEADER):
		"""Import rows and return the Data Import with its log."""
		text = io.StringIO()
		csv.writer(text).writerows([header, *rows])
		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": f"ngos-{frappe.generate_hash(length=6)}.csv",
				"content": text.getvalue(),
				"is_private": 1,
			}
		).insert()
		data_import = frappe.get_doc(
			{
				"doctype": "Data Import",
				"reference_doctype": "NGO",
				"import_type": "Insert New Records",
				"import_file": file.file_url,
			}
		).insert()
		# what fails is rolled back, and the import is to stay
		frappe.db.commit()
		data_import.get_importer().import_data()
		return data_import.reload()

	def get_messages(self, data_import) -> str:
		logs = frappe.get_all(
			"Data Import Log", {"data_import": data_import.name, "success": 0}, pluck="messages"
		)
		return "\n".join(
			json.loads(message)[0]["message"] if "[{" in message else message for message in logs
		)

	def test_ngos_are_imported_with_their_rows(self):
		data_import = self.import_rows(
			(
				NAMES[0],
				"Association",
				"Tolmin",
				make_registration_number(),
				"Youth",
				"Ana Novak",
				"President",
			),
			("", "", "", "", "Culture and Arts", "Bor Kos", "Treasurer"),
			(NAMES[1], "Foundation", "Vipava", "", "Health", "", ""),
		)

		self.assertEqual(data_import.status, "Success")
		ngo = frappe.get_doc("NGO", {"ngo_name": NAMES[0]})
		self.assertEqual((ngo.stage, ngo.source, ngo.administrative_unit), ("Submitted", "Import", "Tolmin"))
		self.assertEqual([row.full_name for row in ngo.representatives], ["Ana Novak", "Bor Kos"])
		self.assertEqual([row.field_of_work for row in ngo.fields_of_work], ["Youth", "Culture and Arts"])
		self.assertEqual(frappe.db.get_value("NGO", {"ngo_name": NAMES[1]}, "statistical_region"), "Goriška")

	def test_a_whole_address_and_the_bare_word_that_a_status_holds_are_understood(self):
		header = ("Ime društva", "Pravna oblika", "Občina", "Naslov", "Javni interes")
		data_import = self.import_rows(
			(NAMES[0], "društvo", "Nova Gorica", "Grgarske Ravne 30, 5251 Grgar", "da"),
			(NAMES[1], "društvo", "Nova Gorica", "Kidričeva ulica 9a", "ne"),
			header=header,
		)

		self.assertEqual(data_import.status, "Success")
		ngo, other = (frappe.get_doc("NGO", {"ngo_name": name}) for name in NAMES[:2])
		self.assertEqual(
			(ngo.seat_street, ngo.seat_postal_code, ngo.seat_town), ("Grgarske Ravne 30", "5251", "Grgar")
		)
		self.assertEqual((ngo.has_public_interest_status, len(ngo.public_interest_statuses)), (1, 1))
		self.assertEqual((other.seat_street, other.has_public_interest_status), ("Kidričeva ulica 9a", 0))

	def test_wrong_rows_are_reported_and_right_ones_are_kept(self):
		number = make_registration_number()
		data_import = self.import_rows(
			(NAMES[0], "Association", "Tolmin", number, "Youth", "", ""),
			(NAMES[1], "Association", "Tolmin", wrong_check_digit(number), "Youth", "", ""),
			(NAMES[2], "Association", "Tolmin", number, "Youth", "", ""),
		)

		self.assertEqual(data_import.status, "Partial Success")
		self.assertEqual(frappe.get_all("NGO", {"ngo_name": ("in", NAMES)}, pluck="ngo_name"), [NAMES[0]])
		messages = self.get_messages(data_import)
		self.assertIn("is not a number of the business register", messages)
		self.assertIn("is already in the register", messages)

	def test_unknown_municipality_is_named_with_row_and_column_and_right_rows_are_kept(self):
		data_import = self.import_rows(
			(NAMES[0], "Association", "Atlantida", "", "", "", ""),
			(NAMES[1], "Association", "Tolmin", "", "", "", ""),
		)

		message = self.get_messages(data_import)
		for part in ("Atlantida", "Municipality", "Row 2"):
			self.assertIn(part, message)
		self.assertEqual(frappe.get_all("NGO", {"ngo_name": ("in", NAMES)}, pluck="ngo_name"), [NAMES[1]])

	def test_column_that_is_no_field_is_reported(self):
		header = ("Name", "Legal Form", "Municipality", "Colour of the Door")
		data_import = self.import_rows((NAMES[0], "Association", "Tolmin", "green"), header=header)

		warnings = data_import.get_importer().import_file.get_warnings()
		self.assertIn("Colour of the Door", str(warnings))
