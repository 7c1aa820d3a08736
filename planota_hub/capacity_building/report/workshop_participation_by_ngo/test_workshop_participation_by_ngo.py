# SPDX-License-Identifier: GPL-3.0-only
from frappe.utils import add_days, getdate, today

from planota_hub.capacity_building.doctype.training_workshop.test_training_workshop import (
	make_past_workshop,
	take_step,
)
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_attended,
	make_registration,
)
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase
from planota_hub.tests.reports import find_row

REPORT = "Workshop Participation by NGO"


class TestWorkshopParticipationByNGO(HubTestCase):
	def test_the_whole_row_counts_attendances_and_people(self):
		ngo = make_ngo(stage="Verified").name
		first, second = (make_past_workshop(capacity=10, days=-days) for days in (1, 2))
		for workshop in (first, second):
			make_attended(workshop, ngo=ngo, email="ana@participation.test")
		make_attended(first, ngo=ngo, email="bor@participation.test")
		make_registration(first, ngo=ngo, email="ema@participation.test", attendance="Absent")
		for workshop in (first, second):
			take_step(take_step(workshop, "Close Registration"), "Mark as Held")

		row = find_row(REPORT, "ngo", ngo, from_date=add_days(today(), -2), to_date=add_days(today(), -1))

		self.assertEqual(str(row.pop("last_workshop")), add_days(today(), -1))
		self.assertEqual(
			{key: row[key] for key in ("municipality", "workshops", "attendances", "people", "hours")},
			{"municipality": "Tolmin", "workshops": 2, "attendances": 3, "people": 2, "hours": 18},
		)
		yesterday = add_days(today(), -1)
		row = find_row(REPORT, "ngo", ngo, from_date=yesterday, to_date=yesterday)
		self.assertEqual((row["workshops"], row["attendances"]), (1, 2))
		self.assertIsNone(find_row(REPORT, "ngo", ngo, from_date=today(), to_date=today()))

	def test_what_was_not_held_yet_does_not_count(self):
		ngo = make_ngo(stage="Verified").name
		make_attended(make_past_workshop(), ngo=ngo)

		self.assertIsNone(find_row(REPORT, "ngo", ngo, from_date="2000-01-01", to_date=str(getdate())))
