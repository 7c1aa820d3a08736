# SPDX-License-Identifier: GPL-3.0-only
"""Proofs: what is asked for, what is there, what is missing, and the archive with all of it."""

import csv
import io
import shutil
from io import BytesIO
from pathlib import Path
from unittest.mock import patch
from zipfile import ZipFile

import frappe
from frappe.utils import add_days, getdate, now_datetime
from openpyxl import load_workbook
from PIL import Image
from rq.job import JobStatus
from werkzeug.datastructures import FileStorage

from planota_hub.files.access import may_read
from planota_hub.funding.doctype.funded_project.test_funded_project import spend
from planota_hub.funding.doctype.indicator_reading.test_indicator_reading import ReadingTestCase
from planota_hub.funding.doctype.project_indicator.test_project_indicator import make_indicator
from planota_hub.funding.doctype.reporting_period.test_reporting_period import take_step
from planota_hub.funding.indicators.readings import writing
from planota_hub.funding.proofs import adding, archive, building, missing, zipping
from planota_hub.funding.proofs.kinds import FIELD, KINDS, SPENDING, extend_boot, find_records, get_records
from planota_hub.funding.proofs.names import LONGEST_FILE, Paths, make_safe, make_safe_file
from planota_hub.funding.report.proofs_missing.proofs_missing import execute
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.setup.proof_field import PROOF_FIELD, add_proof_field
from planota_hub.tests.compat import HubTestCase, as_user, make_user


def draw() -> bytes:
	"""Return a picture as a phone sends it."""
	picture = BytesIO()
	Image.new("RGB", (2, 2)).save(picture, "PNG")
	return picture.getvalue()


PNG = draw()


def attach(doc, file_name: str = "scan.pdf", kind: str = "", content: bytes = b"what was signed", **values):
	"""Hang a private file on a record as a proof."""
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": file_name,
			"is_private": 1,
			"content": content,
			"attached_to_doctype": doc.doctype,
			"attached_to_name": doc.name,
			FIELD: kind,
			**values,
		}
	)
	return file.insert()


class ProofTestCase(ReadingTestCase):
	"""A project that requires a sign-in sheet and recommends a photo of each mentoring session; one counts in each half."""

	def setUp(self):
		super().setUp()
		self.require(("Mentoring Session", "Sign-in Sheet", 1), ("Mentoring Session", "Photo", 0))
		self.indicator = make_indicator(self.project, cumulative=0, indicator_name="Hours: of mentoring")
		self.first.compute_figures()
		self.second.compute_figures()

	def require(self, *rows: tuple[str, str, int], **values):
		self.project.reload().update(values)
		self.project.set("required_proofs", [])
		for doctype, kind, required in rows:
			self.project.append(
				"required_proofs", {"record_doctype": doctype, "proof_kind": kind, "required": required}
			)
		self.project.save()

	def count_record(self, doctype: str, name: str, day: str = "2018-03-06"):
		"""Let one more record count for the indicator in the first half."""
		reading = frappe.db.get_value(
			"Indicator Reading", {"indicator": self.indicator.name, "reporting_period": self.first.name}
		)
		row = frappe.new_doc("Counted Record")
		row.update({"ref_doctype": doctype, "ref_name": name, "counted_on": day, "counted_value": 1})
		row.update(
			{"parent": reading, "parenttype": "Indicator Reading", "parentfield": "evidence", "idx": 99}
		)
		with writing():
			row.db_insert()


