# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.tests.compat import HubTestCase
from planota_hub.tests.reports import find_row

PERIOD = {"from_date": "2017-01-01", "to_date": "2017-12-31"}


class TestNeedsByFieldAndStage(HubTestCase):
	def test_the_whole_row_of_a_field(self):
		needs = [make_need(stage=stage) for stage in ("Submitted", "Under Review", "Accepted", "Rejected")]
		needs.append(make_need(affected_count=40, severity="1", reach="1", gap="1"))
		for need in needs:
			frappe.db.set_value("Local Need", need.name, "creation", "2017-12-31 23:30:00")

		row = find_row("Needs by Field and Stage", "field_of_work", "Older People", **PERIOD)

		self.assertAlmostEqual(row.pop("priority"), sum(need.priority for need in needs) / len(needs))
		self.assertEqual(
			row,
			{
				"field_of_work": "Older People",
				"needs": 5,
				"to_review": 3,
				"accepted": 1,
				"in_action": 0,
				"addressed": 0,
				"rejected": 1,
				"people": 40,
			},
		)

	def test_a_duplicate_is_no_need_of_its_own(self):
		need = make_need()
		frappe.db.set_value(
			"Local Need", need.name, {"creation": "2017-06-01 08:00:00", "stage": "Duplicate"}
		)
		self.assertIsNone(find_row("Needs by Field and Stage", "field_of_work", "Older People", **PERIOD))
