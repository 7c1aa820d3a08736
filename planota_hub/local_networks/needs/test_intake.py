# SPDX-License-Identifier: GPL-3.0-only
"""What the public sends about needs and networks: what is taken, what is refused, and what is told."""

import frappe
from frappe.utils import add_months, today

from planota_hub.local_networks.doctype.local_need.test_local_need import make_need, take_step
from planota_hub.local_networks.needs.graph import get_graph
from planota_hub.local_networks.needs.intake import report_need
from planota_hub.local_networks.needs.reviews import (
	confirm_need,
	get_waiting_needs,
)
from planota_hub.local_networks.needs.similarity import get_similar_needs
from planota_hub.local_networks.needs.tracking import get_need_status
from planota_hub.personal_data.retention import remove_expired
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.public_forms.intake import HONEYPOT_FIELD
from planota_hub.public_forms.test_website import PageTestCase
from planota_hub.tests.compat import HubTestCase, as_user, make_user

EMAIL = "ana.novak@potreba.test"
USER = "representative@networks.test"


def make_values(**overrides) -> dict:
	"""Return what a guest types into the form for needs."""
	return {
		"need_title": f"Ni avtobusa {frappe.generate_hash(length=8)}",
		"municipality": "Tolmin",
		"field_of_work": "Older People",
		"description": "Po drugi uri ni avtobusa do zdravstvenega doma.",
		"affected_count": "40",
		"reporter_name": "Ana Novak",
		"reporter_email": EMAIL,
		"consent": 1,
		**overrides,
	}


class TestReportNeed(HubTestCase):
	def setUp(self):
		super().setUp()
		change_settings(
			public_intake_per_email_per_day=3, anonymous_intake_allowed=1, anonymous_needs_allowed=1
		)

	def report(self, user: str = "Guest", **values):
		with as_user(user):
			answer = report_need(make_values(**values))
		return answer, self.get_need(answer)

	def get_need(self, answer: dict):
		name = frappe.db.get_value("Local Need", {"tracking_code": answer["tracking_code"]})
		return frappe.get_doc("Local Need", name) if name else None

	def test_a_guest_reports_a_need_and_gets_a_tracking_code(self):
		answer, need = self.report()

		self.assertEqual((need.stage, need.source, need.owner), ("Submitted", "Web Form", "Guest"))
		self.assertEqual((need.reporter_email, need.affected_count, need.is_anonymous), (EMAIL, 40, 0))
		self.assertTrue(need.consent_given_on)
		self.assertTrue(answer["mailed"])
		self.assertEqual(get_need_status(answer["tracking_code"])["label"], "Received")

	def test_nothing_of_an_anonymous_person_is_kept(self):
		answer, need = self.report(is_anonymous=1)

		self.assertEqual((need.is_anonymous, answer["mailed"]), (1, False))
		self.assertFalse(need.reporter_name or need.reporter_email or need.consent_given_on)

	def test_anonymous_reports_are_refused_where_the_hub_does_not_take_them(self):
		change_settings(anonymous_needs_allowed=0)

		with as_user("Guest"), self.assertRefused("Please agree"):
			report_need(make_values(is_anonymous=1, consent=0))

	def test_what_a_guest_may_not_say_is_left_out(self):
		_answer, need = self.report(stage="Addressed", severity="5", endorsements=9, owner="Administrator")

		self.assertEqual((need.stage, need.priority, need.endorsements), ("Submitted", 0, 0))

	def test_the_same_need_sent_twice_is_recognised(self):
		values = make_values()
		with as_user("Guest"):
			first, second = report_need(dict(values)), report_need(dict(values))

		self.assertEqual(first["tracking_code"], second["tracking_code"])
		self.assertEqual(frappe.db.count("Local Need", {"need_title": values["need_title"]}), 1)

	def test_wrong_input_is_named_and_nothing_is_saved(self):
		number = frappe.db.count("Local Need")
		for values, message in (
			({"municipality": "Atlantis"}, "Municipality: please choose from the list."),
			({"field_of_work": ""}, "Field of Work: please choose from the list."),
			({"need_title": ""}, "Please fill in: Title."),
			({"need_title": "<script>alert(1)</script>"}, "Title: please write plain text"),
			({"affected_count": "-3"}, "How Many People: please enter a number"),
			({"reporter_email": "nobody"}, "Your Email: please enter an e-mail address"),
			({"consent": 0}, "Please agree"),
			({"ngo": "NGO-99999"}, "NGO: you can only name an organisation that you represent"),
		):
			with self.subTest(message), as_user("Guest"), self.assertRaises(Exception) as caught:
				report_need(make_values(**values))
			self.assertIn(message, str(caught.exception))
		self.assertEqual(frappe.db.count("Local Need"), number)

	def test_a_robot_is_answered_and_nothing_is_saved(self):
		_answer, need = self.report(**{HONEYPOT_FIELD: "x"})

		self.assertIsNone(need)

	def test_an_address_that_sends_too_much_is_stopped(self):
		for _number in range(3):
			self.report()

		with as_user("Guest"), self.assertRefused("3 forms were sent", frappe.RateLimitExceededError):
			report_need(make_values())

	def test_the_tracking_page_tells_each_stage_and_nothing_of_the_person(self):
		answer, need = self.report()
		need.update({"severity": "3", "reach": "3", "gap": "3"})
		need.save()
		for action, label in (("Begin Review", "Under Review"), ("Accept", "Accepted")):
			need = take_step(need, action)
			self.assertEqual(get_need_status(answer["tracking_code"])["label"], label)
		self.assertNotIn("Ana", str(get_need_status(answer["tracking_code"])))
		self.assertIsNone(get_need_status("NOSUCHCODE"))


