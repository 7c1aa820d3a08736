# SPDX-License-Identifier: GPL-3.0-only
"""Many NGOs at once: each through its own rules, with a reason where it can't be, and undone where nobody was faster."""

import frappe

from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.register.bulk_changes import (
	ADD_FIELD,
	ASSIGN,
	MUNICIPALITY,
	NEWS_CONSENT,
	REMOVE_FIELD,
	VERIFY,
	make_change,
	preview_change,
	undo_change,
)
from planota_hub.tests.compat import HubTestCase, as_user, make_user


def as_rows(*ngos) -> list[dict]:
	return [{"name": ngo.name, "modified": str(ngo.modified)} for ngo in ngos]


def get_stored(ngo):
	return frappe.get_doc("NGO", ngo.name)


class TestBulkChanges(HubTestCase):
	def test_the_preview_shows_before_and_after_and_changes_nothing(self):
		ngo = make_ngo(municipality="Tolmin")
		row = preview_change(MUNICIPALITY, as_rows(ngo), "Bovec")[0]
		self.assertEqual((row["before"], row["after"], row["is_done"]), ("Tolmin", "Bovec", True))
		self.assertEqual(str(get_stored(ngo).modified), str(ngo.modified))

	def test_a_change_is_made_and_undone(self):
		ngo = make_ngo(municipality="Tolmin")
		field = frappe.get_all("Field of Work", pluck="name", order_by="name desc", limit=1)[0]
		before = [row.field_of_work for row in ngo.fields_of_work]
		for change, value in ((MUNICIPALITY, "Bovec"), (ADD_FIELD, field)):
			with self.subTest(change):
				done = make_change(change, as_rows(get_stored(ngo)), value)
				self.assertTrue(done[0]["is_done"], done)
				self.assertTrue(undo_change([done[0]["undo"]])[0]["is_done"])
		stored = get_stored(ngo)
		self.assertEqual(stored.municipality, "Tolmin")
		self.assertEqual([row.field_of_work for row in stored.fields_of_work], before)

	def test_who_was_changed_meanwhile_is_left_alone_and_said(self):
		ngo = make_ngo(municipality="Tolmin")
		listed = as_rows(ngo)
		get_stored(ngo).update({"short_name": "Other"}).save()
		self.assertIn("meanwhile", make_change(MUNICIPALITY, listed, "Bovec")[0]["reason"])
		done = make_change(MUNICIPALITY, as_rows(get_stored(ngo)), "Bovec")
		get_stored(ngo).update({"short_name": "Third"}).save()
		self.assertIn("meanwhile", undo_change([done[0]["undo"]])[0]["reason"])
		self.assertEqual(get_stored(ngo).municipality, "Bovec")

	def test_one_that_fails_does_not_stop_the_others(self):
		ngo = make_ngo()
		rows = [{"name": "NGO-99999"}, *as_rows(ngo)]
		results = make_change(MUNICIPALITY, rows, "Bovec")
		self.assertEqual([row["is_done"] for row in results], [False, True])
		self.assertFalse(make_change(MUNICIPALITY, as_rows(get_stored(ngo)), "No Such Place")[0]["is_done"])

	def test_consent_needs_a_source_and_is_stamped_with_it(self):
		ngo = make_ngo(consent_news=0)
		with self.assertRefused("source"):
			make_change(NEWS_CONSENT, as_rows(ngo), "1")
		make_change(NEWS_CONSENT, as_rows(ngo), "1", "Ana Kos, by phone")
		stored = get_stored(ngo)
		self.assertEqual((stored.consent_news, stored.news_consent_given_by), (1, "Ana Kos, by phone"))

	def test_verifying_shows_likely_duplicates_first(self):
		make_ngo(ngo_name="Društvo Jasna luč Podbrdo")
		twin = make_ngo(ngo_name="Jasna luč Podbrdo")
		row = preview_change(VERIFY, as_rows(twin))[0]
		self.assertEqual((row["after"], len(row["duplicates"])), ("Verified", 1))
		self.assertEqual(get_stored(twin).stage, "Submitted")
		self.assertTrue(make_change(VERIFY, as_rows(twin))[0]["is_done"])
		self.assertEqual(get_stored(twin).stage, "Verified")

	def test_many_are_assigned_to_somebody(self):
		ngo, user = make_ngo(), make_user("officer@bulk.test", "Hub Officer")
		make_change(ASSIGN, as_rows(ngo), user)
		self.assertTrue(frappe.db.exists("ToDo", {"reference_name": ngo.name, "allocated_to": user}))

	def test_who_may_not_change_an_ngo_is_told_for_that_row(self):
		ngo = make_ngo()
		with as_user(make_user("auditor@bulk.test", "Hub Auditor")):
			results = make_change(MUNICIPALITY, as_rows(ngo), "Bovec")
		self.assertFalse(results[0]["is_done"])
		self.assertEqual(get_stored(ngo).municipality, ngo.municipality)

	def test_wrong_calls_are_refused_at_once(self):
		rows = as_rows(make_ngo())
		for arguments in (("Delete", rows, "x"), (MUNICIPALITY, rows, ""), (REMOVE_FIELD, "{}", "x")):
			with self.subTest(arguments[0]), self.assertRaises(frappe.ValidationError):
				make_change(*arguments)
