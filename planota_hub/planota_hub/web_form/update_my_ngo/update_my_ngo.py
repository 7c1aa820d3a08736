# SPDX-License-Identifier: GPL-3.0-only
"""Web form "Update my NGO": what a representative sees. `register/intake.py` decides what changes."""

from typing import TYPE_CHECKING

import frappe
from frappe import _

from planota_hub.planota_hub.register.intake import UPDATE_FIELDS, YEARLY_FIELDS, get_own_ngo, offered_years
from planota_hub.public_forms.web_forms import (
	as_checkboxes,
	get_field,
	get_fields_of_work,
	get_municipalities,
	insert_fields,
	prepare_web_form,
)
from planota_hub.public_forms.website import get_parameter, redirect
from planota_hub.rules.links import safe_link
from planota_hub.rules.unknown_numbers import get_known

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO


def get_context(context) -> None:
	"""Show the form of one NGO; without a name the visitor chooses from the list of own NGOs."""
	if not get_parameter("name"):
		redirect("/my-ngos")
	ngo = get_own_ngo(get_parameter("name"))
	prepare_web_form(context, _(context.introduction_text))
	back = _("My NGOs")
	context.introduction_text = f'<a href="/my-ngos">← {back}</a>{context.introduction_text}'
	chosen_fields = [row.field_of_work for row in ngo.fields_of_work]
	as_checkboxes(
		get_field(context, "fields_of_work"),
		# a field that is no longer offered stays until somebody takes it away
		list(dict.fromkeys([*get_fields_of_work(), *chosen_fields])),
		chosen_fields,
	)
	as_checkboxes(
		get_field(context, "area_of_operation"),
		get_municipalities(),
		[row.municipality for row in ngo.area_of_operation],
	)
	insert_fields(context, "consent_section", get_figure_fields())
	# the browser gets what the form shows, not the whole record
	context.reference_doc = {
		"name": ngo.name,
		**{
			fieldname: get_known(ngo, fieldname)
			for fieldname in (*UPDATE_FIELDS, "consent_register", "consent_news")
		},
		"website": safe_link(ngo.website),
	}
	context.hub |= {"figures": get_figures(ngo), "back": _("My NGOs")}


def get_figure_fields() -> list[dict]:
	"""Return the fields for the figures of one year."""
	meta = frappe.get_meta("NGO Yearly Figure")
	year = {
		"fieldname": "figures_year",
		"fieldtype": "Select",
		"label": _("Year"),
		"options": ["", *map(str, offered_years())],
		"description": _("Choose a year to enter or correct its figures."),
	}
	amounts = [
		{
			"fieldname": f"figures_{fieldname}",
			"fieldtype": "Float",
			"precision": "2",
			"label": _(meta.get_label(fieldname), context="NGO Yearly Figure"),
			"depends_on": "eval:doc.figures_year",
		}
		for fieldname in YEARLY_FIELDS
	]
	return [{"fieldtype": "Section Break", "label": _("Figures of a year")}, year, *amounts]


def get_figures(ngo: "NGO") -> dict[int, dict]:
	"""Return the figures that the NGO has entered, by year."""
	return {
		row.year: {fieldname: get_known(row, fieldname) for fieldname in YEARLY_FIELDS}
		for row in ngo.yearly_figures
	}
