# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.utils import getdate, today

from planota_hub.tests.compat import HubTestCase

PUBLIC_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


def make_network_hub(**overrides):
	"""Create a hub of a network, without a key unless one is given."""
	values = {"hub_name": f"Hub {frappe.generate_hash(length=8)}", **overrides}
	return frappe.get_doc({"doctype": "Network Hub", **values}).insert()


class TestNetworkHub(HubTestCase):
	def test_a_key_is_known_by_its_fingerprint_and_since_when(self):
		hub = make_network_hub(public_key=f" {PUBLIC_KEY} ")

		self.assertEqual(hub.fingerprint, "630D CD29 66C4 3366 9112 5448 BBB2 5B4F")
		self.assertEqual(getdate(hub.key_pinned_on), getdate(today()))

	def test_what_is_no_key_is_refused(self):
		for text in ("not a key", "AAAA", "ključ"):
			with self.assertRefused("Public Key: expected is the key as the hub publishes it"):
				make_network_hub(public_key=text)

	def test_one_key_is_the_key_of_one_hub(self):
		first = make_network_hub(public_key=PUBLIC_KEY)

		with self.assertRefused(f"Public Key: this is the key of the hub {first.hub_name}"):
			make_network_hub(public_key=PUBLIC_KEY)

	def test_one_name_is_the_name_of_one_hub(self):
		first = make_network_hub()

		with self.assertRaises((frappe.DuplicateEntryError, frappe.UniqueValidationError)):
			make_network_hub(hub_name=first.hub_name)

	def test_only_encrypted_addresses_are_fetched_from(self):
		for address in ("http://hub.test", "hub.test", "ftp://hub.test", "https://user:secret@hub.test"):
			with self.assertRefused("Address: expected is an address that begins with https://"):
				make_network_hub(address=address)

	def test_without_an_address_nothing_is_fetched_by_schedule(self):
		with self.assertRefused("Address: without it nothing can be fetched", frappe.MandatoryError):
			make_network_hub(schedule="Weekly")
