# SPDX-License-Identifier: GPL-3.0-only
"""Personal data of the network: reports of hubs hold none; the mailbox of a hub may be somebody's."""

from frappe import _lt

from planota_hub.personal_data.declarations import Activity, Area, Person, PersonalData

ACTIVITIES = (
	Activity(
		"hub network",
		_lt("Network of hubs"),
		_lt("To compare the work of hubs and to tell them what they share"),
		_lt("Legitimate interest of the network"),
		_lt("Contact persons of hubs"),
		_lt("Staff of the hub; published reports hold no personal data"),
	),
)

PERSONAL_DATA = (
	PersonalData("Hub Report", "hub network", not_personal=("fingerprint", "digest")),
	PersonalData(
		"Network Hub",
		"hub network",
		(Person("contact_email", of_organisation=True),),
		not_personal=("hub_name", "public_key", "fingerprint"),
	),
	PersonalData("Received Hub Report", "hub network", not_personal=("fingerprint", "digest")),
	PersonalData("Received Figure", "hub network", not_personal=("figure_key",)),
)


def declare() -> Area:
	"""Return what the network keeps of people."""
	return Area(ACTIVITIES, PERSONAL_DATA)