class TestWhatIsMissing(ProofTestCase):
	def row(self, session, period, day: str, kind: str, required: int) -> dict:
		return {
			"project": self.project.name,
			"reporting_period": period.name,
			"record_doctype": "Mentoring Session",
			"form_doctype": "Mentoring Session",
			"record_name": session.name,
			"title": session.get(session.meta.get_title_field()),
			"day": getdate(day),
			"proof_kind": kind,
			"required": required,
			"project_title": self.project.project_title,
			"period_title": period.period_title,
			"kind": "Mentoring Session",
			"proof": kind,
		}

	def test_each_counted_record_is_a_row_for_each_proof_that_it_lacks(self):
		attach(self.march, kind="Sign-in Sheet")
		attach(self.march, "other.pdf", "Programme", b"not asked for")

		_columns, rows, _note, chart, summary = execute({"project": self.project.name})

		self.assertEqual(
			rows,
			[
				self.row(self.march, self.first, "2018-03-05", "Photo", 0),
				self.row(self.august, self.second, "2018-08-06", "Photo", 0),
				self.row(self.august, self.second, "2018-08-06", "Sign-in Sheet", 1),
			],
		)
		self.assertEqual(chart["data"]["labels"], ["Photo", "Sign-in Sheet"])
		self.assertEqual([one["values"] for one in chart["data"]["datasets"]], [[0, 1], [2, 0]])
		self.assertEqual([figure["value"] for figure in summary], [1, 2])

	def test_filters_narrow_what_is_shown(self):
		for filters, number in (
			({"reporting_period": self.first.name}, 2),
			({"project": self.project.name, "only_required": 1}, 2),
			({"project": self.project.name, "proof_kind": "Photo"}, 2),
			({"project": self.project.name, "record_doctype": "Hub Meeting"}, 0),
		):
			with self.subTest(filters):
				self.assertEqual(len(execute(filters)[1]), number)
		for filters, message in (
			({"record_doctype": "User"}, "Kind of Record: expected is a kind of record that has proofs"),
			({"proof_kind": "Oath"}, "Kind of Proof: please choose one of"),
		):
			with self.subTest(filters), self.assertRefused(message):
				execute(filters)

	def test_a_record_that_counts_for_two_figures_and_in_several_ways_is_asked_for_once(self):
		make_indicator(self.project, cumulative=0)
		self.first.compute_figures()
		self.count_record("Mentoring Session", self.march.name)

		rows = execute({"reporting_period": self.first.name})[1]

		self.assertEqual([row.proof_kind for row in rows], ["Photo", "Sign-in Sheet"])

	def test_minutes_that_were_adopted_are_there_by_themselves(self):
		self.require(("Hub Meeting", "Minutes", 1))
		held, adopted = make_meeting(stage="Held"), make_meeting(stage="Minutes Adopted")
		for meeting in (held, adopted):
			self.count_record("Hub Meeting", meeting.name)

		rows = execute({"reporting_period": self.first.name})[1]

		self.assertEqual([row.record_name for row in rows], [held.name])

	def test_a_record_that_was_deleted_and_one_without_proofs_are_not_asked_for(self):
		self.require(("Hub Meeting", "Minutes", 1))
		self.count_record("Hub Meeting", "HMTG-gone")
		self.assertEqual(execute({"reporting_period": self.first.name})[1], [])
		self.assertEqual(missing.find(missing.Question([])), [])

	def test_every_reader_sees_what_is_missing_of_the_records_that_they_may_read(self):
		self.march.db_set("mentor", "Administrator")
		for user, role, number in (
			("proofs-auditor@hub.test", "Hub Auditor", 4),
			("proofs-officer@hub.test", "Hub Officer", 4),
		):
			with self.subTest(role), as_user(make_user(user, role)):
				self.assertEqual(len(execute({"project": self.project.name})[1]), number)
		question = missing.Question(
			[self.first.name], make_user("proofs-portal@hub.test", "NGO Representative")
		)
		self.assertEqual(missing.find(question), [])

	def test_every_kind_of_record_can_be_asked_for_everything(self):
		self.require(*((doctype, kind, 1) for doctype in get_records() for kind in KINDS))
		for record in get_records().values():
			self.count_record(record.doctype, "nothing")
			for counted in record.counted_as:
				self.count_record(counted, "nothing")
		self.assertEqual(missing.count(missing.Question([self.first.name])).missing, len(KINDS))


