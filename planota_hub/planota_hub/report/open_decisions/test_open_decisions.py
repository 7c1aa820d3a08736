# SPDX-License-Identifier: GPL-3.0-only
from frappe.utils import add_days, get_fullname, getdate, today

from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting, new_decision
from planota_hub.tests.compat import HubTestCase
from planota_hub.tests.reports import get_report_rows


class TestOpenDecisions(HubTestCase):
	def get_rows(self, meeting) -> list[dict]:
		rows = get_report_rows("Open Decisions", day=today())
		return [row for row in rows if row["meeting"] == meeting.name]

	def test_whole_rows_the_next_to_fall_due_first(self):
		late, soon = add_days(today(), -3), add_days(today(), 30)
		meeting = make_meeting(
			stage="Held",
			decisions=[
				new_decision(decision="Later", due_date=soon),
				new_decision(decision="Late", due_date=late),
				new_decision(decision="Done", status="Done"),
			],
		)

		rows = self.get_rows(meeting)

		self.assertEqual([row["decision"] for row in rows], ["Late", "Later"])
		self.assertEqual(
			[(getdate(row["due_date"]), row["is_overdue"]) for row in rows],
			[
				(getdate(late), 1),
				(getdate(soon), 0),
			],
		)
		self.assertEqual(
			{key: rows[0][key] for key in ("responsible", "carried_out_by", "subject")},
			{
				"responsible": get_fullname("officer@meeting.test"),
				"carried_out_by": None,
				"subject": meeting.subject,
			},
		)
		self.assertEqual(getdate(rows[0]["held_on"]), getdate(meeting.starts_on))

	def test_a_meeting_that_was_not_held_has_decided_nothing(self):
		self.assertEqual(self.get_rows(make_meeting(decisions=[new_decision()])), [])
