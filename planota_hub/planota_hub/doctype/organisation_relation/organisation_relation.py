# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.document import Document

from planota_hub.planota_hub.relations import rules
from planota_hub.planota_hub.relations.names import set_names
from planota_hub.planota_hub.relations.terms import get_status
from planota_hub.rules.text import validate_plain_text


class OrganisationRelation(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from_date: DF.Date | None
		known_from: DF.Data | None
		note: DF.SmallText | None
		organisation: DF.DynamicLink
		organisation_doctype: DF.Literal["NGO", "Stakeholder"]
		organisation_name: DF.Data | None
		related: DF.DynamicLink
		related_doctype: DF.Literal["NGO", "Stakeholder"]
		related_name: DF.Data | None
		relation_title: DF.Data | None
		relation_type: DF.Link
		status: DF.Literal["Upcoming", "Current", "Ended"]
		to_date: DF.Date | None
	# end: auto-generated types

	def validate(self):
		validate_plain_text(self)
		rules.require_sides(self)
		set_names(self)
		rules.validate_type(self)
		rules.validate_sides(self)
		rules.validate_days(self)
		rules.lock_relations()
		rules.refuse_twice(self)
		rules.refuse_circle(self)
		self.status = get_status(self)


def on_doctype_update() -> None:
	"""Index who is related how: circles are looked for on each save, and forms ask for the relations of one side."""
	for side, kind in (("organisation", "organisation_doctype"), ("related", "related_doctype")):
		frappe.db.add_index("Organisation Relation", ["relation_type", kind, side], f"relation_{side}_type")