class TestWhatAProjectAsksFor(ProofTestCase):
	def test_a_kind_of_record_without_proofs_and_the_same_proof_twice_are_refused(self):
		with self.assertRefused("records of the kind User have no proofs"):
			self.require(("User", "Photo", 1))
		with self.assertRefused("Photo stands in the table twice for Hub Meeting"):
			self.require(("Hub Meeting", "Photo", 1), ("Hub Meeting", "Photo", 0))

	def test_the_form_offers_the_kinds_of_record_that_have_proofs(self):
		self.assertIn(["Hub Meeting"], find_records("DocType", "meet", "name", 0, 20, {}))
		self.assertNotIn(["User"], find_records("DocType", "", "name", 0, 200, {}))
		with as_user("Guest"), self.assertRaises(frappe.PermissionError):
			find_records("DocType", "", "name", 0, 20, {})

	def test_a_report_waits_for_its_required_proofs_only_where_the_project_says_so(self):
		self.require(
			("Mentoring Session", "Sign-in Sheet", 1), ("Mentoring Session", "Photo", 0), waits_for_proofs=1
		)
		state = missing.get_state(self.first.name)
		self.assertEqual((state["required"], state["recommended"], state["waits"]), (1, 1, 1))
		self.assertEqual(
			state["address"], f"/app/query-report/Proofs%20Missing?reporting_period={self.first.name}"
		)
		with self.assertRefused("1 required proofs are missing"):
			take_step(self.first, "Submit Report")

		attach(self.march, kind="Sign-in Sheet")
		self.assertEqual(take_step(self.first, "Submit Report").stage, "Submitted")
		self.require(("Mentoring Session", "Sign-in Sheet", 1))
		self.project.reload().update({"waits_for_proofs": 0}).save()
		self.assertEqual(take_step(self.second, "Submit Report").stage, "Submitted")

	def test_what_is_missing_is_told_to_who_may_read_the_period(self):
		with as_user(make_user("proofs-mentor@hub.test", "Hub Mentor")):
			with self.assertRaises(frappe.PermissionError):
				missing.get_state(self.first.name)


