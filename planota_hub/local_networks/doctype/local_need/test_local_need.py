# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, add_months, getdate, today

from planota_hub.local_networks.doctype.local_network.test_local_network import make_network
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.tests.compat import HubTestCase, as_user, make_user

STEPS = {
	"Submitted": (),
	"Under Review": ("Begin Review",),
	"Accepted": ("Begin Review", "Accept"),
	"Rejected": ("Reject",),
}


def make_need(**overrides):
	"""Create a scored need of Tolmin, valid under every rule, with any field overridden.

	`stage` other than Submitted is reached by the steps of the workflow.
	"""
	stage = overrides.pop("stage", "Submitted")
	need = frappe.get_doc(
		{
			"doctype": "Local Need",
			"need_title": f"Prevoz {frappe.generate_hash(length=10)}",
			"municipality": "Tolmin",
			"field_of_work": "Older People",
			"description": "No bus to the health centre after two o'clock.",
			"severity": "4",
			"reach": "3",
			"gap": "5",
			"rejection_reason": "Not a need of the community" if stage == "Rejected" else None,
			**overrides,
		}
	).insert()
	for action in STEPS[stage]:
		need = take_step(need, action)
	return need


def take_step(need, action: str):
	"""Take a step of the workflow and return the need as it is stored then."""
	apply_workflow(need, action)
	return frappe.get_doc("Local Need", need.name)


class TestPriority(HubTestCase):
	def test_priority_is_severity_times_reach_times_gap(self):
		need = make_need(severity="4", reach="3", gap="5")

		self.assertEqual((need.priority, need.priority_class), (60, "High"))

	def test_classes_begin_at_27_and_60(self):
		for factors, expected in {
			("5", "5", "5"): (125, "High"),
			("3", "4", "4"): (48, "Medium"),
			("3", "3", "3"): (27, "Medium"),
			("2", "3", "4"): (24, "Low"),
			("1", "1", "1"): (1, "Low"),
			("", "5", "5"): (0, ""),
		}.items():
			need = make_need(**dict(zip(("severity", "reach", "gap"), factors, strict=True)))
			self.assertEqual((need.priority, need.priority_class), expected, factors)

	def test_numbers_outside_the_scale_are_refused_by_the_name_of_the_field(self):
		for wrong in ("6", "-1", 25):
			with self.subTest(wrong), self.assertRefused("Reach: expected is a number from 1 to 5."):
				make_need(reach=wrong)

	def test_numbers_of_a_spreadsheet_are_taken(self):
		self.assertEqual(make_need(severity=2.0, reach=2, gap="2").priority, 8)


class TestStages(HubTestCase):
	def test_a_new_need_begins_as_submitted(self):
		with self.assertRefused("Stage: a new need begins as Submitted"):
			frappe.get_doc({**make_need().as_dict(), "name": None, "stage": "Accepted"}).insert()

	def test_acceptance_stamps_and_sets_the_next_review(self):
		need = make_need(stage="Accepted")

		self.assertEqual((need.accepted_on, need.reviewed_on), (getdate(today()), getdate(today())))
		self.assertEqual(need.review_due_on, getdate(add_months(today(), 12)))

	def test_a_need_is_scored_before_it_is_accepted(self):
		need = make_need(stage="Under Review", gap="")

		with self.assertRefused("Gap: please fill it in before you accept", frappe.MandatoryError):
			take_step(need, "Accept")

	def test_a_rejection_has_a_reason(self):
		with self.assertRefused("Reason for Rejection: please give the reason", frappe.MandatoryError):
			take_step(make_need(), "Reject")

	def test_what_follows_from_answers_is_no_step_that_somebody_takes(self):
		need = make_need(stage="Accepted")
		for stage in ("In Action", "Addressed"):
			need.reload()
			need.stage = stage
			with self.subTest(stage), self.assertRaises(frappe.ValidationError):
				need.save()

	def test_stamps_stay_whatever_is_sent(self):
		need = make_need(stage="Accepted")
		need.update(
			{"accepted_on": "2000-01-01", "endorsements": 99, "tracking_code": "X", "source": "Import"}
		)
		need.save()

		need.reload()
		self.assertEqual((need.accepted_on, need.endorsements, need.source), (getdate(today()), 0, "Desk"))
		self.assertNotEqual(need.tracking_code, "X")

	def test_markup_is_refused_in_every_text(self):
		for fieldname in (
			"need_title",
			"locality",
			"description",
			"affected_group",
			"evidence",
			"addressed_today",
		):
			with self.subTest(fieldname), self.assertRefused("please write plain text"):
				make_need(**{fieldname: "<script>alert(1)</script>"})


