# SPDX-License-Identifier: GPL-3.0-only
import json
from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

import frappe
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from frappe.utils import add_days, today

from planota_hub.hub_network.doctype.network_hub.network_hub import update_statuses
from planota_hub.hub_network.doctype.network_hub.test_network_hub import make_network_hub
from planota_hub.hub_network.publishing.signing import get_fingerprint, get_public_key, sign
from planota_hub.hub_network.receiving import schedule
from planota_hub.hub_network.receiving.fetching import FetchError
from planota_hub.hub_network.receiving.importing import import_file, import_report
from planota_hub.planota_hub.doctype.hub_settings.test_hub_settings import change_settings
from planota_hub.tests.compat import HubTestCase, as_user, make_user

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
NAME = "Hub of the North"
RECEIVED = "Received Hub Report"


def write_figure(key: str = "ngos_supported", value: float | None = 12, unit: str = "organisations") -> dict:
	return {"key": key, "label": key, "unit": unit, "value": value, "tables": []}


def write_report(**overrides) -> dict:
	"""Return a report of the Hub of the North on the first half of 2024, not signed."""
	return {
		"format": "planota-hub/hub-report",
		"version": 1,
		"hub": {"name": NAME, "operator": "", "address": "", "regions": [], "population": 50_000},
		"period": {"starts_on": "2024-01-01", "ends_on": "2024-06-30"},
		"edition": 1,
		"published_on": "2024-07-20T08:00:00Z",
		"threshold": 5,
		"indicators": [],
		"figures": [write_figure()],
		"needs": [],
		"practices": [],
		**overrides,
	}


def write_file(key: Ed25519PrivateKey = KEY, **overrides) -> bytes:
	return sign(write_report(**overrides), key)


def days(starts_on: str, ends_on: str) -> dict:
	return {"period": {"starts_on": starts_on, "ends_on": ends_on}}


class NetworkTestCase(HubTestCase):
	"""A network with one hub, whose key is known."""

	def setUp(self):
		super().setUp()
		change_settings(is_network=1)
		self.hub = make_network_hub(hub_name=NAME, public_key=get_public_key(KEY))

	def get_reports(self, **filters) -> list[tuple]:
		rows = frappe.get_all(
			RECEIVED,
			{"network_hub": self.hub.name, **filters},
			["starts_on", "edition", "status"],
			order_by="starts_on asc, edition asc",
		)
		return [(str(row.starts_on), row.edition, row.status) for row in rows]


class TestImport(NetworkTestCase):
	def test_a_signed_report_is_kept_with_its_figures(self):
		content = write_file(figures=[write_figure(), write_figure("workshop_people", None, "people")])

		result = import_report(content, "File")

		doc = frappe.get_doc(RECEIVED, result["name"])
		self.assertEqual(result["outcome"], "received")
		self.assertEqual((doc.network_hub, doc.population, doc.source), (self.hub.name, 50_000, "File"))
		self.assertEqual(
			[(row.figure_key, row.value, row.is_hidden) for row in doc.figures],
			[("ngos_supported", 12, 0), ("workshop_people", 0, 1)],
		)
		self.assertEqual(doc.content.encode(), content)

	def test_the_moment_of_publication_is_shown_by_the_clock_of_the_site(self):
		with patch("frappe.utils.data.get_system_timezone", return_value="Europe/Ljubljana"):
			result = import_report(write_file(), "File")

		self.assertEqual(
			frappe.db.get_value(RECEIVED, result["name"], "published_on"), datetime(2024, 7, 20, 10)
		)

	def test_a_moment_that_there_is_not_is_refused_by_its_name(self):
		with self.assertRefused("Published On: 2024-07-40T08:00:00Z is no moment"):
			import_report(write_file(published_on="2024-07-40T08:00:00Z"), "File")
		self.assertEqual(self.get_reports(), [])

	def test_the_same_file_again_changes_nothing(self):
		first = import_report(write_file(), "File")

		self.assertEqual(import_report(write_file(), "File"), {**first, "outcome": "unchanged"})
		self.assertEqual(len(self.get_reports()), 1)

	def test_two_imports_of_one_file_at_once_keep_one(self):
		"""The second one has looked before the first one stored: the database itself refuses it."""
		import_report(write_file(), "File")
		find = frappe.db.get_value

		def find_nothing(doctype, *args, **more):
			return None if doctype == RECEIVED else find(doctype, *args, **more)

		with (
			patch.object(frappe.db, "get_value", find_nothing),
			patch("planota_hub.hub_network.receiving.importing.find_current", return_value=[]),
			self.assertRefused("imported by somebody else at the same moment"),
		):
			import_report(write_file(), "File")
		self.assertEqual(len(self.get_reports()), 1)

	def test_a_later_edition_takes_the_place_of_the_earlier_one_which_stays(self):
		import_report(write_file(), "File")
		import_report(write_file(edition=2), "File")

		self.assertEqual(self.get_reports(), [("2024-01-01", 1, "Superseded"), ("2024-01-01", 2, "Current")])

	def test_another_report_of_an_edition_that_is_here_is_refused(self):
		import_report(write_file(edition=2), "File")

		for edition in (1, 2):
			with self.assertRefused("Edition 2 of this period is here already"):
				import_report(write_file(edition=edition, figures=[write_figure(value=99)]), "File")

	def test_a_period_that_overlaps_is_refused_with_the_other_one(self):
		import_report(write_file(), "File")

		with self.assertRefused(f"The period overlaps with the report of {NAME}"):
			import_report(write_file(**days("2024-04-01", "2024-09-30")), "File")
		import_report(write_file(**days("2024-07-01", "2024-12-31")), "File")
		self.assertEqual(len(self.get_reports(status="Current")), 2)

	def test_a_hub_that_is_not_known_is_refused(self):
		with self.assertRefused("There is no hub Hub of Nobody in this network"):
			import_report(write_file(hub={**write_report()["hub"], "name": "Hub of Nobody"}), "File")

	def test_two_hubs_under_one_name_are_told_apart_by_their_keys(self):
		fingerprint = get_fingerprint(get_public_key(OTHER_KEY))

		with self.assertRefused(f"A report in the name of {NAME} is signed with another key, {fingerprint}"):
			import_report(write_file(OTHER_KEY), "File")
		self.assertEqual(self.get_reports(), [])

	def test_without_a_known_key_nothing_is_imported(self):
		self.hub.update({"public_key": None}).save()

		with self.assertRefused("has no key here yet"):
			import_report(write_file(), "File")

	def test_of_a_hub_that_has_left_the_history_stays_and_nothing_is_added(self):
		import_report(write_file(), "File")
		self.hub.update({"left_on": today()}).save()

		with self.assertRefused("has left the network"):
			import_report(write_file(edition=2), "File")
		self.assertEqual(self.get_reports(), [("2024-01-01", 1, "Current")])

	def test_a_hub_leaves_when_its_day_has_come(self):
		self.hub.update({"left_on": add_days(today(), 1)}).save()
		self.assertEqual(self.hub.status, "Active")
		self.hub.db_set("left_on", today())

		update_statuses()

		self.assertEqual(frappe.db.get_value("Network Hub", self.hub.name, "status"), "Archived")

	def test_a_site_that_is_no_network_imports_nothing(self):
		change_settings(is_network=0)

		with self.assertRefused("This site is no network of hubs"):
			import_report(write_file(), "File")

	def test_a_file_is_imported_by_managers_and_removed_one_of_50_mb_is_not_even_read(self):
		uploaded = frappe.get_doc(
			{"doctype": "File", "file_name": "report.json", "content": write_file(), "is_private": 1}
		).insert()
		uploaded.db_set("file_size", 50_000_000)
		with self.assertRefused("The file is larger than 5 MB"):
			import_file(uploaded.name)
		uploaded.db_set("file_size", 5_000)

		self.assertEqual(import_file(uploaded.name)["outcome"], "received")
		self.assertFalse(frappe.db.exists("File", uploaded.name))

	def test_who_may_not_change_hubs_imports_nothing(self):
		with (
			as_user(make_user("officer@hubs.test", "Hub Officer")),
			self.assertRaises(frappe.PermissionError),
		):
			import_file("any")

	def test_a_received_report_is_not_changed_by_hand(self):
		doc = frappe.get_doc(RECEIVED, import_report(write_file(), "File")["name"])

		with self.assertRaises(frappe.PermissionError):
			doc.update({"population": 1}).save()