class TestAdding(ProofTestCase):
	def upload(
		self, doctype: str, name: str, kind: str, file_name: str = "scan.png", content: bytes = PNG
	) -> str:
		frappe.utils.set_request(method="POST", path="/api/method/add_proof")
		frappe.request.files = {"file": FileStorage(BytesIO(content), file_name)}
		self.addCleanup(lambda: setattr(frappe.local, "request", None))
		return adding.add_proof(doctype, name, kind)

	def test_a_proof_is_added_by_who_may_change_the_record(self):
		frappe.get_doc("Funded Project", self.project.name).db_set("status", "Running")
		with as_user(make_user("proofs-officer@hub.test", "Hub Officer")):
			name = self.upload("Mentoring Session", self.march.name, "Sign-in Sheet")
			proofs = adding.get_proofs("Mentoring Session", self.march.name)

		self.assertEqual(frappe.db.get_value("File", name, [FIELD, "is_private"]), ("Sign-in Sheet", 1))
		self.assertEqual([(file.name, file.kind) for file in proofs["files"]], [(name, "Sign-in Sheet")])
		wanted = [(row["kind"], row["required"], row["is_there"]) for row in proofs["wanted"]]
		self.assertEqual(wanted, [("Sign-in Sheet", 1, True), ("Photo", 0, False)])
		self.assertTrue(proofs["may_add"])

	def test_who_only_reads_adds_none_and_names_none(self):
		file = attach(self.march)
		with as_user(make_user("proofs-auditor@hub.test", "Hub Auditor")):
			self.assertFalse(adding.get_proofs("Mentoring Session", self.march.name)["may_add"])
			with self.assertRaises(frappe.PermissionError):
				self.upload("Mentoring Session", self.march.name, "Photo")
			with self.assertRaises(frappe.PermissionError):
				adding.name_file(file.name, "Photo")
		with as_user("Guest"), self.assertRaises(frappe.PermissionError):
			adding.get_proofs("Mentoring Session", self.march.name)

	def test_bad_input_is_refused_and_nothing_is_hung(self):
		for doctype, kind, file_name, content, message in (
			("Mentoring Session", "Oath", "scan.png", PNG, "Kind of Proof: expected is one of"),
			("User", "Photo", "scan.png", PNG, "User has no proofs"),
			("Mentoring Session", "Photo", "scan.exe", b"MZ", "File: expected is one of these kinds"),
			("Mentoring Session", "Photo", "scan.png", b"no picture", "File: expected is one of these kinds"),
			("Mentoring Session", "Photo", "scan.pdf", b"", "is empty"),
		):
			with self.subTest(message), self.assertRefused(message):
				self.upload(doctype, self.march.name, kind, file_name, content)
		self.assertFalse(frappe.db.exists("File", {"attached_to_name": self.march.name}))

	def test_a_file_that_hangs_there_is_told_to_be_a_proof_and_to_be_none(self):
		file = attach(self.march)
		adding.name_file(file.name, "Photo")
		self.assertEqual(frappe.db.get_value("File", file.name, FIELD), "Photo")
		adding.name_file(file.name)
		self.assertFalse(frappe.db.get_value("File", file.name, FIELD))
		with self.assertRefused("Kind of Proof: expected is one of"):
			adding.name_file(file.name, "Oath")

	def test_a_scan_that_is_called_what_it_is_is_recognised(self):
		for file_name, kind in (
			("Lista prisotnosti 5. 3..pdf", "Sign-in Sheet"),
			("podpisni_list.jpg", "Sign-in Sheet"),
			("Sign-in sheet.pdf", "Sign-in Sheet"),
			("Zapisnik.docx", "Minutes"),
			("foto 1.png", "Photo"),
			("scan0001.pdf", ""),
		):
			self.assertEqual(adding.guess_kind(file_name), kind)
		self.assertEqual(attach(self.march, "Podpisni list.pdf").get(FIELD), "Sign-in Sheet")
		self.assertEqual(attach(self.march, "Podpisni list.pdf", "Photo").get(FIELD), "Photo")
		self.assertFalse(attach(self.project, "Podpisni list.pdf").get(FIELD))

	def test_the_field_of_the_files_has_every_kind_and_comes_once(self):
		add_proof_field()
		field = {"dt": "File", "fieldname": FIELD}
		self.assertEqual(frappe.get_all("Custom Field", field, pluck="options"), [PROOF_FIELD["options"]])
		self.assertEqual(PROOF_FIELD["options"].split("\n")[1:], list(KINDS))
		kinds = frappe.get_meta("Project Proof").get_options("proof_kind").split("\n")[1:]
		self.assertEqual(kinds, list(KINDS))


class ArchiveTestCase(ProofTestCase):
	def setUp(self):
		super().setUp()
		# what is moved on the disk is not taken back with the database
		self.addCleanup(self.remove_archives)
		no_pdf = patch.object(building, "print_as_pdf", side_effect=frappe.ValidationError("no browser"))
		no_pdf.start()
		self.addCleanup(no_pdf.stop)

	def remove_archives(self):
		for period in (self.first, self.second):
			archive.delete(archive.get_files(period.name))

	def make(self, period=None, user: str = "Administrator"):
		period = period or self.first
		with patch.object(archive, "enqueue"), as_user(user):
			archive.ask(period.name)
		archive.make(period.name)
		return period.reload()

	def open(self, period=None) -> ZipFile:
		(row,) = archive.get_files((period or self.first).name)
		return ZipFile(frappe.get_doc("File", row.name).get_full_path())

	def read_index(self, content: ZipFile) -> list[dict]:
		text = content.read("Index.csv").decode("utf-8-sig")
		return list(csv.DictReader(io.StringIO(text), delimiter=zipping.get_delimiter()))


