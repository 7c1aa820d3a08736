# SPDX-License-Identifier: GPL-3.0-only
"""Imports from their start to their log: who may run one, what an update leaves alone, each record once."""

from unittest.mock import patch

import frappe
from frappe.core.doctype.data_import import data_import as framework
from frappe.core.doctype.data_import.importer import Importer
from rq.job import JobStatus

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_user
from planota_hub.sheets import data_import as course
from planota_hub.sheets import jobs
from planota_hub.sheets.import_file import UPDATE
from planota_hub.sheets.test_import_file import INSERT, NEEDED
from planota_hub.tests.compat import HubTestCase, as_user

NAMES = [f"Uvoženo društvo {number}" for number in range(4)]


class ImportTestCase(HubTestCase):
	"""The importer commits each record, so what it made is removed by hand."""

	def setUp(self):
		super().setUp()
		self.made: list[tuple[str, str]] = []

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback()
		made = [("NGO", name) for name in frappe.get_all("NGO", {"ngo_name": ("in", NAMES)}, pluck="name")]
		for doctype, name in [*made, *reversed(self.made)]:
			frappe.delete_doc(doctype, name, force=True, ignore_missing=True, delete_permanently=True)
		frappe.db.commit()
		super().tearDown()

	def attach(self, text: str, import_type=INSERT, doctype="NGO"):
		"""Save a Data Import of a file."""
		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": f"uvoz-{frappe.generate_hash(length=6)}.csv",
				"content": text.encode("cp1250"),
				"is_private": 1,
			}
		).insert()
		doc = frappe.get_doc(
			{
				"doctype": "Data Import",
				"reference_doctype": doctype,
				"import_type": import_type,
				"import_file": file.file_url,
			}
		).insert()
		self.made += [("File", file.name), ("Data Import", doc.name)]
		frappe.db.commit()
		return doc

	def run_import(self, *args, **options):
		doc = self.attach(*args, **options)
		framework.form_start_import(doc.name)
		return doc.reload()

	def get_log(self, doc) -> list[frappe._dict]:
		return framework.get_import_logs(doc.name)

	def make_ngo_with_people(self):
		ngo = make_ngo(
			ngo_name=NAMES[0],
			representatives=[
				{"full_name": "Ana Novak", "function": "President", "phone": "05 123 45 67"},
				{"full_name": "Bor Kos", "function": "Treasurer"},
			],
			yearly_figures=[{"year": 2024, "income": 1000, "expenses": 900}],
			fields_of_work=[{"field_of_work": "Youth"}],
		)
		frappe.db.commit()
		return ngo


class TestUpdates(ImportTestCase):
	def test_a_row_of_a_table_changes_that_row_and_leaves_the_others(self):
		ngo = self.make_ngo_with_people()
		bor = ngo.representatives[1].name
		doc = self.run_import(
			f"ID;ID (Representatives);Telefon (Predstavniki)\n{ngo.name};{bor};05 765 43 21\n", UPDATE
		)

		self.assertEqual(doc.status, "Success")
		people = [(row.full_name, row.phone, row.function) for row in ngo.reload().representatives]
		self.assertEqual(
			people, [("Ana Novak", "05 123 45 67", "President"), ("Bor Kos", "05 765 43 21", "Treasurer")]
		)

	def test_a_row_without_an_id_is_the_one_with_its_required_values_or_a_new_one(self):
		ngo = self.make_ngo_with_people()
		doc = self.run_import(
			"ID;Predsednik;Telefon zastopnika;Leto;Prihodki;Področja\n"
			f"{ngo.name};Bor Kos;05 765 43 21;2024;24.500,75;Mladi\n;Cene Zupan;;2025;1.200,50;Kultura in umetnost\n",
			UPDATE,
		)

		self.assertEqual(doc.status, "Success", self.get_log(doc))
		ngo.reload()
		people = [(row.full_name, row.phone) for row in ngo.representatives]
		self.assertEqual(
			people, [("Ana Novak", "05 123 45 67"), ("Bor Kos", "05 765 43 21"), ("Cene Zupan", None)]
		)
		figures = [(row.year, row.income, row.expenses) for row in ngo.yearly_figures]
		self.assertEqual(figures, [(2024, 24500.75, 900), (2025, 1200.5, 0)])
		self.assertEqual([row.field_of_work for row in ngo.fields_of_work], ["Youth", "Culture and Arts"])

	def test_a_row_of_another_record_is_refused_and_stays_there(self):
		ngo = self.make_ngo_with_people()
		other = make_ngo(ngo_name=NAMES[1], representatives=[{"full_name": "Žan Žagar"}])
		frappe.db.commit()
		stranger = other.representatives[0].name
		doc = self.run_import(f"ID;ID (Representatives);Phone\n{ngo.name};{stranger};05 765 43 21\n", UPDATE)

		self.assertIn("does not belong to this record", self.get_log(doc)[0].messages)
		self.assertEqual([row.full_name for row in other.reload().representatives], ["Žan Žagar"])
		self.assertEqual(len(ngo.reload().representatives), 2)

	def test_empty_cells_change_nothing_and_an_unknown_id_is_named(self):
		ngo = self.make_ngo_with_people()
		doc = self.run_import(f"ID;Kratko ime;Članov\n{ngo.name};Prvo;\nNGO-ni;Drugo;5\n;Tretje;7\n", UPDATE)

		self.assertEqual(doc.status, "Partial Success")
		self.assertEqual(len(ngo.reload().representatives), 2)
		self.assertEqual(ngo.short_name, "Prvo")
		messages = " ".join(log.messages or "" for log in self.get_log(doc))
		self.assertIn("NGO-ni", messages)
		self.assertIn("Row 4", messages)


