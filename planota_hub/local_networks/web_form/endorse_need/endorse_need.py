"""Web form "Endorse a need": what a member sees. What is kept of it is decided in `endorsements`."""

import frappe
from frappe import _
from frappe.utils import escape_html

from planota_hub.local_networks.endorsements import get_endorsable_needs
from planota_hub.permissions import get_own_ngos
from planota_hub.planota_hub.web_forms import get_field, prepare_web_form


def get_context(context) -> None:
	"""Offer the open needs of the networks of the own NGOs; `?need=…` chooses one."""
	prepare_web_form(context, _(context.introduction_text))
	own = get_own_ngos()
	needs = get_endorsable_needs(own)
	choose(get_field(context, "need"), needs, frappe.form_dict.get("need"))
	choose(get_field(context, "member"), get_names(own), None)
	context.hub = {"trap": context.hub_trap, "closed": not needs, "texts": get_texts()}


def get_names(ngos: list[str]) -> dict[str, str]:
	"""Return name and title of NGOs."""
	rows = frappe.get_all(
		"NGO", {"name": ("in", ngos or [""])}, ["name", "ngo_name"], order_by="ngo_name asc, name asc"
	)
	return {row.name: row.ngo_name for row in rows}


def choose(field, choices: dict[str, str], chosen: str | None) -> None:
	"""Turn a field into a choice among records; the only one, or the one of the link, is chosen already."""
	field.fieldtype = "Select"
	field.options = [{"value": "", "label": ""}]
	field.options += [{"value": name, "label": escape_html(title)} for name, title in choices.items()]
	field.default = chosen if chosen in choices else next(iter(choices)) if len(choices) == 1 else None


def get_texts() -> dict[str, str]:
	"""Return the texts of the page that follows an endorsement."""
	return {
		"received": _("Thank you. Your organisation stands behind the need."),
		"known": _("Your organisation has already endorsed this need."),
		"closed": _(
			"There is no open need that you can endorse: your organisation is not a member of a local network "
			"with open needs."
		),
	}