class TestArchive(ArchiveTestCase):
	def test_it_holds_report_workbook_and_the_proofs_in_folders_by_indicator(self):
		attach(self.march, "Lista: prisotnosti.pdf", "Sign-in Sheet", b"signed by all")

		period = self.make()

		self.assertEqual(
			(period.archive_state, period.archive_files, period.archive_left_out), ("Ready", 1, 0)
		)
		with self.open() as content:
			self.assertIsNone(content.testzip())
			folder = f"01 Hours of mentoring/{make_safe(f'{self.march.name} {self.march.get_title()}')}"
			names = {
				"Report.html",
				"Workbook.xlsx",
				"Index.csv",
				f"{folder}/Sign-in Sheet Lista prisotnosti.pdf",
			}
			self.assertEqual(set(content.namelist()), names)
			self.assertIn(b"European Social Fund", content.read("Report.html"))
			load_workbook(BytesIO(content.read("Workbook.xlsx")))
			lines = self.read_index(content)
			proof = next(line for line in lines if line["Kind of Proof"] == "Sign-in Sheet")
			self.assertEqual(content.read(proof["File"]), b"signed by all")
			self.assertEqual(
				(proof["Record"], proof["State"], proof["Archive"], proof["Bytes"], proof["SHA-256"][:8]),
				(self.march.name, "In the archive", "1", "13", "525da2f0"),
			)

	def test_the_index_says_what_is_missing_gone_and_deleted(self):
		gone = attach(self.march, kind="Photo", content=b"a photo that goes")
		Path(gone.get_full_path()).unlink()
		self.count_record("Mentoring Session", "MS-gone")
		self.count_record("Workshop Registration", "WR-gone")
		self.count_record("NGO", self.tolmin.name)

		period = self.make()

		with self.open() as content:
			states = [
				(line["Record"], line["Kind of Proof"], line["State"]) for line in self.read_index(content)
			]
		self.assertEqual(
			sorted(states[2:]),
			sorted(
				[
					(self.march.name, "Photo", "The file is gone from the disk"),
					(self.march.name, "Sign-in Sheet", "Missing"),
					("MS-gone", "", "The record was deleted"),
					("WR-gone", "", "The record was deleted"),
				]
			),
		)
		self.assertEqual((period.archive_files, period.archive_left_out), (0, 1))

	def test_a_record_of_two_figures_and_a_file_of_two_records_are_there_once(self):
		make_indicator(self.project, cumulative=0, indicator_name="Once more")
		self.first.compute_figures()
		first = attach(self.march, "one.pdf", "Photo", b"the same")
		attach(self.march, "two.pdf", "Sign-in Sheet", b"the same", file_url=first.file_url)

		self.make()

		with self.open() as content:
			inside = [name for name in content.namelist() if "/" in name]
			lines = [line for line in self.read_index(content) if line["Record"] == self.march.name]
		self.assertEqual(len(inside), 1)
		self.assertEqual([line["File"] for line in lines[:2]], inside * 2)
		self.assertTrue(lines[2]["State"].startswith("See 01 Hours of mentoring/"))

	def test_minutes_of_meetings_are_printed_into_it(self):
		self.require(("Hub Meeting", "Minutes", 1))
		meeting = make_meeting(stage="Minutes Adopted")
		self.count_record("Hub Meeting", meeting.name)

		self.make()

		with self.open() as content:
			(name,) = [name for name in content.namelist() if name.endswith("/Minutes.html")]
			self.assertIn(b"We went through the needs.", content.read(name))

	def test_what_the_asker_may_not_read_is_left_out_and_told(self):
		attach(self.march, kind="Photo")
		user = make_user("proofs-officer@hub.test", "Hub Officer")
		secret = attach(self.march, "secret.pdf", "Sign-in Sheet", b"secret")
		with patch.object(
			building, "may_read", side_effect=lambda file: file.name != secret.name and may_read(file)
		):
			period = self.make(user=user)

		with self.open() as content:
			self.assertFalse([name for name in content.namelist() if "secret" in name])
			self.assertIn(
				"Left out: you may not read this file", [line["State"] for line in self.read_index(content)]
			)
		self.assertEqual((period.archive_files, period.archive_left_out), (1, 1))

	def test_a_record_that_the_asker_may_not_read_is_left_out_with_its_title(self):
		attach(self.march, kind="Photo")
		with patch.object(building, "get_readable", return_value=set()):
			period = self.make()

		with self.open() as content:
			line = self.read_index(content)[-1]
		self.assertEqual(
			(line["Title"], line["State"]), ("", "Left out: you may not read this record (files: 1)")
		)
		self.assertEqual((period.archive_files, period.archive_left_out), (0, 1))

	def test_what_is_too_large_for_one_goes_on_in_another(self):
		attach(self.march, "one.pdf", "Photo", b"1" * 600)
		attach(self.march, "two.pdf", "Sign-in Sheet", b"2" * 600)
		folder = self.make_folder()

		outcome = building.build(self.first, folder, most=1_000)

		self.assertEqual(len(outcome.paths), 3)
		inside = [ZipFile(path).namelist() for path in outcome.paths]
		self.assertEqual([name for name in inside[0] if "/" in name], [])
		self.assertIn("Index.csv", inside[0])
		self.assertEqual([len(names) for names in inside[1:]], [1, 1])
		lines = self.read_index(ZipFile(outcome.paths[0]))
		self.assertEqual([line["Archive"] for line in lines if line["Title"]], ["2", "3"])

	def make_folder(self) -> Path:
		folder = Path(frappe.get_site_path("private", archive.FOLDER, frappe.generate_hash(length=8)))
		folder.mkdir(parents=True)
		self.addCleanup(shutil.rmtree, folder, True)
		return folder


