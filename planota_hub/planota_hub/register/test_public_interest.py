# SPDX-License-Identifier: GPL-3.0-only
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import frappe
from frappe.utils import add_days, today

from planota_hub.patches import keep_each_status
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.register.merge import merge_ngos
from planota_hub.planota_hub.register.public_interest import (
	WARNING_DAYS,
	get_expiring_card,
	get_holding,
	refresh_statuses,
)
from planota_hub.planota_hub.register.public_page import describe_status
from planota_hub.tests.compat import HubTestCase, as_user, make_user


class TestExpiringCard(HubTestCase):
	def make_ngo_with_status(self, days: int | None, **overrides):
		ministry = make_stakeholder(stakeholder_type="Ministry").name
		return make_ngo(
			**{
				"stage": "Verified",
				"public_interest_statuses": [
					{"ministry": ministry, "valid_until": None if days is None else add_days(today(), days)}
				],
				**overrides,
			}
		)

	def test_counts_verified_ngos_whose_status_ends_soon(self):
		before = get_expiring_card()["value"]

		for days in (0, WARNING_DAYS):
			self.make_ngo_with_status(days)
		for days in (-1, WARNING_DAYS + 1, None):
			self.make_ngo_with_status(days)
		self.make_ngo_with_status(10, stage="Submitted")

		self.assertEqual(get_expiring_card()["value"] - before, 2)

	def test_leads_to_a_list_of_exactly_these_ngos(self):
		self.make_ngo_with_status(10)

		card = get_expiring_card()

		filters = [["NGO", fieldname, *condition] for fieldname, condition in card["route_options"].items()]
		self.assertEqual(len(frappe.get_list("NGO", filters=filters, pluck="name")), card["value"])

	def test_is_for_those_who_work_at_the_desk(self):
		self.make_ngo_with_status(10)
		outsider = make_user("representative@card.test", "NGO Representative")

		with as_user(outsider), self.assertRaises(frappe.PermissionError):
			get_expiring_card()


