# SPDX-License-Identifier: GPL-3.0-only
"""A briefing that several officers send and several workers work on in the same moment: each recipient once."""

from collections import Counter

import frappe

from planota_hub.planota_hub.briefings.sending import queue_batch, start_sending
from planota_hub.planota_hub.doctype.stakeholder_briefing.test_stakeholder_briefing import (
	BriefingTestCase,
	get_log,
	get_queued,
	make_bodies,
	make_briefing,
)
from planota_hub.tests.at_once import call_at_once

WORKERS, BATCH, RECIPIENTS = 4, 10, 45


class TestSendingAtOnce(BriefingTestCase):
	"""What is tested here must be committed, so it is removed by hand."""

	def setUp(self):
		super().setUp()
		self.bodies = make_bodies(*(f"body{number:03}" for number in range(RECIPIENTS)))
		self.briefing = make_briefing()
		frappe.db.commit()

	def tearDown(self):
		frappe.db.rollback()
		frappe.db.delete("Email Queue", {"reference_name": self.briefing.name})
		frappe.db.delete("Email Queue Recipient", {"recipient": ("like", "body%@brda.test")})
		frappe.db.delete("Notification Log", {"document_name": self.briefing.name})
		frappe.delete_doc("Stakeholder Briefing", self.briefing.name, force=True, delete_permanently=True)
		frappe.db.delete("Stakeholder", {"name": ("in", [body.name for body in self.bodies])})
		frappe.db.commit()
		super().tearDown()

	def test_every_recipient_is_written_down_and_written_to_once(self):
		answers = call_at_once(start_sending, [self.briefing.name] * WORKERS, "Administrator")
		refused = [error for error in answers if isinstance(error, Exception)]
		self.assertEqual(len(refused), WORKERS - 1)
		for error in refused:
			self.assertIn("This briefing is Sending", str(error))

		for _round in range(2):
			answers = call_at_once(self.work, [self.briefing.name] * WORKERS, "Administrator")
			self.assertEqual([error for error in answers if isinstance(error, Exception)], [])

		frappe.db.rollback()
		queued = get_queued(self.briefing)
		self.assertEqual(Counter(queued), dict.fromkeys((body.email for body in self.bodies), 1))
		self.assertEqual(set(get_log(self.briefing, "status")), {("Queued",)})
		self.briefing.reload()
		self.assertEqual((self.briefing.status, self.briefing.waiting_count), ("Waiting", RECIPIENTS))

	def work(self, briefing: str) -> bool:
		# what a worker has read before it gets the lock must not be what it goes by
		frappe.db.count("Briefing Recipient", {"briefing": briefing})
		return queue_batch(briefing, BATCH)
