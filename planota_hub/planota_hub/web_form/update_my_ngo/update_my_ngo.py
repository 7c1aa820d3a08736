# SPDX-License-Identifier: GPL-3.0-only
"""Web form "Update my NGO": what a representative sees. `register/intake.py` decides what changes."""

from typing import TYPE_CHECKING

import frappe
from frappe import _

from planota_hub.planota_hub.register.intake import (
	UPDATE_FIELDS,
	YEARLY_FIELDS,
	get_figure_name,
	get_own_ngo,
	offered_years,
)
from planota_hub.public_forms.consent import PURPOSES
from planota_hub.public_forms.form.outcomes import Confirmation
from planota_hub.public_forms.web_forms import (
	add_consent,
	as_checkboxes,
	get_field,
	get_fields_of_work,
	get_municipalities,
	insert_fields,
	prepare_web_form,
	require,
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
	# a field that is no longer offered stays until somebody takes it away
	offered = list(dict.fromkeys([*get_fields_of_work(), *chosen_fields]))
	as_checkboxes(get_field(context, "fields_of_work"), offered, is_folded=True)
	require(context, "fields_of_work")
	as_checkboxes(get_field(context, "area_of_operation"), get_municipalities(), is_folded=True)
	insert_fields(context, "consent_section", get_figure_fields())
	for box, purpose in PURPOSES.items():
		add_consent(context, purpose, box)
	# what the form shows, not the whole record
	context.reference_doc = {
		"name": ngo.name,
		**{
			fieldname: get_known(ngo, fieldname)
			for fieldname in (*UPDATE_FIELDS, "consent_register", "consent_news")
		},
		"website": safe_link(ngo.website),
		"fields_of_work": chosen_fields,
		"area_of_operation": [row.municipality for row in ngo.area_of_operation],
		**get_figures(ngo),
	}
	context.hub |= {"confirm": confirm}


def confirm(answer: dict) -> Confirmation:
	"""Lead back to the own NGOs."""
	return Confirmation(links=[(_("My NGOs"), "/my-ngos")], repeats=False)


def get_figure_fields() -> list[dict]:
	"""Return the fields for the figures of the last years, each year to be unfolded."""
	meta = frappe.get_meta("NGO Yearly Figure")
	fields: list[dict] = []
	for year in offered_years():
		heading = _("Figures of the year {0}").format(year)
		fields.append({"fieldtype": "Section Break", "label": heading, "collapsible": 1})
		fields += [
			{
				"fieldname": get_figure_name(year, fieldname),
				"fieldtype": "Float",
				"label": _(meta.get_label(fieldname), context="NGO Yearly Figure"),
			}
			for fieldname in YEARLY_FIELDS
		]
	return fields


def get_figures(ngo: "NGO") -> dict[str, float | None]:
	"""Return the figures that the NGO has entered, by the fields of the form."""
	return {
		get_figure_name(row.year, fieldname): get_known(row, fieldname)
		for row in ngo.yearly_figures
		for fieldname in YEARLY_FIELDS
	}