class TestInvoices(ArchiveTestCase):
	"""In the first half rent was paid with an invoice and without one, and one part came back."""

	def setUp(self):
		super().setUp()
		self.require((SPENDING, "Invoice", 1))
		file = attach(self.project, "invoice 12.pdf", content=b"an invoice")
		bills = ((80, "2018-02-01", file.file_url), (20, "2018-03-01", None), (-5, "2018-03-02", None))
		for amount, day, invoice in bills:
			row = {"description": f"Rent of {day}", "document_number": f"R {amount}", "invoice": invoice}
			self.project.append("spending", {**spend(amount, spent_on=day), **row})
		self.project.append("spending", spend(9, spent_on="2018-08-01"))
		self.project.save()

	def list_missing(self, **filters) -> list[tuple]:
		rows = execute({"reporting_period": self.first.name, **filters})[1]
		return [
			(row["record_doctype"], row["form_doctype"], row["record_name"], row["title"], row["proof_kind"])
			for row in rows
		]

	def test_what_was_spent_in_the_period_without_one_is_missing(self):
		rent = (SPENDING, "Funded Project", self.project.name, "Rent of 2018-03-01", "Invoice")
		self.assertEqual(self.list_missing(), [rent])
		self.assertEqual(self.list_missing(only_required=1, record_doctype=SPENDING), [rent])
		self.assertEqual(self.list_missing(proof_kind="Photo"), [])
		self.assertEqual(missing.count(missing.Question([self.first.name])).required, 1)
		with as_user(make_user("auditor@invoices.test", "Hub Auditor")):
			self.assertEqual(self.list_missing(), [rent])
		for user in (make_user("mentor@invoices.test", "Hub Mentor"), "Guest"):
			question = missing.Question([self.first.name], user)
			self.assertEqual(missing.find(question), [])

	def test_a_report_waits_for_them_where_the_project_says_so(self):
		self.project.reload().update({"waits_for_proofs": 1}).save()
		with self.assertRefused("1 required proofs are missing"):
			take_step(self.first, "Submit Report")

	def test_the_archive_has_them_in_a_folder_of_their_own(self):
		period = self.make()
		self.assertEqual((period.archive_files, period.archive_left_out), (1, 0))
		with self.open() as content:
			(inside,) = [name for name in content.namelist() if name.startswith("Spending/")]
			self.assertEqual(content.read(inside), b"an invoice")
			self.assertIn("2018-02-01 R 80 Rent of 2018-02-01", inside)
			lines = [line for line in self.read_index(content) if line["Indicator"] == "Spending"]
		self.assertEqual(
			[(line["Record"], line["Kind of Proof"], line["State"]) for line in lines],
			[("R 80", "Invoice", "In the archive"), ("R 20", "Invoice", "Missing")],
		)

	def test_of_spending_only_an_invoice_can_be_asked_for(self):
		with self.assertRefused("of spending, expected is an invoice"):
			self.require((SPENDING, "Photo", 1))


