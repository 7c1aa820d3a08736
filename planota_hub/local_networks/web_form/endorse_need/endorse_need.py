# SPDX-License-Identifier: GPL-3.0-only
"""Web form "Endorse a need": what a member sees. `endorsements` decides what is kept."""

from frappe import _

from planota_hub.local_networks.needs.endorsements import get_endorsable_needs
from planota_hub.permissions import get_own_ngos
from planota_hub.public_forms.form.outcomes import confirm_by_outcome
from planota_hub.public_forms.web_forms import as_records, close_form, get_field, prepare_web_form
from planota_hub.public_forms.website import get_parameter
from planota_hub.rules.titles import get_titles


def get_context(context) -> None:
	"""Offer the open needs of the networks of the own NGOs; `?need=…` chooses one."""
	prepare_web_form(context, _(context.introduction_text))
	own = get_own_ngos()
	needs = get_endorsable_needs(own)
	as_records(get_field(context, "need"), needs, get_parameter("need"))
	as_records(get_field(context, "member"), get_titles("NGO", own))
	close_form(context, None if needs else get_closed_text())
	context.hub |= {"confirm": confirm_by_outcome(get_texts())}


def get_closed_text() -> str:
	return _(
		"There is no open need that you can endorse: your organisation is not a member of a local network "
		"with open needs."
	)


def get_texts() -> dict[str, str]:
	"""Return the texts of the page that follows an endorsement."""
	return {
		"received": _("Thank you. Your organisation stands behind the need."),
		"known": _("Your organisation has already endorsed this need."),
	}