class TestDuplicates(HubTestCase):
	def test_a_duplicate_names_the_need_that_says_the_same(self):
		need = make_need()
		with self.assertRefused("Duplicate Of: please choose the need", frappe.MandatoryError):
			take_step(need, "Mark as Duplicate")

		need.reload()
		need.duplicate_of = make_need().name
		need.save()
		self.assertEqual(take_step(need, "Mark as Duplicate").stage, "Duplicate")

	def test_a_need_is_no_duplicate_of_itself(self):
		need = make_need()
		need.duplicate_of = need.name
		with self.assertRefused("Duplicate Of: a need can't be a duplicate of itself."):
			need.save()

	def test_there_are_no_chains_and_no_circles(self):
		original = make_need()
		duplicate = make_need(duplicate_of=original.name)
		with self.assertRefused("Duplicate Of: that need is marked as a duplicate itself."):
			make_need(duplicate_of=duplicate.name)
		original.reload()
		original.duplicate_of = make_need().name
		with self.assertRefused("Duplicate Of: other needs are marked as duplicates of this one."):
			original.save()
		original.reload()
		original.duplicate_of = duplicate.name
		with self.assertRefused("Duplicate Of: that need is marked as a duplicate itself."):
			original.save()

	def test_a_reopened_need_is_no_duplicate_any_more(self):
		need = take_step(make_need(duplicate_of=make_need().name), "Mark as Duplicate")

		self.assertFalse(take_step(need, "Reopen").duplicate_of)


class TestPlaces(HubTestCase):
	def test_unit_region_and_point_follow_from_the_municipality(self):
		need = make_need(municipality="Bovec")

		self.assertEqual((need.administrative_unit, need.statistical_region), ("Tolmin", "Goriška"))
		self.assertIn("Point", need.location)

	def test_the_network_is_that_of_the_municipality(self):
		network = make_network(municipalities=[{"municipality": "Kobarid"}])

		self.assertEqual(make_need(municipality="Kobarid").local_network, network.name)

	def test_a_closed_network_gets_no_needs(self):
		make_network(municipalities=[{"municipality": "Kobarid"}], closed_on=add_days(today(), -1))

		self.assertFalse(make_need(municipality="Kobarid").local_network)

	def test_a_network_of_another_place_is_refused(self):
		network = make_network(municipalities=[{"municipality": "Kobarid"}])

		with self.assertRefused("Local Network: this network does not work in Tolmin."):
			make_need(local_network=network.name)


class TestNeedPermissions(HubTestCase):
	def setUp(self):
		super().setUp()
		self.submitted = make_need(reporter_name="Ana Kos", reporter_email="ana@kos.test")
		self.accepted = make_need(stage="Accepted")

	def assertSees(self, user: str, need, expected: bool):
		with as_user(user):
			try:
				listed = bool(frappe.get_list("Local Need", {"name": need.name}, pluck="name"))
			except frappe.PermissionError:
				listed = False
			opened = bool(frappe.has_permission("Local Need", "read", need.name))
		self.assertEqual((listed, opened), (expected, expected), f"{user}: {need.stage} (list, form)")

	def test_staff_and_auditors_see_all(self):
		for role in ("Hub Manager", "Hub Officer", "Hub Auditor"):
			user = make_user(f"{frappe.scrub(role)}@needs.test", role)
			self.assertSees(user, self.submitted, True)
			self.assertSees(user, self.accepted, True)

	def test_a_mentor_sees_what_is_accepted(self):
		mentor = make_user("mentor@needs.test", "Hub Mentor")
		self.assertSees(mentor, self.accepted, True)
		self.assertSees(mentor, self.submitted, False)

	def test_a_coordinator_sees_and_edits_the_own_municipalities_only(self):
		coordinator = make_user("coordinator@needs.test", "Network Coordinator")
		self.assertSees(coordinator, self.accepted, False)
		make_network(coordinator=coordinator, municipalities=[{"municipality": "Tolmin"}])
		elsewhere = make_need(municipality="Bovec")

		self.assertSees(coordinator, self.submitted, True)
		self.assertSees(coordinator, elsewhere, False)
		with as_user(coordinator):
			need = frappe.get_doc("Local Need", self.submitted.name)
			need.evidence = "Survey of the municipality"
			need.save()
			self.assertEqual(take_step(need, "Begin Review").stage, "Under Review")
			with self.assertRaises(frappe.PermissionError):
				make_need(municipality="Bovec")

	def test_a_representative_sees_the_own_reports_and_what_is_accepted(self):
		user = make_user("rep@needs.test")
		own = make_need(ngo=make_represented_ngo(user).name)

		self.assertSees(user, own, True)
		self.assertSees(user, self.accepted, True)
		self.assertSees(user, self.submitted, False)
		with as_user(user), self.assertRaises(frappe.PermissionError):
			frappe.get_doc("Local Need", own.name).save()

	def test_guests_and_users_without_a_role_see_nothing(self):
		for user in ("Guest", make_user("nobody@needs.test")):
			self.assertSees(user, self.accepted, False)

	def test_who_reported_is_for_those_who_work_on_the_need(self):
		for role, expected in {"Hub Officer": True, "Hub Auditor": False}.items():
			user = make_user(f"{frappe.scrub(role)}@needs.test", role)
			with as_user(user):
				need = frappe.get_doc("Local Need", self.submitted.name)
				need.apply_fieldlevel_read_permissions()
			self.assertEqual(bool(need.get("reporter_name")), expected, role)

	def test_an_ngo_can_be_named_as_the_reporter(self):
		ngo = make_ngo(stage="Verified")

		self.assertEqual(make_need(ngo=ngo.name).ngo, ngo.name)
