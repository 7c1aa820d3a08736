# SPDX-License-Identifier: GPL-3.0-only
"""What stands for an organisation follows it: a number entered later, another name, a merge."""

import frappe

from planota_hub.local_networks.needs.endorsements import ENDORSEMENT
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_registration_number
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.register.duplicates import get_distinct_names, mark_distinct
from planota_hub.planota_hub.register.identity.keys import get_organisation_key, refresh_keys
from planota_hub.planota_hub.register.merge import merge_ngos
from planota_hub.tests.compat import HubTestCase


class TestKeys(HubTestCase):
	def test_the_key_is_the_name_of_the_record_whatever_was_written(self):
		number = make_registration_number()
		ngo = make_ngo(ngo_name="Društvo Ključ Tolmin", registration_number=number)
		for given in ({"record": ngo.name}, {"number": f"{number}000"}, {"name": "drustvo kljuc tolmin"}):
			with self.subTest(given):
				self.assertEqual(get_organisation_key(**given), ngo.name)
		town = make_stakeholder(registration_number=make_registration_number())
		self.assertEqual(get_organisation_key(number=town.registration_number), town.name)

	def test_outside_the_register_it_is_the_number_or_a_digest_of_the_name(self):
		number = make_registration_number()
		self.assertEqual(get_organisation_key(number=f"{number}000", name="Društvo"), number)
		key = get_organisation_key(name="Društvo Nepoznano", municipality="Brda")
		self.assertEqual(key, get_organisation_key(name="DRUSTVO nepoznano", municipality="Brda"))
		self.assertNotEqual(key, get_organisation_key(name="Društvo Neznano"))
		self.assertNotIn("neznano", key)
		self.assertIsNone(get_organisation_key())

	def test_a_name_of_two_is_no_record(self):
		names = {
			make_ngo(ngo_name="Društvo Dvojček", municipality=place).name for place in ("Brda", "Tolmin")
		}
		self.assertNotIn(get_organisation_key(name="Društvo Dvojček"), names)
		self.assertIn(get_organisation_key(name="Društvo Dvojček", municipality="Brda"), names)


class TestRecordsNamedAfterOrganisations(HubTestCase):
	def make_alert(self, call: str, ngo: str) -> str:
		alert = {"doctype": "Funding Call Alert", "funding_call": call, "ngo": ngo, "match_state": "Matches"}
		return frappe.get_doc({**alert, "sent_on": frappe.utils.now()}).insert(ignore_links=True).name

	def test_they_get_the_name_of_the_one_that_stayed(self):
		kept, merged = make_ngo(), make_ngo()
		self.make_alert("CALL-X", merged.name)
		merge_ngos(kept.name, merged.name)

		found = frappe.get_all("Funding Call Alert", {"ngo": kept.name}, pluck="name")
		self.assertEqual(found, [f"CALL-X-{kept.name}"])

	def test_of_two_one_stays(self):
		kept, merged = make_ngo(), make_ngo()
		for ngo in (merged, kept):
			self.make_alert("CALL-X", ngo.name)
		merge_ngos(kept.name, merged.name)

		found = frappe.get_all("Funding Call Alert", {"ngo": kept.name}, pluck="name")
		self.assertEqual(found, [f"CALL-X-{kept.name}"])

	def test_endorsements_are_named_after_the_one_that_stayed(self):
		hook = next(entry for entry in frappe.get_hooks("hub_named_after") if entry["doctype"] == ENDORSEMENT)
		self.assertEqual((hook["fields"], hook["fieldname"]), (["need", "member"], "member"))

	def test_working_out_again_twice_changes_nothing(self):
		ngo = make_ngo()
		self.make_alert("CALL-X", ngo.name)
		for _time in range(2):
			refresh_keys("NGO", ngo.name, "NGO-GONE")
		self.assertTrue(frappe.db.exists("Funding Call Alert", f"CALL-X-{ngo.name}"))


class TestDistinctFrom(HubTestCase):
	def test_whoever_was_distinct_from_the_merged_one_is_from_the_one_that_stayed(self):
		kept, merged, twin = make_ngo(), make_ngo(), make_ngo()
		mark_distinct(merged.name, twin.name)
		merge_ngos(kept.name, merged.name)

		self.assertEqual(get_distinct_names(frappe.get_doc("NGO", twin.name)), {kept.name})
		self.assertEqual(get_distinct_names(frappe.get_doc("NGO", kept.name)), {twin.name})

	def test_two_that_were_declared_distinct_and_are_one_after_all_point_at_nobody(self):
		kept, merged = make_ngo(), make_ngo()
		mark_distinct(kept.name, merged.name)
		merge_ngos(kept.name, merged.name)

		self.assertEqual(get_distinct_names(frappe.get_doc("NGO", kept.name)), set())