class TestCourseOfAnArchive(ArchiveTestCase):
	def test_two_who_ask_at_once_make_one(self):
		with patch.object(archive, "enqueue") as enqueued:
			first, second = archive.ask(self.first.name), archive.ask(self.first.name)

		self.assertEqual((first["began"], second["began"]), (True, False))
		enqueued.assert_called_once_with(self.first.name)

	def test_a_second_one_takes_the_place_of_the_first(self):
		self.make()
		(old,) = archive.get_files(self.first.name)
		path = Path(frappe.get_doc("File", old.name).get_full_path())

		self.make()

		(new,) = archive.get_files(self.first.name)
		self.assertNotEqual(new.file_url, old.file_url)
		self.assertFalse(path.exists())
		self.assertTrue(new.file_name.startswith(self.first.name))

	def test_an_archive_of_a_submitted_period_is_made_and_changes_nothing_of_it(self):
		take_step(self.first, "Submit Report")
		before = frappe.db.get_value("Reporting Period", self.first.name, ["modified", "report_data"])
		self.assertEqual(self.make().archive_state, "Ready")
		self.assertEqual(
			frappe.db.get_value("Reporting Period", self.first.name, ["modified", "report_data"]), before
		)

	def test_a_failure_is_told_and_can_be_tried_again(self):
		for error, said in (
			(OSError(28, "No space left on device"), "The disk of the site is full"),
			(ValueError("Ana Kos"), "It failed (ValueError). Please try again."),
		):
			with patch.object(archive, "build", side_effect=error):
				period = self.make()
			self.assertEqual(period.archive_state, "Failed")
			self.assertIn(said, period.archive_failure)
		self.assertEqual(self.make().archive_state, "Ready")
		self.assertFalse(self.first.archive_failure)

	def test_nothing_is_made_of_what_was_not_asked_for_or_is_gone(self):
		archive.make(self.first.name)
		archive.make("RPER-gone")
		self.assertEqual(archive.get_files(self.first.name), [])

	def test_what_a_killed_worker_left_is_begun_anew(self):
		with patch.object(archive, "enqueue"):
			archive.ask(self.first.name)
		for status, number in (
			(None, 1),
			(JobStatus.FAILED, 1),
			(JobStatus.STARTED, 0),
			(JobStatus.QUEUED, 0),
		):
			with (
				patch.object(archive, "get_job_status", return_value=status),
				patch.object(archive, "enqueue") as enqueued,
			):
				archive.resume_interrupted()
			self.assertEqual(enqueued.call_count, number)

	def test_old_ones_are_removed_after_the_days_of_hub_settings(self):
		self.make()
		change_settings(proof_archive_days=30)
		archive.remove_old()
		self.assertEqual(len(archive.get_files(self.first.name)), 1)
		self.first.db_set("archive_on", add_days(now_datetime(), -31), update_modified=False)
		change_settings(proof_archive_days=0)
		archive.remove_old()
		self.assertEqual(len(archive.get_files(self.first.name)), 1)
		change_settings(proof_archive_days=30)

		archive.remove_old()

		self.assertEqual(archive.get_files(self.first.name), [])
		self.assertFalse(self.first.reload().archive_state)

	def test_a_hand_writes_nothing_of_its_state(self):
		self.first.reload().update({"archive_state": "Ready", "archive_by": "Administrator"}).save()
		self.assertFalse(self.first.reload().archive_state)


