# SPDX-License-Identifier: GPL-3.0-only
from unittest.mock import patch

import frappe
from frappe.desk.form.load import getdoc

from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import make_session
from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.funding.doctype.indicator_reading.indicator_reading import (
	approve_reading,
	get_counted,
	get_drift,
)
from planota_hub.funding.doctype.project_indicator.test_project_indicator import make_indicator
from planota_hub.funding.doctype.reporting_period.test_reporting_period import (
	SECOND_HALF,
	make_period,
	take_step,
)
from planota_hub.funding.indicators import drift, evidence, funder_report, readings, reported_records
from planota_hub.funding.indicators.reported_records import (
	ReportedRecordError,
	announce_correction,
	get_locked_reports,
)
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.merging.records import merge_records, preview_merge
from planota_hub.rules.unknown_numbers import get_known
from planota_hub.tests.compat import HubTestCase, as_user, make_user
from planota_hub.tests.counting import read_evidence

READING = "Indicator Reading"
REASON = "The sign-in sheet says six hours."


def get_reading(indicator, period):
	"""Return the stored reading of an indicator for a period."""
	keys = {"indicator": indicator.name, "reporting_period": period.name}
	return frappe.get_doc(READING, frappe.db.get_value(READING, keys))


def get_written(reading) -> list:
	"""Return when the counted records of a reading were written down."""
	return [row.creation for row in read_evidence(reading.name)]


class ReadingTestCase(HubTestCase):
	"""Project of 2018 in two halves; four hours of mentoring in March in Tolmin, two in August in Bovec."""

	def setUp(self):
		super().setUp()
		self.project = make_project()
		self.first = make_period(self.project)
		self.second = make_period(self.project, SECOND_HALF)
		self.tolmin = make_ngo(stage="Verified", fields_of_work=[{"field_of_work": "Youth"}])
		self.bovec = make_ngo(stage="Verified", municipality="Bovec", legal_form="Foundation")
		self.march = self.hold(self.tolmin, "2018-03-05", 4)
		self.august = self.hold(self.bovec, "2018-08-06", 2)

	def hold(self, ngo, day, hours, project=None):
		project = self.project.name if project is None else project
		return make_session(ngo=ngo.name, starts_on=f"{day} 09:00:00", hours=hours, funded_project=project)


