# SPDX-License-Identifier: GPL-3.0-only
"""Lists that begin with what is next: what is to come by its day, what is over after it, the latest first."""

import frappe
from frappe.utils import add_days, add_to_date, getdate, today

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import (
	make_past_workshop,
	make_workshop,
)
from planota_hub.funding.doctype.funding_call.test_funding_call import make_call
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.rules.coming import FIELD, refresh_orders
from planota_hub.tests.compat import HubTestCase

WORKSHOP = "Training Workshop"


class TestComing(HubTestCase):
	def list_as_desk(self, doctype: str, *docs) -> list[str]:
		"""Return some records in the order in which the list of the Desk opens."""
		meta = frappe.get_meta(doctype)
		names = {"name": ("in", [doc.name for doc in docs])}
		order = f"{meta.sort_field} {meta.sort_order}"
		return frappe.get_all(doctype, names, pluck="name", order_by=order)

	def test_what_is_next_stands_first_and_what_is_over_last(self):
		far, near = make_workshop(days=40), make_workshop(days=2)
		cancelled = make_workshop(days=1, stage="Cancelled")
		long_ago, lately = make_past_workshop(days=-90), make_past_workshop(days=-3)
		self.assertEqual(
			self.list_as_desk(WORKSHOP, far, near, cancelled, long_ago, lately),
			[doc.name for doc in (near, far, cancelled, lately, long_ago)],
		)

	def test_a_call_without_a_last_day_stands_behind_those_that_close(self):
		near, always = make_call(closes_on=add_days(today(), 5)), make_call(closes_on=None)
		withdrawn = make_call(stage="Withdrawn")
		self.assertEqual(
			self.list_as_desk("Funding Call", always, withdrawn, near),
			[near.name, always.name, withdrawn.name],
		)

	def test_the_day_after_and_what_was_written_past_the_form_is_put_right_by_the_daily_job(self):
		past, near, unknown = make_workshop(days=3), make_workshop(days=5), make_workshop(days=4)
		yesterday = {field: add_to_date(past.get(field), days=-4) for field in ("starts_on", "ends_on")}
		past.db_set({**yesterday, FIELD: getdate(yesterday["starts_on"]).toordinal()})
		unknown.db_set(FIELD, 0)
		refresh_orders()
		self.assertEqual(
			self.list_as_desk(WORKSHOP, past, near, unknown), [unknown.name, near.name, past.name]
		)

	def test_what_is_taken_up_again_comes_back_to_the_front(self):
		held, near = make_meeting(stage="Cancelled", days=9), make_meeting(days=12)
		self.assertEqual(self.list_as_desk("Hub Meeting", held, near), [near.name, held.name])
		held.db_set("stage", "Planned")
		refresh_orders()
		self.assertEqual(self.list_as_desk("Hub Meeting", held, near), [held.name, near.name])

	def test_every_list_of_what_lies_ahead_names_fields_and_values_that_there_are(self):
		for doctype, rule in frappe.get_hooks("hub_coming").items():
			meta = frappe.get_meta(doctype)
			fieldname, *values = rule["over"]
			with self.subTest(doctype):
				self.assertEqual((meta.sort_field, meta.sort_order), (FIELD, "ASC"))
				self.assertTrue(all(meta.has_field(name) for name in (*rule["days"], *rule.get("until", []))))
				self.assertLessEqual(set(values), set(meta.get_field(fieldname).options.split("\n")))