class TestWhoReadsAnArchive(ArchiveTestCase):
	def setUp(self):
		super().setUp()
		self.officer = make_user("proofs-officer@hub.test", "Hub Officer")
		self.other = make_user("proofs-manager@hub.test", "Hub Manager")
		self.make(user=self.officer)
		self.file = frappe.get_doc("File", archive.get_files(self.first.name)[0].name)

	def test_who_made_it_and_who_sees_all_of_it_read_it(self):
		self.assertEqual((self.file.owner, self.file.is_private), (self.officer, 1))
		for user in (self.officer, self.other):
			self.assertTrue(may_read(self.file, user))
		with as_user(self.other):
			overview = archive.get_overview(self.first.name)
		self.assertEqual([row.name for row in overview["files"]], [self.file.name])

	def test_who_may_not_read_a_record_in_it_does_not_read_it(self):
		"""A manager who was limited to another municipality sees the period, but not the session in Tolmin."""
		with patch.object(archive.missing, "may_read", side_effect=hide_all):
			self.assertFalse(may_read(self.file, self.other))
			self.assertTrue(may_read(self.file, self.officer))
			with as_user(self.other):
				self.assertEqual(archive.get_overview(self.first.name)["files"], [])

	def test_who_may_not_export_the_period_neither_asks_for_it_nor_reads_it(self):
		for role in ("Hub Mentor", "Network Coordinator", "NGO Representative"):
			user = make_user(f"proofs-{frappe.scrub(role)}@hub.test", role)
			self.assertFalse(may_read(self.file, user))
			with as_user(user), self.assertRaises(frappe.PermissionError):
				archive.ask(self.first.name)
		self.assertFalse(may_read(self.file, "Guest"))


def hide_all(doctype, document, user):
	return document.name.isnull()


class TestForms(HubTestCase):
	def test_the_forms_learn_from_the_hooks_which_records_have_proofs_and_may_be_counted(self):
		told = frappe._dict()
		extend_boot(told)
		self.assertEqual(told.hub_proof_records, list(get_records()))
		scripts = frappe.get_hooks("doctype_js")
		for doctypes, script in (
			(told.hub_proof_records, "public/js/proofs.js"),
			(told.hub_countable, "public/js/reported_records.js"),
		):
			for doctype in doctypes:
				self.assertIn(script, scripts[doctype], doctype)


class TestNames(HubTestCase):
	def test_names_can_be_unpacked_on_every_computer(self):
		for text, name in (
			('a<b>:c"/d\\e|f?*.', "a b c d e f"),
			("con", "_con"),
			("  .. ", "_"),
			("Žoga\tin\x00mreža", "Žoga in mreža"),
			("x" * 90, "x" * 50),
		):
			self.assertEqual(make_safe(text), name)
		for file_name, name in (
			("nul.txt", "_nul.txt"),
			("poročilo.končno.PDF", "poročilo.končno.PDF"),
			("../../etc/passwd", "etc passwd"),
			("y" * 200 + ".pdf", "y" * LONGEST_FILE + ".pdf"),
		):
			self.assertEqual(make_safe_file(file_name), name)

	def test_no_two_paths_are_the_same_whatever_their_capitals(self):
		paths = Paths()
		taken = [paths.take("01", name) for name in ("Plan.pdf", "plan.PDF", "Plan.pdf")]
		self.assertEqual(taken, ["01/Plan.pdf", "01/plan (2).PDF", "01/Plan (3).pdf"])
