# SPDX-License-Identifier: GPL-3.0-only
"""Supporters of campaigns: counted once per person and once per organisation, confirmed before they count."""

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import now, today

from planota_hub.mail.hub_mail import site_language
from planota_hub.public_forms.confirmation_links import is_expired, throw_expired
from planota_hub.rules.counters import add_to_counter
from planota_hub.rules.fields import get_email_key

CAMPAIGN, SUPPORTER = "Advocacy Campaign", "Campaign Supporter"
CONFIRMED, WITHDRAWN = "Confirmed", "Withdrawn"
FIELDS = ["name", "campaign", "status", "requested_on", "registration_number", "ngo"]


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
	frappe.db.set_value(SUPPORTER, name, {**values, "person_key": None, "organisation_key": None})
	frappe.db.delete("Version", {"ref_doctype": SUPPORTER, "docname": name})
	if supporter.status == CONFIRMED:
		add_to_counter(CAMPAIGN, supporter.campaign, "supporter_count", -1)
	return True


def get_organisation_key(supporter: frappe._dict) -> str | None:
	"""Return by what an organisation is known among the supporters of a campaign; None for a person.

	A confirmed one alone has the key: somebody who only claims to speak for an organisation must not keep it
	from supporting.
	"""
	number = supporter.registration_number
	if not number and supporter.ngo:
		number = frappe.db.get_value("NGO", supporter.ngo, "registration_number") or supporter.ngo
	return f"{supporter.campaign}:{number}" if number else None


def get_person_key(campaign: str, email: str | None) -> str | None:
	"""Return by what a person is known among the supporters of a campaign; None without an e-mail address."""
	return f"{campaign}:{get_email_key(email)}" if email else None


def throw_known_organisation() -> None:
	frappe.throw(
		_("This organisation supports the campaign already."),
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
		"anonymised_on": today(),
	}


def rework_organisation_keys(doctype: str, new: str, old: str) -> None:
	"""Let the supporters of a renamed or merged NGO be known by what it is known by now; answers a `Key`."""
	if doctype != "NGO":
		return
	filters = {"ngo": new, "status": CONFIRMED}
	for supporter in frappe.get_all(
		SUPPORTER, filters, [*FIELDS, "organisation_key"], order_by="name asc", limit_page_length=0
	):
		key = get_organisation_key(supporter)
		taken = key != supporter.organisation_key and frappe.db.exists(SUPPORTER, {"organisation_key": key})
		if key != supporter.organisation_key and not taken:
			frappe.db.set_value(SUPPORTER, supporter.name, "organisation_key", key, update_modified=False)
