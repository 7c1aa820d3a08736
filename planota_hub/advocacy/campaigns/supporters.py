# SPDX-License-Identifier: GPL-3.0-only
"""Supporters of campaigns: counted once per person and once per organisation, confirmed before they count.

A mailbox is no person: colleagues and families share one, so each of them counts. How many there may be from one
mailbox is limited, or a single person could sign under invented names.
"""

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Concat, Count
from frappe.utils import cstr, now, today

from planota_hub.mail.hub_mail import site_language
from planota_hub.planota_hub.register.identity import keys, persons
from planota_hub.public_forms.confirmation_links import is_expired, throw_expired
from planota_hub.rules.counters import add_to_counter
from planota_hub.rules.fields import get_email_key

CAMPAIGN, SUPPORTER = "Advocacy Campaign", "Campaign Supporter"
CONFIRMED, WITHDRAWN = "Confirmed", "Withdrawn"
MOST_AT_ONE_MAILBOX = 5
# on which the key of an organisation rests
KEY_FIELDS = [
	"campaign",
	"supporter_kind",
	"ngo",
	"registration_number",
	"organisation",
	"municipality",
	"confirmed_on",
]
FIELDS = ["name", "status", "requested_on", *KEY_FIELDS]


def count_supporters(campaigns: list[str]) -> dict[str, int]:
	"""Return how many confirmed supporters each campaign has, in one query."""
	supporter = frappe.qb.DocType(SUPPORTER)
	rows = (
		frappe.qb.from_(supporter)
		.select(supporter.campaign, Count(supporter.name))
		.where(supporter.campaign.isin(campaigns or [""]) & (supporter.status == CONFIRMED))
		.groupby(supporter.campaign)
		.run()
	)
	numbers = {campaign: int(number) for campaign, number in rows}
	return {campaign: numbers.get(campaign, 0) for campaign in campaigns}


def is_open(campaign: str) -> bool:
	"""Tell whether a campaign takes supporters through the web now."""
	values = frappe.db.get_value(CAMPAIGN, campaign, ["stage", "is_public"], as_dict=True)
	return bool(values and values.stage == "Active" and values.is_public)


def refuse_closed_campaign(campaign: str) -> None:
	"""Refuse support for a campaign that takes none.

	Raises:
	        frappe.ValidationError: also when there is no such campaign.
	"""
	if not is_open(campaign):
		frappe.throw(_("This campaign takes no supporters at the moment."), title=_("Campaign Not Active"))


def confirm(name: str) -> bool:
	"""Let a supporter count; tell whether that is new. See `confirmations.confirm_support`."""
	supporter = frappe.db.get_value(SUPPORTER, name, FIELDS, as_dict=True, for_update=True)
	if supporter.status == CONFIRMED:
		return False
	if supporter.status == WITHDRAWN:
		frappe.throw(_("You have withdrawn your support. If you changed your mind, fill in the form again."))
	if is_expired(supporter.requested_on):
		throw_expired()
	refuse_closed_campaign(supporter.campaign)
	values = {
		"status": CONFIRMED,
		"confirmed_on": now(),
		"organisation_key": get_organisation_key(supporter),
	}
	try:
		frappe.db.savepoint("confirm_support")
		frappe.db.set_value(SUPPORTER, name, values)
	except Exception as error:
		if not frappe.db.is_unique_key_violation(error):
			raise
		frappe.db.rollback(save_point="confirm_support")
		throw_known_organisation()
	add_to_counter(CAMPAIGN, supporter.campaign, "supporter_count", 1)
	return True


def withdraw(name: str) -> bool:
	"""Take back the support; what leads to the person is deleted. Tell whether anything changed."""
	supporter = frappe.db.get_value(SUPPORTER, name, FIELDS, as_dict=True, for_update=True)
	if supporter.status == WITHDRAWN:
		return False
	values = {"status": WITHDRAWN, "withdrawn_on": now(), **get_anonymous_values()}
	frappe.db.set_value(SUPPORTER, name, {**values, "organisation_key": None})
	frappe.db.delete("Version", {"ref_doctype": SUPPORTER, "docname": name})
	if supporter.status == CONFIRMED:
		add_to_counter(CAMPAIGN, supporter.campaign, "supporter_count", -1)
	return True


