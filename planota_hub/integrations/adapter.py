# SPDX-License-Identifier: GPL-3.0-only
"""What a CRM says of itself, and which of the known ones is on the site."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module

import frappe
from frappe import _
from frappe.model.document import Document

ADAPTERS = ("erpnext", "frappe_crm")

NGO_FIELD = "hub_ngo"
STAKEHOLDER_FIELD = "hub_stakeholder"

# how a CRM, or the hub, says no: the framework's errors about names are no validation errors
REFUSALS = (frappe.ValidationError, frappe.PermissionError, frappe.NameError)


@dataclass(frozen=True)
class PartyKind:
	"""A DocType of the CRM whose records an NGO is known by there; each NGO has one at most."""

	doctype: str
	name_field: str
	# field of the party -> field of the NGO
	field_map: dict[str, str]
	# what the CRM wants to know and the NGO does not
	get_defaults: Callable[[], dict] = dict
	# what the CRM knows of this NGO (its name) by another record
	get_known: Callable[[str], dict] = field(default=lambda ngo: {})


@dataclass(frozen=True)
class LeadKind:
	"""A DocType of the CRM for those who are not yet known."""

	doctype: str
	# lead -> what an NGO or a stakeholder is told of it
	read: Callable[[Document], dict]
	# lead -> its notes, as (author, text)
	read_notes: Callable[[Document], list[tuple[str, str]]] = field(default=lambda lead: [])


@dataclass(frozen=True)
class Adapter:
	"""One CRM: the app, what it gets from the hub, and how its records are read and written."""

	app: str
	title: str
	custom_fields: dict[str, list[dict]]
	parties: tuple[PartyKind, ...]
	leads: tuple[LeadKind, ...]


def has_doctype(doctype: str) -> bool:
	"""Tell whether a DocType is on the site: the one question that guards everything here.

	The answer is never remembered: the process that installs a CRM asks before and after.
	"""
	return bool(frappe.db.exists("DocType", doctype))


def get_adapters() -> list[Adapter]:
	"""Return every adapter that the app knows."""
	return [import_module(f"planota_hub.integrations.{name}").ADAPTER for name in ADAPTERS]


def get_party_kinds() -> list[PartyKind]:
	"""Return the kinds of parties that this site can hold."""
	return [kind for adapter in get_adapters() for kind in adapter.parties if is_ready(kind.doctype)]


def get_lead_kinds() -> list[LeadKind]:
	"""Return the kinds of leads that this site can hold."""
	return [kind for adapter in get_adapters() for kind in adapter.leads if is_ready(kind.doctype)]


def extend_boot(bootinfo: dict) -> None:
	"""Tell the Desk in which DocTypes of the CRM an NGO can be known (hook `extend_bootinfo`)."""
	bootinfo["hub_parties"] = [kind.doctype for kind in get_party_kinds()]


def is_ready(doctype: str) -> bool:
	"""Tell whether a DocType is on the site and knows the NGOs of the hub."""
	return is_linked(doctype, NGO_FIELD)


def is_linked(doctype: str, fieldname: str) -> bool:
	"""Tell whether a DocType is on the site and has a field of the hub."""
	return has_doctype(doctype) and frappe.get_meta(doctype).has_field(fieldname)


def get_party_kind(doctype: str) -> PartyKind:
	"""Return how a DocType holds NGOs.

	Raises:
	        frappe.ValidationError: when it holds none, or is not on this site.
	"""
	for kind in get_party_kinds():
		if kind.doctype == doctype:
			return kind
	frappe.throw(_("{0} is not on this site, or does not hold NGOs.").format(_(doctype)))


def get_lead_kind(doctype: str) -> LeadKind:
	"""Return how a DocType holds leads.

	Raises:
	        frappe.ValidationError: when it holds none, or is not on this site.
	"""
	for kind in get_lead_kinds():
		if kind.doctype == doctype:
			return kind
	frappe.throw(_("{0} is not on this site, or does not hold leads.").format(_(doctype)))


def find_parties(ngo: str) -> Iterator[tuple[PartyKind, str]]:
	"""Yield the parties that an NGO is known by in the CRM."""
	for kind in get_party_kinds():
		if name := frappe.db.get_value(kind.doctype, {NGO_FIELD: ngo}, "name", order_by="creation asc"):
			yield kind, name