class TestComputedReadings(ReadingTestCase):
	def test_a_cumulative_figure_counts_from_the_beginning_and_another_from_its_period(self):
		running = make_indicator(self.project, [(self.second, 10)])
		periodic = make_indicator(self.project, cumulative=0)
		for period in (self.first, self.second):
			period.compute_figures()

		self.assertEqual([get_reading(running, period).value for period in (self.first, self.second)], [4, 6])
		self.assertEqual(
			[get_reading(periodic, period).value for period in (self.first, self.second)], [4, 2]
		)
		self.assertEqual(get_reading(running, self.second).target, 10)

	def test_the_evidence_is_every_counted_record_with_where_it_belongs(self):
		indicator = make_indicator(self.project)
		self.second.compute_figures()

		entries = [
			frappe.db.get_value("Support Entry", {"source_name": session.name})
			for session in (self.march, self.august)
		]
		rows = read_evidence(get_reading(indicator, self.second).name)
		found = [
			(row.ref_doctype, row.ref_name, row.counted_value, row.ngo, row.municipality, row.legal_form)
			for row in rows
		]
		self.assertEqual(
			found,
			[
				("Support Entry", entries[0], 4, self.tolmin.name, "Tolmin", "Association"),
				("Support Entry", entries[1], 2, self.bovec.name, "Bovec", "Foundation"),
			],
		)
		self.assertEqual([row.administrative_unit for row in rows], ["Tolmin", "Tolmin"])
		self.assertEqual(rows[0].field_of_work, "Youth")

	def test_computing_again_replaces_the_evidence(self):
		indicator = make_indicator(self.project)
		self.first.compute_figures()
		self.hold(self.bovec, "2018-04-02", 1)
		self.first.compute_figures()

		reading = get_reading(indicator, self.first)
		self.assertEqual((reading.value, len(read_evidence(reading.name))), (5, 2))
		self.assertEqual(frappe.db.count(READING, {"indicator": indicator.name}), 1)

	def test_support_of_another_project_is_left_out_unless_all_is_asked_for(self):
		self.hold(self.bovec, "2018-04-02", 1, project="")
		own = make_indicator(self.project)
		every = make_indicator(self.project, project_records_only=0)
		self.first.compute_figures()

		self.assertEqual((get_reading(own, self.first).value, get_reading(every, self.first).value), (4, 5))

	def test_filters_narrow_the_figure(self):
		figures = {"Tolmin": 4, "Bovec": 2}
		made = {place: make_indicator(self.project, filters=[("municipality", place)]) for place in figures}
		none = make_indicator(self.project, filters=[("kind", "Workshop")])
		self.second.compute_figures()

		for place, figure in figures.items():
			self.assertEqual(get_reading(made[place], self.second).value, figure)
		self.assertEqual(get_reading(none, self.second).value, 0)

	def test_parts_make_up_the_whole(self):
		indicator = make_indicator(self.project)
		self.second.compute_figures()
		reading = get_reading(indicator, self.second)

		parts = evidence.break_down([reading.name])[reading.name]

		self.assertEqual(parts["municipality"], {"Tolmin": 4, "Bovec": 2})
		self.assertEqual(parts["administrative_unit"], {"Tolmin": 6})
		self.assertEqual(parts["field_of_work"], {"Youth": 4, "": 2})
		self.assertEqual(parts["legal_form"], {"Association": 4, "Foundation": 2})

	def test_a_computed_reading_is_not_entered_by_hand(self):
		indicator = make_indicator(self.project)
		with self.assertRefused("it is not entered by hand"):
			frappe.get_doc(
				{
					"doctype": READING,
					"indicator": indicator.name,
					"reporting_period": self.first.name,
					"value": 9,
				}
			).insert()
		self.first.compute_figures()
		with self.assertRefused("it is not entered by hand"):
			get_reading(indicator, self.first).update({"value": 9}).save()

	def test_evidence_is_not_touched_by_hand(self):
		indicator = make_indicator(self.project)
		self.first.compute_figures()
		reading = get_reading(indicator, self.first)

		(counted,) = read_evidence(reading.name)
		rows = [
			{"name": counted.name, "counted_value": 99},
			{"ref_name": self.bovec.name, "counted_value": 1},
		]
		reading.update({"evidence": rows}).save()

		self.assertEqual([row.counted_value for row in read_evidence(reading.name)], [4])
		row = frappe.get_doc("Counted Record", counted.name)
		with self.assertRefused("written by its computation only", frappe.PermissionError):
			row.update({"counted_value": 1}).save()
		with self.assertRefused("written by its computation only", frappe.PermissionError):
			row.delete()


class TestTheFormOfAReading(ReadingTestCase):
	def setUp(self):
		super().setUp()
		self.indicator = make_indicator(self.project)
		self.second.compute_figures()
		self.reading = get_reading(self.indicator, self.second)

	def test_it_opens_without_its_counted_records_and_asks_for_them_then(self):
		frappe.local.response = frappe._dict(docs=[])
		getdoc(READING, self.reading.name)

		(shown,) = frappe.local.response.docs
		self.assertNotIn("evidence", shown.as_dict())
		counted = get_counted(self.reading.name)
		self.assertEqual((counted["total"], len(counted["records"])), (2, 2))
		self.assertEqual(counted["records"][0]["ngo_name"], self.tolmin.ngo_name)
		self.assertEqual(counted["breakdown"]["municipality"], {"Tolmin": 4, "Bovec": 2})

	def test_what_has_changed_is_asked_for_of_a_reported_figure_alone(self):
		self.assertIsNone(get_drift(self.reading.name))
		take_step(self.first, "Submit Report")
		reported = get_reading(self.indicator, self.first)
		self.march.reload().update({"hours": 6}).save()

		found = get_drift(reported.name)

		self.assertEqual((found["value"], found["drift"], found["total"]), (6, 2, 1))
		self.assertEqual(
			[(row["label"], row["reported"], row["now"]) for row in found["rows"]], [("Changed", 4, 6)]
		)

	def test_who_may_not_read_a_reading_is_told_nothing_of_it(self):
		for question in (get_counted, get_drift):
			with (
				as_user(make_user("mentor@hub.test", "Hub Mentor")),
				self.assertRaises(frappe.PermissionError),
			):
				question(self.reading.name)

	def test_a_deleted_reading_leaves_no_counted_records(self):
		frappe.delete_doc(READING, self.reading.name)

		self.assertEqual(read_evidence(self.reading.name), [])


