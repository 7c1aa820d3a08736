# SPDX-License-Identifier: GPL-3.0-only
"""Contacts carry the name of their organisation, for lists and search, and follow it."""

from typing import TYPE_CHECKING, Union

import frappe
from frappe.utils import cstr

from planota_hub.planota_hub.interactions.rules import INTERACTION
from planota_hub.rules.printed_records import get_title_of

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.interaction.interaction import Interaction
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO
	from planota_hub.planota_hub.doctype.stakeholder.stakeholder import Stakeholder


def set_name(interaction: "Interaction") -> None:
	"""Write what the organisation is called."""
	named = interaction.organisation_doctype and interaction.organisation
	interaction.organisation_name = (
		get_title_of(interaction.organisation_doctype, interaction.organisation) if named else None
	)


def follow_organisation(doc: Union["NGO", "Stakeholder"], method: str | None = None) -> None:
	"""Hook of NGO and Stakeholder: a new name is copied to the contacts."""
	before, field = doc.get_doc_before_save(), doc.meta.get_title_field()
	if before and cstr(before.get(field)) != cstr(doc.get(field)):
		copy_name(doc.doctype, doc.name)


def copy_name(doctype: str, new: str, old: str | None = None) -> None:
	"""Let contacts of a renamed or merged organisation carry its name; answers a `Key` of `hub_merging`."""
	if doctype in ("NGO", "Stakeholder"):
		of_organisation = {"organisation_doctype": doctype, "organisation": new}
		name = get_title_of(doctype, new)
		frappe.db.set_value(INTERACTION, of_organisation, "organisation_name", name, update_modified=False)