class TestRoles(ImportTestCase):
	def test_the_staff_run_an_import_from_its_start_to_its_log(self):
		for number, role in enumerate(("Hub Manager", "Hub Officer")):
			user = make_user(f"uvoz-{number}@hub.test", role)
			self.made.append(("User", user))
			with self.subTest(role), as_user(user):
				doc = self.run_import(f"{NEEDED}\n{NAMES[number]};društvo;Tolmin\n{NAMES[3]};klub;Tolmin\n")

				preview = framework.get_preview_from_template(doc.name, doc.import_file)
				self.assertEqual(len(preview.data), 2)
				self.assertEqual(doc.status, "Partial Success")
				self.assertEqual([log.success for log in self.get_log(doc)], [1, 0])
				counted = frappe.get_list("Data Import Log", {"data_import": doc.name}, order_by="name asc")
				self.assertEqual(len(counted), 2)

	def test_imports_of_what_one_may_not_import_are_hidden_with_their_logs(self):
		user = make_user("uvoz@hub.test", "Hub Officer")
		self.made.append(("User", user))
		file = "Email;First Name\nana@example.org;Ana\n"
		doc = self.attach(file, doctype="User")
		frappe.get_doc({"doctype": "Data Import Log", "data_import": doc.name, "success": 1}).insert()

		with as_user(user):
			self.assertFalse(frappe.get_list("Data Import", {"name": doc.name}, order_by="name asc"))
			self.assertFalse(
				frappe.get_list("Data Import Log", {"data_import": doc.name}, order_by="name asc")
			)
			self.assertFalse(frappe.has_permission("Data Import", "read", doc.name))

	def test_others_import_nothing(self):
		for role in ("Hub Mentor", "Network Coordinator", "Hub Auditor"):
			with (
				self.subTest(role),
				as_user(make_user(f"brez-{role.lower().replace(' ', '-')}@hub.test", role)),
			):
				self.assertFalse(frappe.has_permission("Data Import", "create"))


class TestCourse(ImportTestCase):
	def test_the_same_file_is_not_inserted_twice(self):
		text = f"{NEEDED}\n{NAMES[0]};društvo;Tolmin\n"
		first = self.run_import(text)
		second = self.attach(text)

		with self.assertRefused(first.name):
			framework.form_start_import(second.name)
		self.assertEqual(frappe.db.count("NGO", {"ngo_name": NAMES[0]}), 1)

	def test_the_same_file_is_not_begun_while_another_import_of_it_is_under_way(self):
		text = f"{NEEDED}\n{NAMES[0]};društvo;Tolmin\n"
		first, second = self.attach(text), self.attach(text)

		with (
			patch.object(course, "is_job_enqueued", lambda job: job == course.get_job_id(first.name)),
			self.assertRefused(first.name),
		):
			framework.form_start_import(second.name)

	def test_what_a_killed_worker_left_is_done_once_by_the_next(self):
		doc = self.attach(f"{NEEDED}\n" + "".join(f"{name};društvo;Tolmin\n" for name in NAMES))
		inserted = Importer.insert_record
		killed_at = iter((False, False, True))

		def be_killed(importer, values):
			if next(killed_at):
				raise SystemExit
			return inserted(importer, values)

		with patch.object(Importer, "insert_record", be_killed), self.assertRaises(SystemExit):
			jobs.run_import(doc.name)
		frappe.db.rollback()
		self.assertEqual(frappe.db.count("NGO", {"ngo_name": ("in", NAMES)}), 2)

		with (
			patch.object(jobs, "get_job_status", return_value=JobStatus.FAILED),
			patch.object(jobs, "enqueue_import", jobs.run_import),
		):
			jobs.resume_interrupted()
			jobs.resume_interrupted()

		self.assertEqual(doc.reload().status, "Success")
		for name in NAMES:
			self.assertEqual(frappe.db.count("NGO", {"ngo_name": name}), 1)

	def test_what_was_stopped_or_has_not_begun_is_not_resumed(self):
		doc = self.attach(f"{NEEDED}\n{NAMES[0]};društvo;Tolmin\n")
		for status in (None, JobStatus.STOPPED, JobStatus.QUEUED, JobStatus.STARTED):
			with (
				self.subTest(status),
				patch.object(jobs, "get_job_status", return_value=status),
				patch.object(jobs, "enqueue_import") as enqueue,
			):
				jobs.resume_interrupted()
				enqueue.assert_not_called()
		self.assertEqual(doc.reload().status, "Pending")

	def test_a_damaged_file_is_refused_when_it_is_attached(self):
		for text, part in (
			("", "empty"),
			(f"{NEEDED}\n", "no row below"),
			(f'{NEEDED}\n"Prvo;društvo;Tolmin\n', "Row 2"),
		):
			with self.subTest(part), self.assertRefused(part):
				self.attach(text or ";;\n")

	def test_files_of_other_apps_are_read_as_before(self):
		doc = frappe.new_doc("Data Import", reference_doctype="Contact", import_type=INSERT)
		doc.import_file = self.attach("First Name\nAna\n", doctype="Contact").import_file
		self.assertIs(type(doc.get_importer()), Importer)

	def test_the_command_of_the_console_does_not_read_a_file_in_its_own_way(self):
		doc = self.attach(f"{NEEDED}\n{NAMES[0]};društvo;Tolmin\n")
		with self.assertRefused("in the Desk"):
			doc.set_payload_count(object())