class TestStatuses(HubTestCase):
	def setUp(self):
		super().setUp()
		self.ministry = make_stakeholder(stakeholder_type="Ministry").name

	def make(self, *rows: dict, **overrides):
		return make_ngo(
			public_interest_statuses=[{"ministry": self.ministry, **row} for row in rows], **overrides
		)

	def test_an_ngo_has_the_status_in_several_fields(self):
		ngo = self.make(
			{"field_of_work": "Youth", "granted_on": "2015-01-01", "act_number": "093-1/2015"},
			{
				"field_of_work": "Culture and Arts",
				"granted_on": "2016-01-01",
				"valid_until": add_days(today(), 5),
			},
			{"field_of_work": "Health", "granted_on": "2010-01-01", "withdrawn_on": "2014-01-01"},
			{"field_of_work": "Heritage", "granted_on": add_days(today(), 1)},
		)

		self.assertEqual(ngo.has_public_interest_status, 1)
		self.assertEqual(str(ngo.public_interest_ends_on), add_days(today(), 5))
		held = [row.field_of_work for row in get_holding(ngo.public_interest_statuses)]
		self.assertEqual(held, ["Youth", "Culture and Arts"])
		self.assertEqual(describe_status(ngo), "Culture and Arts, Youth")
		self.assertEqual(
			[row.field_of_work for row in get_holding(ngo.public_interest_statuses, "2013-12-31")], ["Health"]
		)

	def test_a_status_holds_on_its_last_day_and_not_on_the_day_of_its_withdrawal(self):
		for row, holds in (
			({"valid_until": today()}, 1),
			({"valid_until": add_days(today(), -1)}, 0),
			({"withdrawn_on": today()}, 0),
			({"withdrawn_on": add_days(today(), 1)}, 1),
			({"granted_on": today()}, 1),
			({"granted_on": add_days(today(), 1)}, 0),
			({}, 1),
		):
			with self.subTest(row):
				self.assertEqual(self.make(row).has_public_interest_status, holds)

	def test_an_end_that_another_status_of_the_field_follows_is_none(self):
		end = add_days(today(), 5)
		following = {"field_of_work": "Youth", "granted_on": add_days(today(), 6)}

		self.assertIsNone(
			self.make({"field_of_work": "Youth", "valid_until": end}, following).public_interest_ends_on
		)
		other = {**following, "field_of_work": "Health"}
		ngo = self.make({"field_of_work": "Youth", "valid_until": end}, other)
		self.assertEqual(str(ngo.public_interest_ends_on), end)

	def test_what_can_not_be_is_refused_by_the_name_of_the_field(self):
		company = make_stakeholder(stakeholder_type="Company").name
		youth = {"field_of_work": "Youth", "granted_on": "2015-01-01"}
		for rows, field in (
			([{"ministry": company}], "Ministry"),
			([{**youth, "valid_until": "2014-12-31"}], "Valid Until"),
			([{**youth, "withdrawn_on": "2014-12-31"}], "Withdrawn On"),
			([youth, {**youth, "granted_on": "2016-01-01"}], "Field"),
			([{**youth, "valid_until": "2016-01-01"}, {**youth, "granted_on": "2016-01-01"}], "Field"),
		):
			with self.subTest(rows), self.assertRefused(field):
				self.make(*rows)
		self.make({**youth, "withdrawn_on": "2016-01-01"}, {**youth, "granted_on": "2016-01-01"})

	def test_what_is_derived_follows_the_day(self):
		ngo = self.make({"field_of_work": "Youth", "valid_until": add_days(today(), 5)})
		ngo.public_interest_statuses[0].db_set("valid_until", add_days(today(), -1))

		refresh_statuses()

		ngo.reload()
		self.assertEqual((ngo.has_public_interest_status, ngo.public_interest_ends_on), (0, None))

	def test_a_table_that_only_says_yes_becomes_a_status_of_which_nothing_else_is_known(self):
		ngo = make_ngo(has_public_interest_status=1)

		self.assertEqual((ngo.has_public_interest_status, len(ngo.public_interest_statuses)), (1, 1))
		ngo.public_interest_statuses = []
		ngo.save()
		self.assertEqual((ngo.has_public_interest_status, ngo.public_interest_statuses), (0, []))

	def test_a_table_that_says_no_is_refused_while_a_status_holds(self):
		ngo = self.make({"field_of_work": "Youth"})
		ngo.has_public_interest_status = 0
		frappe.flags.in_import = True
		self.addCleanup(frappe.flags.pop, "in_import")

		with self.assertRefused("on which day it was withdrawn"):
			ngo.save()

	def test_two_ngos_that_become_one_have_the_statuses_of_both(self):
		kept = self.make({"field_of_work": "Youth", "granted_on": "2015-01-01"}, stage="Verified")
		merged = self.make(
			{"field_of_work": "Youth", "granted_on": "2015-01-01"},
			{"field_of_work": "Health", "granted_on": "2016-01-01"},
			stage="Verified",
		)

		merge_ngos(kept.name, merged.name)

		rows = frappe.get_doc("NGO", kept.name).public_interest_statuses
		self.assertEqual([row.field_of_work for row in rows], ["Youth", "Health"])

	def test_the_one_status_of_a_site_from_before_becomes_a_row(self):
		ngo = make_ngo()
		ngo.db_set("has_public_interest_status", 1)
		columns = {"public_interest_field": "Youth", "public_interest_ministry": self.ministry}
		with old_columns(ngo.name, {**columns, "public_interest_valid_until": add_days(today(), 9)}):
			for _time in range(2):
				keep_each_status.execute()

		(row,) = ngo.reload().public_interest_statuses
		self.assertEqual(
			(row.field_of_work, row.ministry, str(row.valid_until)),
			("Youth", self.ministry, add_days(today(), 9)),
		)
		self.assertEqual(str(ngo.public_interest_ends_on), add_days(today(), 9))


@contextmanager
def old_columns(ngo: str, values: dict) -> Iterator[None]:
	"""Let an NGO be read with the columns that the register had before the table."""
	row = frappe._dict(name=ngo, **values)
	with (
		patch.object(keep_each_status, "read_former", return_value=[row]),
		patch.object(frappe.db, "has_column", return_value=True),
	):
		yield
