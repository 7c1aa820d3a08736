# SPDX-License-Identifier: GPL-3.0-only
import frappe

from planota_hub.advocacy.campaigns.supporters import count_supporters
from planota_hub.advocacy.doctype.advocacy_campaign.test_advocacy_campaign import make_campaign
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo, make_registration_number
from planota_hub.tests.compat import HubTestCase

SUPPORTER = "Campaign Supporter"


def make_supporter(**overrides):
	"""Enter a person who signed on paper, with any field overridden."""
	return frappe.get_doc(
		{
			"doctype": SUPPORTER,
			"campaign": overrides.pop("campaign", None) or make_campaign(stage="Active").name,
			"supporter_kind": "Person",
			"supporter_name": "Ana Kos",
			"email": f"{frappe.generate_hash(length=8)}@example.org",
			**overrides,
		}
	).insert()


class TestCampaignSupporter(HubTestCase):
	def get_count(self, campaign: str) -> int:
		return frappe.db.get_value("Advocacy Campaign", campaign, "supporter_count")

	def test_whoever_signed_on_paper_counts_at_once(self):
		supporter = make_supporter()

		self.assertEqual((supporter.status, supporter.source), ("Confirmed", "Desk"))
		self.assertEqual(self.get_count(supporter.campaign), 1)
		self.assertEqual(count_supporters([supporter.campaign]), {supporter.campaign: 1})

	def test_a_deleted_supporter_counts_no_more(self):
		supporter = make_supporter()
		supporter.delete()
		self.assertEqual(self.get_count(supporter.campaign), 0)

	def test_one_person_supports_a_campaign_once(self):
		campaign = make_campaign(stage="Active").name
		make_supporter(campaign=campaign, email="ana@example.org")
		with self.assertRefused("Name: Ana Kos supports this campaign already"):
			make_supporter(campaign=campaign, email="Ana+x@example.org")

		make_supporter(email="ana@example.org")
		make_supporter(campaign=campaign, email=None)

	def test_one_organisation_supports_a_campaign_once(self):
		campaign = make_campaign(stage="Active").name
		number = make_registration_number()
		ngo = make_ngo(registration_number=number)
		organisation = {"campaign": campaign, "supporter_kind": "Organisation"}
		make_supporter(**organisation, ngo=ngo.name)
		with self.assertRefused("This organisation supports the campaign already"):
			make_supporter(**organisation, organisation="Društvo", registration_number=number)

	def test_an_organisation_has_a_name_and_a_right_number(self):
		with self.assertRefused("Organisation: please enter the name"):
			make_supporter(supporter_kind="Organisation")
		with self.assertRefused("Registration Number: 1234567 is not a number of the business register"):
			make_supporter(supporter_kind="Organisation", organisation="X", registration_number="1234567")

	def test_a_person_has_no_organisation(self):
		supporter = make_supporter(organisation="Društvo", registration_number="9331310")
		self.assertEqual((supporter.organisation, supporter.registration_number), (None, None))

	def test_a_draft_takes_no_supporters(self):
		with self.assertRefused("Campaign: this campaign takes no supporters"):
			make_supporter(campaign=make_campaign().name)

	def test_server_fields_can_not_be_set_from_outside(self):
		supporter = make_supporter()
		supporter.update({"status": "Withdrawn", "confirmed_on": None})
		supporter.save()
		self.assertEqual(supporter.reload().status, "Confirmed")

	def test_a_campaign_with_supporters_is_not_deleted(self):
		supporter = make_supporter()
		with self.assertRefused("People support this campaign", frappe.LinkExistsError):
			frappe.delete_doc("Advocacy Campaign", supporter.campaign)