class TestReview(HubTestCase):
	def test_similar_needs_nearby_are_suggested_and_others_are_not(self):
		need = make_need(need_title="Ni avtobusa do zdravstvenega doma")
		same = make_need(need_title="Avtobus do zdravstvenega doma ne vozi", municipality="Kobarid")
		make_need(need_title="Pretesna knjižnica", description="Premalo prostora za otroke.")
		make_need(need_title="Ni avtobusa do zdravstvenega doma", municipality="Vipava")

		self.assertEqual([row["name"] for row in get_similar_needs(need)], [same.name])

	def test_a_need_that_still_stands_is_due_again_after_the_months_of_the_settings(self):
		change_settings(need_review_months=12)
		need = make_need(stage="Accepted")
		need.db_set("review_due_on", today())
		self.assertIn(need.name, [row.name for row in get_waiting_needs()])

		self.assertEqual(confirm_need(need.name), str(add_months(frappe.utils.getdate(today()), 12)))

		self.assertNotIn(need.name, [row.name for row in get_waiting_needs()])

	def test_only_an_accepted_need_is_reviewed_again_and_only_by_who_may_change_it(self):
		with self.assertRefused("only an accepted need"):
			confirm_need(make_need().name)
		need = make_need(stage="Accepted")
		with (
			as_user(make_user("mentor@networks.test", "Hub Mentor")),
			self.assertRaises(frappe.PermissionError),
		):
			confirm_need(need.name)

	def test_the_graph_of_a_need_without_answers_is_empty(self):
		self.assertEqual(get_graph(make_need().name), "")

	def test_persons_are_forgotten_after_the_retention_period_and_the_need_stays(self):
		change_settings(retention_months=12)
		old = make_need(stage="Rejected", reporter_name="Ana", reporter_email=EMAIL)
		recent = make_need(stage="Rejected", reporter_name="Ana", reporter_email=EMAIL)
		old.db_set("stage_changed_on", add_months(today(), -13))

		remove_expired()

		values = [frappe.db.get_value("Local Need", need.name, "reporter_email") for need in (old, recent)]
		self.assertEqual(values, [None, EMAIL])


class TestForm(PageTestCase):
	def test_the_form_opens_for_guests(self):
		self.assertIn("Report a local need", self.read("report-need/new"))