def get_organisation_key(supporter) -> str | None:
	"""Return by what an organisation is known among the supporters of a campaign; None for a person.

	A confirmed one alone has the key: somebody who only claims to speak for an organisation must not keep it
	from supporting.

	Args:
	        supporter: a Campaign Supporter, or its `KEY_FIELDS`.
	"""
	if supporter.supporter_kind == "Person":
		return None
	key = keys.get_organisation_key(
		supporter.ngo, supporter.registration_number, supporter.organisation, supporter.municipality
	)
	return f"{supporter.campaign}:{key}" if key else None


def get_person_key(supporter) -> str | None:
	"""Return by what a person is known among the supporters of a campaign; None without an e-mail address.

	Who signs for an organisation may sign for another one and for themselves too: each of them counts.
	"""
	organisation = supporter.organisation if supporter.supporter_kind == "Organisation" else None
	name = f"{supporter.supporter_name} {organisation}" if organisation else supporter.supporter_name
	key = persons.get_person_key(name, supporter.email)
	return f"{supporter.campaign}:{key}" if key else None


def refresh_organisation_keys(changed: list[str]) -> None:
	"""Hook `hub_organisation_keys`: work out again under what the organisations behind some keys support campaigns.

	Of two that turn out to be one organisation the one that was confirmed first stays, as when two NGOs are merged.
	"""
	found = [row for key in changed for row in find_by_key(key)]
	for row in sorted(found, key=lambda row: (cstr(row.confirmed_on), cstr(row.creation), row.name)):
		wanted = get_organisation_key(row)
		if wanted != row.organisation_key:
			set_organisation_key(row, wanted)


def find_by_key(key: str) -> list[frappe._dict]:
	"""Return the supporters of all campaigns that are kept under the key of an organisation."""
	campaign, supporter = DocType(CAMPAIGN), DocType(SUPPORTER)
	fields = ("name", "creation", "confirmed_on", "organisation_key", *KEY_FIELDS)
	return (
		frappe.qb.from_(campaign)
		.join(supporter)
		.on(supporter.organisation_key == Concat(campaign.name, f":{key}"))
		.select(*(supporter[field] for field in dict.fromkeys(fields)))
		.run(as_dict=True)
	)


def set_organisation_key(supporter: frappe._dict, wanted: str | None) -> None:
	"""Give a supporter its present key; the later one of two with the same goes."""
	fields = ["name", "confirmed_on"]
	other = (
		frappe.db.get_value(SUPPORTER, {"organisation_key": wanted}, fields, as_dict=True) if wanted else None
	)
	if other:
		second = max((supporter, other), key=lambda row: (str(row.confirmed_on), row.name))
		frappe.delete_doc(SUPPORTER, second.name, ignore_permissions=True)
		if second is supporter:
			return
	frappe.db.set_value(SUPPORTER, supporter.name, "organisation_key", wanted, update_modified=False)


def count_at_mailbox(campaign: str, email: str | None) -> int:
	"""Return how many people support a campaign from one mailbox, confirmed or asked to confirm."""
	mailbox = get_email_key(email)
	return frappe.db.count(SUPPORTER, {"campaign": campaign, "email_key": mailbox}) if mailbox else 0


def throw_known_organisation() -> None:
	frappe.throw(
		_(
			"This organisation supports the campaign already. If yours is another one of the same name, please enter "
			"its registration number."
		),
		frappe.UniqueValidationError,
		title=_("Already a Supporter"),
	)


def get_anonymous_values() -> dict:
	"""Return the values of a supporter of whom nothing is kept but that there was one."""
	return {
		"supporter_name": _("Removed", site_language()),
		"email": None,
		"statement": None,
		"person_key": None,
		"email_key": None,
		"anonymised_on": today(),
	}