class TestSchedule(NetworkTestCase):
	"""The address of the hub answers with what stands in `site` and `files`."""

	def setUp(self):
		super().setUp()
		self.hub.update({"address": "https://north.test", "schedule": "Daily"}).save()
		self.files = {"https://north.test/1.json": write_file()}
		self.asked: list[str] = []

	@contextmanager
	def answering(self, address: str = "https://north.test/1.json"):
		row = {"address": address, "starts_on": "2024-01-01", "edition": 1, "digest": "unknown"}
		key = {"public_key": get_public_key(KEY)}
		site = {"format": "planota-hub/hub", "hub": {"name": NAME}, "keys": [key], "reports": [row]}

		def answer(asked: str, most_bytes: int) -> bytes:
			self.asked.append(asked)
			if asked.endswith(schedule.WELL_KNOWN):
				return json.dumps(site).encode()
			return self.files[asked]

		with patch.object(schedule, "fetch", answer):
			yield

	def get_fault(self) -> str | None:
		return frappe.db.get_value("Network Hub", self.hub.name, "last_fault")

	def test_new_reports_are_fetched_when_their_day_has_come(self):
		with self.answering():
			schedule.fetch_due()
			schedule.fetch_due()

		self.assertEqual(len(self.get_reports()), 1)
		self.assertEqual(len(self.asked), 2)
		self.assertIsNone(self.get_fault())

	def test_what_failed_stands_at_the_hub_and_nothing_is_kept(self):
		self.files = {"https://north.test/1.json": write_file(OTHER_KEY)}
		with self.answering():
			schedule.fetch_due()

		self.assertIn("is signed with another key", self.get_fault())
		self.assertEqual(self.get_reports(), [])

	def test_reports_at_another_address_are_not_fetched(self):
		with self.answering("https://elsewhere.test/1.json"):
			result = self.hub.fetch_reports()

		self.assertIn("another address than its own", result["fault"])
		self.assertEqual(len(self.asked), 1)

	def test_an_address_that_fails_is_named_at_the_hub_and_asked_again_the_next_day(self):
		with patch.object(schedule, "fetch", side_effect=FetchError("The address does not answer.")):
			schedule.fetch_due()

		self.assertEqual(self.get_fault(), "The address does not answer.")
		self.assertTrue(frappe.db.get_value("Network Hub", self.hub.name, "last_fetched_on"))

	def test_the_key_of_an_address_is_looked_up(self):
		with self.answering():
			found = self.hub.look_up_key()

		self.assertEqual(found["public_key"], get_public_key(KEY))
		self.assertEqual(found["fingerprint"], get_fingerprint(get_public_key(KEY)))
