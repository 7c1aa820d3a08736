# SPDX-License-Identifier: GPL-3.0-only
"""What link fields offer is told as its reader reads it."""

from unittest.mock import patch

from planota_hub.guards import choices, titles
from planota_hub.local_networks.doctype.local_network.test_local_network import make_network
from planota_hub.mail.wording import speaking
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting
from planota_hub.tests.compat import HubTestCase, as_user
from planota_hub.tests.test_permissions import user_with


class TestDescriptions(HubTestCase):
	def setUp(self):
		super().setUp()
		self.network = make_network()
		self.meeting = make_meeting(
			subject="Sports halls in winter",
			starts_on="2031-03-05 17:00:00",
			ends_on="2031-03-05 19:00:00",
			meeting_of_doctype="Local Network",
			meeting_of=self.network.name,
		)

	def describe(self) -> str:
		(found,) = choices.search_link("Hub Meeting", self.meeting.subject)
		self.assertEqual(found["value"], self.meeting.name)
		return found["description"]

	def test_days_stages_and_records_are_written_for_their_reader(self):
		with speaking("sl"), as_user(user_with("Hub Officer")):
			described = self.describe()
		for expected in ("5. 3. 2031 17:00", "Načrtovano", self.network.network_name):
			self.assertIn(expected, described)
		for stored in ("2031-03-05", self.network.name):
			self.assertNotIn(stored, described)

	def test_who_may_not_read_a_record_is_not_told_its_title(self):
		with patch.object(titles, "get_readable", return_value=set()), as_user(user_with("Hub Officer")):
			described = self.describe()
		self.assertIn(self.network.name, described)
		self.assertNotIn(self.network.network_name, described)