class TestNightlyWork(ReadingTestCase):
	def test_every_open_period_is_computed_in_a_job_of_its_own(self):
		indicator = make_indicator(self.project)
		take_step(self.first, "Submit Report")
		frappe.db.set_value("Funded Project", self.project.name, "status", "Running")
		with patch.object(frappe, "enqueue") as enqueue:
			readings.refresh_open_periods()

		periods = [call.kwargs["period"] for call in enqueue.call_args_list]
		self.assertIn(self.second.name, periods)
		self.assertNotIn(self.first.name, periods)
		readings.refresh_period(self.second.name)
		self.assertEqual(get_reading(indicator, self.second).value, 6)

	def test_counted_records_are_written_anew_only_when_something_has_changed(self):
		indicator = make_indicator(self.project)
		later = frappe.utils.add_days(frappe.utils.today(), 30)
		with patch.object(readings, "is_turn", return_value=False):
			self.second.db_set("ends_on", later)
			readings.refresh_period(self.second.name)
			reading = get_reading(indicator, self.second)
			written = get_written(reading)
			readings.refresh_period(self.second.name)
			self.assertEqual(get_written(reading), written)

			self.march.reload().update({"hours": 6}).save()
			readings.refresh_period(self.second.name)
			self.assertNotEqual(get_written(reading), written)
			told = get_reading(indicator, self.second).value, evidence.get([reading.name])
			readings.compute_period(frappe.get_doc("Reporting Period", self.second.name))
			self.assertEqual(told, (get_reading(indicator, self.second).value, evidence.get([reading.name])))
			self.assertEqual(told[0], 8)

	def test_what_is_over_and_whose_turn_it_is_are_computed_whatever_has_changed(self):
		indicator = make_indicator(self.project)
		later = frappe.utils.add_days(frappe.utils.today(), 30)
		for ends_on, is_turn in ((later, True), ("2018-12-31", False)):
			self.second.db_set("ends_on", ends_on)
			readings.refresh_period(self.second.name)
			reading = get_reading(indicator, self.second)
			written = get_written(reading)
			with self.subTest(ends_on), patch.object(readings, "is_turn", return_value=is_turn):
				readings.refresh_period(self.second.name)
				self.assertNotEqual(get_written(reading), written)

	def test_every_reported_period_is_checked_in_a_job_of_its_own(self):
		indicator = make_indicator(self.project)
		take_step(self.first, "Submit Report")
		frappe.db.set_value("Funded Project", self.project.name, "ends_on", frappe.utils.today())
		self.march.reload().update({"hours": 6}).save()
		with patch.object(frappe, "enqueue") as enqueue:
			drift.check_reported_periods()

		periods = [call.kwargs["period"] for call in enqueue.call_args_list]
		self.assertIn(self.first.name, periods)
		self.assertNotIn(self.second.name, periods)
		drift.check_again(self.first.name)
		self.assertEqual(get_reading(indicator, self.first).drift, 2)

	def test_a_period_that_was_reported_meanwhile_is_left_alone(self):
		indicator = make_indicator(self.project)
		take_step(self.first, "Submit Report")
		self.hold(self.bovec, "2018-05-07", 3)

		readings.refresh_period(self.first.name)

		self.assertEqual(get_reading(indicator, self.first).value, 4)


