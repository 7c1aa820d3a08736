# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import add_months, today

from planota_hub.local_networks.bodies.mandate_news import update_statuses
from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_mandate
from planota_hub.local_networks.doctype.local_network.test_local_network import make_network
from planota_hub.local_networks.doctype.representative_election.test_representative_election import (
	make_candidate,
	make_election,
	make_elector,
	make_voter,
	vote,
)
from planota_hub.personal_data.retention import remove_expired
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.tests.compat import HubTestCase

EMAIL = "person@retention.test"


def make_request(months_ago: int):
	"""Create a request to join a network that was declined so many months ago."""
	request = frappe.get_doc(
		{
			"doctype": "Network Join Request",
			"local_network": make_network().name,
			"ngo": make_ngo(stage="Verified").name,
			"contact_person": "Ana Novak",
			"email": EMAIL,
		}
	).insert()
	request.db_set({"stage": "Declined", "stage_changed_on": add_months(today(), -months_ago)})
	return request


class TestRetention(HubTestCase):
	def setUp(self):
		super().setUp()
		change_settings(retention_months=12)

	def test_addresses_of_mandates_go_after_the_period_and_the_mandate_stays(self):
		old, recent = (
			make_mandate(
				email=EMAIL, from_date=add_months(today(), -months - 24), to_date=add_months(today(), -months)
			)
			for months in (13, 11)
		)
		update_statuses()

		remove_expired()

		self.assertEqual((old.reload().email, recent.reload().email), (None, EMAIL))
		self.assertTrue(old.person_name)

	def test_addresses_of_join_requests_go_after_the_period(self):
		old, recent = make_request(months_ago=13), make_request(months_ago=11)

		remove_expired()

		self.assertEqual((old.reload().email, old.contact_person), (None, None))
		self.assertEqual(recent.reload().email, EMAIL)

	def test_addresses_of_an_election_go_after_the_period_and_its_result_stays(self):
		ngo = make_voter().name
		old, recent = (
			make_election(
				candidates=[make_candidate("Ana Kos", email=EMAIL), make_candidate("Bor Rutar")],
				electors=[make_elector(ngo=ngo, email=EMAIL)],
				stage="Voting",
			)
			for _number in range(2)
		)
		ballot = vote(old, ngo, "Ana Kos")
		for election, months in ((old, 13), (recent, 11)):
			election.db_set({"stage": "Decided", "stage_changed_on": add_months(today(), -months)})

		remove_expired()

		self.assertEqual([row.email for row in old.reload().candidates + old.electors], [None] * 3)
		self.assertEqual(old.candidates[0].candidate_name, "Ana Kos")
		self.assertEqual((ballot.reload().cast_by, ballot.candidate), (None, "Ana Kos"))
		self.assertEqual(recent.reload().electors[0].email, EMAIL)

	def test_everything_is_kept_when_the_settings_say_so(self):
		change_settings(retention_months=0)
		old = make_request(months_ago=130)

		remove_expired()

		self.assertEqual(old.reload().email, EMAIL)
