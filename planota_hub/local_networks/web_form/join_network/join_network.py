# SPDX-License-Identifier: GPL-3.0-only
"""Web form "Join a local network": what a visitor sees. `joining` decides what is kept."""

from frappe import _

from planota_hub.local_networks.networks.joining import get_open_networks
from planota_hub.public_forms.form.outcomes import confirm_by_outcome
from planota_hub.public_forms.web_forms import (
	add_consent,
	as_records,
	get_field,
	get_known_person,
	offer_own_ngos,
	prepare_web_form,
)
from planota_hub.public_forms.website import get_parameter


def get_context(context) -> None:
	"""Offer the open networks; a representative chooses among the own NGOs, others give the number."""
	prepare_web_form(context, _(context.introduction_text))
	as_records(get_field(context, "local_network"), get_open_networks(), get_parameter("network"))
	own = offer_own_ngos(context, "registration_number")
	get_field(context, "registration_number").update({"hidden": int(own), "reqd": int(not own)})
	add_consent(context, "Networks")
	context.hub |= {
		"known": get_known_person("contact_person", "email"),
		"confirm": confirm_by_outcome(get_texts()),
	}


def get_consent_text() -> str:
	"""Return what people agree to who let their organisation join."""
	return _(
		"The hub and the coordinator of the network keep your name and contact data in order to invite your "
		"organisation to the meetings of the network. They are not published."
	)


def get_texts() -> dict[str, str]:
	"""Return the texts of the page that follows."""
	return {
		"joined": _("Welcome! Your organisation is now a member of the network."),
		"waits": _(
			"We have received your request to join. Your organisation still waits to be verified by the hub: the "
			"network can take it in once that is done, and you get a message then."
		),
		"received": _(
			"We have received your request to join. The coordinator of the network will answer you."
		),
	}