class TestManualReadings(ReadingTestCase):
	def setUp(self):
		super().setUp()
		self.indicator = make_indicator(self.project, measurement="Manual", unit="articles")
		self.officer = make_user("officer@hub.test", "Hub Officer")
		self.manager = make_user("manager@hub.test", "Hub Manager")
		self.first.compute_figures()

	def enter(self, value=7, user=None):
		with as_user(user or self.officer):
			return get_reading(self.indicator, self.first).update({"value": value}).save()

	def test_a_value_waits_for_the_approval_of_a_second_person(self):
		self.assertEqual(get_reading(self.indicator, self.first).status, "To Enter")
		reading = self.enter()
		self.assertEqual((reading.status, reading.entered_by), ("To Approve", self.officer))

		with as_user(self.manager):
			self.assertEqual(approve_reading(reading.name), "Approved")

		reading.reload()
		self.assertEqual((reading.value, reading.approved_by), (7, self.manager))

	def test_nobody_approves_the_own_entry(self):
		reading = self.enter()
		with as_user(self.officer), self.assertRefused("somebody else has to approve it"):
			approve_reading(reading.name)
		self.assertEqual(reading.reload().status, "To Approve")

	def test_a_form_can_not_pretend_an_approval(self):
		reading = self.enter()
		with as_user(self.officer):
			forged = {"approved_by": self.manager, "entered_by": self.manager, "status": "Approved"}
			reading.update(forged).save()
		reading.reload()
		self.assertEqual(
			(reading.status, reading.entered_by, reading.approved_by), ("To Approve", self.officer, None)
		)

	def test_a_changed_value_has_to_be_approved_again_by_another_person(self):
		reading = self.enter()
		with as_user(self.manager):
			approve_reading(reading.name)
		reading = self.enter(8, self.manager)
		self.assertEqual(
			(reading.status, reading.entered_by, reading.approved_by), ("To Approve", self.manager, None)
		)
		with as_user(self.manager), self.assertRefused("somebody else has to approve it"):
			approve_reading(reading.name)

	def test_an_approved_value_is_not_approved_twice_nor_lost_when_figures_are_computed(self):
		reading = self.enter()
		with as_user(self.manager):
			approve_reading(reading.name)
			with self.assertRefused("There is nothing to approve"):
				approve_reading(reading.name)
		self.first.compute_figures()
		self.assertEqual((reading.reload().value, reading.status), (7, "Approved"))

	def test_an_auditor_does_not_approve(self):
		reading = self.enter()
		auditor = make_user("auditor@hub.test", "Hub Auditor")
		with as_user(auditor), self.assertRaises(frappe.PermissionError):
			approve_reading(reading.name)

	def test_a_report_waits_for_entries_and_approvals(self):
		with self.assertRefused("The report can't be submitted yet"):
			take_step(self.first, "Submit Report")
		reading = self.enter()
		with self.assertRefused("To Approve"):
			take_step(self.first, "Submit Report")
		with as_user(self.manager):
			approve_reading(reading.name)
		self.assertEqual(take_step(self.first, "Submit Report").stage, "Submitted")

	def say(self, text):
		with as_user(self.officer):
			return get_reading(self.indicator, self.first).update({"entered_value": text}).save()

	def test_zero_is_entered_approved_and_reported(self):
		for text in ("0", "0,0", "0.00"):
			reading = self.say(text)
			self.assertEqual((reading.status, get_known(reading, "value")), ("To Approve", 0), text)
			self.say("")
		reading = self.say("0")
		with as_user(self.manager):
			approve_reading(reading.name)

		self.assertEqual(take_step(self.first, "Submit Report").stage, "Submitted")
		figures = funder_report.get(frappe.get_doc("Reporting Period", self.first.name)).figures
		self.assertEqual([(figure.value, figure.target) for figure in figures], [(0, None)])

	def test_a_program_enters_zero_as_a_number(self):
		reading = frappe.get_doc(READING, get_reading(self.indicator, self.second_reading()).name)
		self.assertEqual((reading.status, reading.value, reading.entered_value), ("To Approve", 0, "0"))

	def second_reading(self):
		"""Enter the second period by a program; return the period."""
		keys = {"indicator": self.indicator.name, "reporting_period": self.second.name}
		frappe.get_doc({"doctype": READING, **keys, "value": 0}).insert()
		return self.second

	def test_an_empty_value_is_unknown_and_waits_for_its_entry(self):
		self.say("7")
		reading = self.say("")

		self.assertEqual((reading.status, get_known(reading, "value")), ("To Enter", None))
		with self.assertRefused("To Enter"):
			take_step(self.first, "Submit Report")

	def test_what_is_no_number_is_refused(self):
		for text in ("unknown", "12 articles", "1,2,3"):
			with self.assertRefused("is no number. Enter one, 0 too"):
				self.say(text)
		self.assertEqual(get_reading(self.indicator, self.first).status, "To Enter")

	def test_a_second_reading_for_the_period_and_one_of_another_project_are_refused(self):
		keys = {"doctype": READING, "indicator": self.indicator.name}
		with self.assertRefused("there is a reading for this period already"):
			frappe.get_doc({**keys, "reporting_period": self.first.name, "value": 1}).insert()
		other = make_period(make_project())
		with self.assertRefused("this period belongs to another project than the indicator"):
			frappe.get_doc({**keys, "reporting_period": other.name, "value": 1}).insert()


