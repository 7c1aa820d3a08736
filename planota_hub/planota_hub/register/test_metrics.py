# SPDX-License-Identifier: GPL-3.0-only
from frappe.utils import getdate

from planota_hub.metrics.registry import count
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase


class TestRegisteredNGOs(HubTestCase):
	def test_an_ngo_counts_from_the_day_on_which_it_was_verified(self):
		ngo = make_ngo(stage="Verified", municipality="Bovec", legal_form="Foundation")
		ngo.db_set("verified_on", "2019-06-30 15:00:00")

		on_the_day = [row for row in self.count("2019-06-30") if row.name == ngo.name]
		before = [row for row in self.count("2019-06-29") if row.name == ngo.name]

		self.assertEqual(
			[(row.municipality, row.legal_form) for row in on_the_day], [("Bovec", "Foundation")]
		)
		self.assertEqual(before, [])

	def test_one_that_is_not_active_does_not_count(self):
		ngo = make_ngo(stage="Verified")
		ngo.db_set({"verified_on": "2019-06-30 15:00:00", "stage": "Inactive"})

		self.assertNotIn(ngo.name, [row.name for row in self.count("2019-12-31")])

	def count(self, day: str):
		return count("ngos_registered", getdate("2019-01-01"), getdate(day))
