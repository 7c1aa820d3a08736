# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import make_workshop
from planota_hub.patches import bring_event_kinds
from planota_hub.planota_hub.doctype.hub_event.test_hub_event import make_event, make_registration
from planota_hub.planota_hub.events.kind import get_event_kinds
from planota_hub.planota_hub.events.rules import get_ready
from planota_hub.setup.masters import EVENT_KINDS
from planota_hub.tests.compat import HubTestCase, as_user, make_user

QUESTION = {"question": "What do you eat?", "kind": "One Choice", "choices": "Everything\nVegan"}


def make_kind(**overrides):
	"""Create a kind of event, with any field overridden."""
	values = {"doctype": "Event Kind", "kind_name": f"Kind {frappe.generate_hash(length=8)}", **overrides}
	return frappe.get_doc(values).insert()


class TestEventKind(HubTestCase):
	def test_the_usual_kinds_are_there_and_read_in_the_readers_language(self):
		self.assertLessEqual(set(EVENT_KINDS), set(get_event_kinds()))
		frappe.local.lang = "sl"
		self.addCleanup(setattr, frappe.local, "lang", "en")
		self.assertEqual(get_event_kinds()["Info Day"], "Informativni dan")

	def test_a_manager_makes_kinds_and_an_officer_uses_them(self):
		with as_user(make_user("manager@kinds.test", "Hub Manager")):
			kind = make_kind()
		with as_user(make_user("officer@kinds.test", "Hub Officer")):
			self.assertEqual(make_event(event_kind=kind.name).event_kind, kind.name)
			with self.assertRaises(frappe.PermissionError):
				make_kind()

	def test_a_disabled_kind_is_refused_and_stays_where_it_is(self):
		kind = make_kind()
		event = make_event(event_kind=kind.name)
		kind.update({"disabled": 1, "is_never_support": 1}).save()
		event.reload()
		event.organisers = "The hub"
		event.save()
		with self.assertRefused("Kind of Event: "):
			make_event(event_kind=kind.name)

	def test_what_is_never_support_has_no_hours(self):
		kind = make_kind(is_never_support=1, support_kind="Information")
		self.assertFalse(kind.support_kind)
		with self.assertRefused("are never support"):
			make_event(event_kind=kind.name, support_kind="Information")

	def test_a_kind_has_ready_what_a_new_event_begins_with(self):
		kind = make_kind(
			programme="Lunch is free", capacity=12, support_kind="Information", questions=[QUESTION]
		)
		ready = get_ready(kind.name)
		(question,) = ready.pop("questions")
		self.assertEqual(
			ready,
			{
				"description": "Lunch is free",
				"support_kind": "Information",
				"capacity": 12,
				"asks_feedback": 1,
			},
		)
		self.assertEqual(make_event(questions=[question]).questions[0].choices, QUESTION["choices"])
		with as_user(make_user("ngo@kinds.test", "NGO Representative")):
			self.assertRaises(frappe.PermissionError, get_ready, kind.name)

	def test_a_renamed_kind_and_one_of_before_are_known(self):
		kind, event = make_kind(), make_event()
		event.db_set("event_kind", kind.name)
		frappe.rename_doc("Event Kind", kind.name, "Summer School", show_alert=False)
		self.assertEqual(frappe.db.get_value("Hub Event", event.name, "event_kind"), "Summer School")
		frappe.delete_doc("Event Kind", "Summer School", force=True)
		bring_event_kinds.execute()
		self.assertTrue(frappe.db.exists("Event Kind", "Summer School"))


class TestCopies(HubTestCase):
	def test_a_copy_has_texts_seats_and_questions_and_no_days_or_people(self):
		event = make_event(description="Lunch is free", questions=[QUESTION], capacity=9, days=30)
		make_registration(event)
		for original in (
			event.reload(),
			make_workshop(questions=[QUESTION], description="Lunch is free", capacity=9),
		):
			copied = frappe.copy_doc(original, ignore_no_copy=False)
			self.assertEqual(
				(copied.description, copied.capacity, len(copied.questions)), ("Lunch is free", 9, 1)
			)
			for fieldname in ("starts_on", "ends_on", "registration_opens_on", "outcome", "confirmed_count"):
				self.assertFalse(copied.get(fieldname), fieldname)