class TestReportedReadings(ReadingTestCase):
	def setUp(self):
		super().setUp()
		self.indicator = make_indicator(self.project)
		self.manual = make_indicator(self.project, measurement="Manual")
		self.first.compute_figures()
		entered = get_reading(self.manual, self.first).update({"value": 3}).save()
		with as_user(make_user("manager@hub.test", "Hub Manager")):
			approve_reading(entered.name)
		take_step(self.first, "Submit Report")
		self.period = take_step(self.first, "Lock Period")
		self.reading = get_reading(self.indicator, self.first)

	def test_no_hand_changes_what_was_reported(self):
		manual = get_reading(self.manual, self.first)
		for change in ({"value": 4}, {"note": "Better"}, {"frozen": 0}):
			with self.assertRefused("what was reported can't be changed"):
				frappe.get_doc(READING, manual.name).update(change).save()
		with self.assertRefused("what was reported can't be changed"):
			frappe.delete_doc(READING, self.reading.name)
		with self.assertRefused("what was reported can't be changed"):
			frappe.get_doc(
				{"doctype": READING, "indicator": make_indicator(self.project, measurement="Manual").name}
				| {"reporting_period": self.first.name, "value": 1}
			).insert()

	def test_the_interface_for_programs_changes_nothing_either(self):
		from frappe.client import delete, set_value

		manual = get_reading(self.manual, self.first)
		with self.assertRefused("what was reported can't be changed"):
			set_value(READING, manual.name, "value", 99)
		with self.assertRefused("what was reported can't be changed"):
			set_value("Counted Record", read_evidence(self.reading.name)[0].name, "counted_value", 99)
		with self.assertRefused("what was reported can't be changed"):
			delete(READING, manual.name)
		with self.assertRefused("written by its computation only", frappe.PermissionError):
			frappe.delete_doc("Counted Record", read_evidence(self.reading.name)[0].name)

	def test_computing_is_refused_and_would_change_nothing(self):
		with self.assertRefused("not computed again"):
			self.period.compute_figures()
		self.hold(self.bovec, "2018-05-07", 3)
		readings.compute_period(self.period)
		self.assertEqual(get_reading(self.indicator, self.first).value, 4)

	def test_a_later_edit_shows_as_drift_and_leaves_the_report_unchanged(self):
		reported = self.period.report_data
		self.correct(hours=6)
		new = self.hold(self.bovec, "2018-05-07", 3)

		found = drift.check_period(self.period.name)

		self.assertEqual([(row["reported"], row["now"], row["records"]) for row in found], [(4, 9, 2)])
		reading = get_reading(self.indicator, self.first)
		self.assertEqual((reading.value, reading.current_value, reading.drift), (4, 9, 5))
		self.assertEqual([row.counted_value for row in read_evidence(reading.name)], [4])
		self.assertEqual(frappe.db.get_value("Reporting Period", self.period.name, "report_data"), reported)
		entry = frappe.db.get_value("Support Entry", {"source_name": new.name})
		states = {row.name: (row.state, row.reported, row.now) for row in drift.compare(reading.name).rows}
		self.assertEqual(states[entry], ("New", 0, 3))
		self.assertIn(("Changed", 4, 6), states.values())

	def test_a_counted_record_that_was_deleted_is_noticed(self):
		announce_correction("Mentoring Session", self.march.name, REASON)
		frappe.delete_doc("Mentoring Session", self.march.name)

		rows = drift.compare(self.reading.name).rows

		self.assertEqual([(row.state, row.reported, row.now) for row in rows], [("Deleted", 4, 0)])
		# it can still be opened
		frappe.get_doc(READING, self.reading.name).run_method("onload")

	def test_a_record_that_no_longer_counts_is_told_from_a_deleted_one(self):
		self.correct(funded_project=None)

		self.assertEqual([row.state for row in drift.compare(self.reading.name).rows], ["No Longer Counts"])

	def correct(self, **values):
		announce_correction("Mentoring Session", self.march.name, REASON)
		self.march.reload().update(values).save()

	def test_a_counted_record_is_not_changed_before_somebody_says_why(self):
		for change in (
			lambda: self.march.reload().update({"hours": 6}).save(),
			lambda: self.march.reload().update({"funded_project": None}).save(),
			lambda: frappe.delete_doc("Mentoring Session", self.march.name),
		):
			with self.assertRefused("is counted in a locked report", ReportedRecordError):
				change()
		with self.assertRefused("please say in a few words"):
			announce_correction("Mentoring Session", self.march.name, " so ")
		self.march.reload().update({"summary": "What we did"}).save()

	def test_the_reason_stands_beside_the_figure(self):
		self.correct(hours=6)

		(text,) = frappe.get_all(
			"Comment", {"reference_doctype": READING, "reference_name": self.reading.name}, pluck="content"
		)
		self.assertIn(self.march.name, text)
		self.assertIn("4 was reported, 6 by the records of today. " + REASON, text)

	def test_a_reason_is_that_of_its_author(self):
		with as_user(make_user("other-manager@hub.test", "Hub Manager")):
			announce_correction("Mentoring Session", self.march.name, REASON)

		with self.assertRefused("is counted in a locked report", ReportedRecordError):
			self.march.reload().update({"hours": 6}).save()

	def test_what_only_an_open_or_a_submitted_report_counts_is_changed_freely(self):
		self.second.compute_figures()

		self.august.reload().update({"hours": 5}).save()

		self.assertEqual(get_locked_reports("Mentoring Session", self.august.name), [])
		locked = get_locked_reports("Mentoring Session", self.march.name)
		self.assertEqual([row["reading"] for row in locked], [self.reading.name])

	def test_a_job_of_the_hub_goes_on_and_leaves_a_note(self):
		with patch.object(reported_records, "is_by_hand", return_value=False):
			self.march.reload().update({"hours": 6}).save()

		self.assertTrue(frappe.db.exists("Comment", {"reference_name": self.reading.name}))

	def test_the_drift_names_each_record_and_where_it_opens(self):
		self.correct(hours=6)

		(figure,) = drift.check_period(self.period.name)

		entry = frappe.db.get_value("Support Entry", {"source_name": self.march.name})
		keys = ("form_doctype", "form_name", "ngo_name", "label", "reported", "now")
		self.assertEqual(
			[tuple(row[key] for key in keys) for row in figure["changes"]],
			[("Support Entry", entry, self.tolmin.ngo_name, "Changed", 4, 6)],
		)

	def test_without_drift_there_is_nothing_to_say(self):
		self.assertEqual(drift.check_period(self.period.name), [])

	def test_a_locked_period_is_not_returned(self):
		with self.assertRaises(frappe.ValidationError):
			take_step(self.first, "Return Report")


