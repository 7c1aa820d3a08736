# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import client
from frappe.model.workflow import apply_workflow

from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.planota_hub.practices.pages import get_public_practice
from planota_hub.tests.compat import HubTestCase, as_user, make_user

STEPS = {
	"Submitted": (),
	"Under Review": ("Review",),
	"Published": ("Review", "Publish"),
	"Withdrawn": ("Review", "Publish", "Withdraw"),
}


def make_practice(**overrides):
	"""Create a practice; a `stage` other than Submitted is reached by the steps of the workflow."""
	stage = overrides.pop("stage", "Submitted")
	values = {
		"doctype": "Good Practice",
		"practice_title": f"Repair café {frappe.generate_hash(length=8)}",
		"field_of_work": "Environment and Nature",
		"organisation": "Društvo Popravljalnica",
		"summary": "Neighbours repair what others would throw away.",
		"steps": "Find a room. Find people who can repair. Open once a month.",
		"results": "400 things repaired in a year.",
		**overrides,
	}
	practice = frappe.get_doc(values).insert()
	for action in STEPS[stage]:
		practice = apply_workflow(practice, action)
	return practice


class TestGoodPractice(HubTestCase):
	def test_a_new_practice_has_its_own_lasting_identifier(self):
		first, second = make_practice(), make_practice()

		self.assertNotEqual(first.practice_id, second.practice_id)
		first.practice_id = second.practice_id
		first.save()
		self.assertNotEqual(first.practice_id, second.practice_id)

	def test_publication_needs_a_field_of_work_and_is_stamped(self):
		with self.assertRefused("Field of Work: please choose one before the practice is published"):
			make_practice(stage="Published", field_of_work=None)
		self.assertTrue(make_practice(stage="Published").published_on)

	def test_declining_needs_a_reason(self):
		practice = make_practice()
		with self.assertRefused("Reason for Declining: please give the reason"):
			apply_workflow(practice, "Decline")

	def test_a_new_practice_cannot_begin_as_published(self):
		with self.assertRefused("Stage: a new practice begins as Submitted"):
			frappe.get_doc({**make_practice().as_dict(), "name": None, "stage": "Published"}).insert()

	def test_wrong_values_are_refused_by_their_field(self):
		for values, message in (
			({"year": 1066}, "Since Year: expected is a year from"),
			({"contact_published": 1}, "Contact Person: please enter the person"),
			({"contact_email": "nobody"}, "Email: nobody is not an e-mail address"),
			({"summary": "<script>x</script>"}, "In Short: please write plain text"),
		):
			with self.subTest(values), self.assertRefused(message):
				make_practice(**values)

	def test_a_new_text_is_stamped_and_a_step_is_not(self):
		practice = make_practice()
		frappe.db.set_value("Good Practice", practice.name, "content_changed_on", "2019-01-01 00:00:00")
		practice.reload()
		practice = apply_workflow(practice, "Review")
		self.assertEqual(str(practice.content_changed_on), "2019-01-01 00:00:00")
		practice.results = "500 things"
		practice.save()
		self.assertNotEqual(str(practice.content_changed_on), "2019-01-01 00:00:00")

	def test_the_public_sees_what_is_published_and_a_contact_only_with_agreement(self):
		contact = {"contact_name": "Ana Kos", "contact_email": "ana@hub.test"}
		hidden = make_practice(stage="Published", **contact)
		shown = make_practice(stage="Published", contact_published=1, **contact)

		self.assertIsNone(get_public_practice(hidden.name).contact_name)
		self.assertEqual(get_public_practice(shown.name).contact_email, "ana@hub.test")
		for stage in ("Submitted", "Under Review", "Withdrawn"):
			self.assertIsNone(get_public_practice(make_practice(stage=stage).name))

	def test_only_the_staff_read_the_contact_in_the_record(self):
		practice = make_practice(stage="Published", contact_name="Ana Kos", contact_email="ana@hub.test")
		for role, expected in {
			"Hub Officer": ("Ana Kos", "ana@hub.test", practice.tracking_code),
			"Hub Mentor": (None, None, None),
			"NGO Representative": (None, None, None),
		}.items():
			with as_user(make_user(f"{frappe.scrub(role)}@hub.test", role)):
				read = client.get("Good Practice", practice.name)
			contact = tuple(read.get(field) for field in ("contact_name", "contact_email", "tracking_code"))
			self.assertEqual(contact, expected, role)

	def test_who_sees_which_practice(self):
		user = "representative@hub.test"
		make_user(user, "NGO Representative")
		own = make_practice(ngo=make_represented_ngo(user).name)
		draft, published = make_practice(), make_practice(stage="Published")
		for email, role, expected in (
			("officer@hub.test", "Hub Officer", {own.name, draft.name, published.name}),
			("auditor@hub.test", "Hub Auditor", {own.name, draft.name, published.name}),
			("mentor@hub.test", "Hub Mentor", {published.name}),
			(user, "NGO Representative", {own.name, published.name}),
		):
			with self.subTest(role), as_user(make_user(email, role)):
				names = ("in", [own.name, draft.name, published.name])
				found = frappe.get_list(
					"Good Practice", {"name": names}, pluck="name", order_by="name asc", limit_page_length=0
				)
				self.assertEqual(set(found), expected)
				for practice in (own, draft, published):
					self.assertEqual(
						bool(frappe.has_permission("Good Practice", "read", practice.name)),
						practice.name in expected,
					)
