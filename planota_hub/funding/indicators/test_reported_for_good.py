# SPDX-License-Identifier: GPL-3.0-only
"""What was reported, against many hands at once, and against a file that is imported.

What is tested here must be committed, so it is removed by hand.
"""

import csv
import io

import frappe

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import make_session
from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.funding.doctype.indicator_reading.indicator_reading import approve_reading
from planota_hub.funding.doctype.indicator_reading.test_indicator_reading import get_reading
from planota_hub.funding.doctype.project_indicator.test_project_indicator import make_indicator
from planota_hub.funding.doctype.reporting_period.test_reporting_period import make_period, take_step
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.at_once import call_at_once
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.counting import read_evidence

PERIOD, READING = "Reporting Period", "Indicator Reading"
MANAGERS = ("first.manager@hub.test", "second.manager@hub.test")


class CommittedPeriodTestCase(HubTestCase):
	"""A project of 2018 with four and two hours of mentoring in the first half."""

	def setUp(self):
		super().setUp()
		for manager in MANAGERS:
			make_user(manager, "Hub Manager")
		self.ngo = make_ngo(stage="Verified")
		self.project = make_project()
		self.period = make_period(self.project)
		self.sessions = [
			make_session(
				ngo=self.ngo.name,
				starts_on=f"2018-0{month}-05 09:00:00",
				hours=hours,
				funded_project=self.project.name,
			)
			for month, hours in ((3, 4), (4, 2))
		]
		self.indicator = make_indicator(self.project)
		frappe.db.commit()

	def tearDown(self):
		frappe.set_user("Administrator")
		frappe.db.rollback()
		for reading in frappe.get_all(
			READING, {"project": self.project.name}, pluck="name", order_by="name asc"
		):
			frappe.db.delete("Counted Record", {"parent": reading})
			frappe.db.delete(READING, {"name": reading})
		for doctype in ("Project Indicator", PERIOD):
			frappe.db.delete(doctype, {"project": self.project.name})
		for session in self.sessions:
			frappe.delete_doc("Mentoring Session", session.name, force=True, delete_permanently=True)
		for doctype, name in (("Funded Project", self.project.name), ("NGO", self.ngo.name)):
			frappe.delete_doc(doctype, name, force=True, delete_permanently=True)
		frappe.db.commit()
		super().tearDown()

	def all_at_once(self, *calls) -> list:
		"""Do all of this at the same moment, each as one of two managers; return the answers."""

		def act(number: int):
			frappe.set_user(MANAGERS[number % len(MANAGERS)])
			return calls[number]()

		answers = call_at_once(act, list(range(len(calls))))
		frappe.db.rollback()
		frappe.clear_document_cache(PERIOD, self.period.name)
		return answers

	def compute(self):
		return frappe.get_doc(PERIOD, self.period.name).compute_figures()

	def submit(self):
		return take_step(self.period, "Submit Report", frappe.session.user).stage

	def lock(self):
		return take_step(self.period, "Lock Period", frappe.session.user).stage

	def edit_session(self):
		return frappe.get_doc("Mentoring Session", self.sessions[0].name).update({"hours": 7}).save().hours

	def assertAddsUp(self) -> float:
		"""There is one reading, and its evidence makes up its value; return that."""
		self.assertEqual(frappe.db.count(READING, {"indicator": self.indicator.name}), 1)
		reading = get_reading(self.indicator, self.period)
		rows = read_evidence(reading.name)
		self.assertEqual(sum(row.counted_value for row in rows), reading.value)
		self.assertEqual(len(rows), len(self.sessions))
		return reading.value


class TestManyHandsAtOnce(CommittedPeriodTestCase):
	def test_several_who_compute_leave_one_reading_with_each_record_once(self):
		answers = self.all_at_once(*[self.compute] * 4)

		self.assertEqual(answers, [{"computed": 1, "failures": []}] * 4)
		self.assertEqual(self.assertAddsUp(), 6)

	def test_while_a_record_changes_the_figure_is_that_before_or_after_and_never_a_mixture(self):
		answers = self.all_at_once(self.compute, self.edit_session, self.compute)

		self.assertEqual([answer for answer in answers if isinstance(answer, Exception)], [])
		self.assertIn(self.assertAddsUp(), (6, 9))
		self.compute()
		self.assertEqual(self.assertAddsUp(), 9)

	def test_two_who_lock_at_once_lock_once(self):
		self.submit()
		frappe.db.commit()

		answers = self.all_at_once(self.lock, self.lock)

		self.assertEqual([answer for answer in answers if answer == "Locked"], ["Locked"])
		period = frappe.get_doc(PERIOD, self.period.name)
		self.assertEqual(period.stage, "Locked")
		self.assertEqual(period.locked_by, MANAGERS[answers.index("Locked")])

	def test_who_computes_while_another_submits_changes_nothing_that_was_reported(self):
		self.compute()
		frappe.db.commit()

		answers = self.all_at_once(self.submit, self.compute, self.edit_session)

		self.assertIn("Submitted", answers)
		period = frappe.get_doc(PERIOD, self.period.name)
		reported = period.get_report().figures[0].value
		self.assertEqual(self.assertAddsUp(), reported)
		self.assertTrue(get_reading(self.indicator, self.period).frozen)


class TestImportedChanges(CommittedPeriodTestCase):
	def setUp(self):
		super().setUp()
		self.manual = make_indicator(self.project, measurement="Manual")
		self.compute()
		with as_user(MANAGERS[0]):
			get_reading(self.manual, self.period).update({"value": 3}).save()
		with as_user(MANAGERS[1]):
			approve_reading(get_reading(self.manual, self.period).name)
		self.submit()
		self.lock()
		frappe.db.commit()
		self.imports = []

	def tearDown(self):
		frappe.db.rollback()
		for name in self.imports:
			frappe.delete_doc("Data Import", name, force=True, delete_permanently=True)
		super().tearDown()

	def import_rows(self, doctype: str, *rows) -> str:
		"""Import changes of records; return what the log says of the rows that were refused."""
		text = io.StringIO()
		csv.writer(text).writerows(rows)
		file = {"doctype": "File", "file_name": f"{frappe.generate_hash(length=8)}.csv", "is_private": 1}
		file = frappe.get_doc({**file, "content": text.getvalue()}).insert()
		data_import = frappe.get_doc(
			{
				"doctype": "Data Import",
				"reference_doctype": doctype,
				"import_type": "Update Existing Records",
				"import_file": file.file_url,
			}
		).insert()
		self.imports.append(data_import.name)
		data_import.get_importer().import_data()
		logs = {"data_import": data_import.name, "success": 0}
		return "\n".join(frappe.get_all("Data Import Log", logs, pluck="messages", order_by="name asc"))

	def test_an_import_changes_no_reading_that_was_reported(self):
		manual, computed = (
			get_reading(indicator, self.period) for indicator in (self.manual, self.indicator)
		)

		messages = self.import_rows(READING, ("ID", "Value"), (manual.name, 99), (computed.name, 99))

		self.assertEqual(messages.count("what was reported can't be changed"), 2)
		self.assertEqual([manual.reload().value, computed.reload().value], [3, 6])

	def test_an_import_changes_no_period_that_was_reported(self):
		messages = self.import_rows(PERIOD, ("ID", "What Was Achieved"), (self.period.name, "More"))

		self.assertIn("this period is Locked and can't be changed any more", messages)
		self.assertFalse(frappe.db.get_value(PERIOD, self.period.name, "achievements"))