class TestReturnedReports(ReadingTestCase):
	def test_a_returned_report_can_be_corrected(self):
		indicator = make_indicator(self.project)
		take_step(self.first, "Submit Report")
		self.hold(self.bovec, "2018-05-07", 3)
		take_step(self.first, "Return Report")
		self.assertFalse(get_reading(indicator, self.first).frozen)

		take_step(self.first, "Submit Report")

		reading = get_reading(indicator, self.first)
		self.assertEqual((reading.value, reading.frozen), (7, 1))


class TestWhoSeesReadings(ReadingTestCase):
	def test_staff_and_auditors_see_readings_and_mentors_do_not(self):
		make_indicator(self.project)
		self.first.compute_figures()
		for role, seen in (("Hub Auditor", True), ("Hub Officer", True), ("Hub Mentor", False)):
			with as_user(make_user(f"{frappe.scrub(role)}@hub.test", role)):
				self.assertEqual(frappe.has_permission(READING), seen, role)
		with as_user(make_user("hub_auditor@hub.test", "Hub Auditor")):
			self.assertFalse(frappe.has_permission(READING, "write"))
			self.assertTrue(frappe.get_list(READING, order_by="name asc"))


class TestReportedMerge(ReadingTestCase):
	def test_two_ngos_that_a_locked_report_counts_are_merged_after_the_preview_says_so(self):
		self.hold(self.bovec, "2018-04-02", 1)
		indicator = make_indicator(self.project, metric="ngos_supported", filters=[("hours", "1")])
		self.first.compute_figures()
		take_step(self.first, "Submit Report")
		take_step(self.first, "Lock Period")

		shown = preview_merge("NGO", self.tolmin.name, self.bovec.name)["differences"]
		with as_user(make_user("manager@hub.test", "Hub Manager")):
			merge_records("NGO", self.tolmin.name, self.bovec.name)

		label = f"{indicator.indicator_name} ({self.first.period_title})"
		(row,) = (row for row in shown if row["label"] == label)
		self.assertIn("which stays as it is", row["kept"])
		reading = get_reading(indicator, self.first)
		self.assertEqual(reading.value, 2)
		notes = frappe.get_all("Comment", {"reference_name": reading.name}, pluck="content")
		self.assertTrue(any("2 was reported, 1 by the records of today" in note for note in notes), notes)
		self.assertTrue(any(f"{self.bovec.name} was merged" in note for note in notes), notes)
		self.assertIsNone(frappe.flags.change_reason)
