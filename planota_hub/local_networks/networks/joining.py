# SPDX-License-Identifier: GPL-3.0-only
"""How NGOs join a network: by themselves when a representative is logged in, else after the network has agreed."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import get_url, today

from planota_hub.local_networks.networks.membership import NETWORK
from planota_hub.mail import hub_mail
from planota_hub.mail.messages import Message, send
from planota_hub.mail.rehearsal import has_address
from planota_hub.mail.wording import speaking
from planota_hub.planota_hub.register.identity.choices import REGISTERED_STAGES, find_ngo, is_verified
from planota_hub.planota_hub.register.representatives import is_current
from planota_hub.public_forms import intake
from planota_hub.public_forms.choices import pick_one, pick_own_ngo
from planota_hub.public_forms.consent import get_consent
from planota_hub.rules.sorting import sort_rows
from planota_hub.rules.text import validate_plain_text

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.local_network.local_network import LocalNetwork
	from planota_hub.local_networks.doctype.local_network_member.local_network_member import (
		LocalNetworkMember,
	)
	from planota_hub.local_networks.doctype.network_join_request.network_join_request import (
		NetworkJoinRequest,
	)

REQUEST = "Network Join Request"
FORM_FIELDS = ("contact_person", "phone", "message")


def join_network(values: dict) -> dict[str, str]:
	"""Take the wish of an NGO to join a network; handler of the web form `join-network`.

	A representative who is logged in makes the own NGO a member at once; of anybody else the network is asked
	first. An NGO that waits for its verification may ask too, and joins once it is in the register. An NGO that is a
	member, or has asked already, is answered the same way, so that nothing is told about it.

	Returns:
	        `outcome` "joined", "received", or "waits" for an NGO that is not verified yet.

	Raises:
	        frappe.ValidationError: with the field's name when a value is refused; nothing is saved then.
	        frappe.PermissionError: for an NGO that the user does not represent.
	        frappe.RateLimitExceededError: when the e-mail address sent too many forms within a day.
	"""
	if intake.is_robot(values):
		return {"outcome": "received"}
	request = make_request(values)
	outcome = get_outcome(request)
	if is_known(request, outcome):
		return {"outcome": outcome}
	intake.check_throttle(request.email)
	with intake.saving_for_guest():
		request.insert(ignore_permissions=True)
		if outcome == "joined":
			accept(request)
	tell_network(request, outcome)
	send_answer(request, outcome)
	return {"outcome": outcome}


def get_outcome(request: "NetworkJoinRequest") -> str:
	"""Return what becomes of a request at once."""
	if not is_verified(request.ngo):
		return "waits"
	return "joined" if request.flags.intake["confirmed"] else "received"


def is_known(request: "NetworkJoinRequest", outcome: str) -> bool:
	"""Tell whether the NGO is a member already, or has asked; whoever asks for the same network waits for the answer."""
	network = frappe.get_doc(NETWORK, request.local_network, for_update=True)
	if get_member_row(network, request.ngo):
		return True
	open_request = {"ngo": request.ngo, "local_network": request.local_network, "stage": "Received"}
	return outcome != "joined" and bool(
		frappe.db.get_value(REQUEST, open_request, "name", order_by="name asc", for_update=True)
	)


def get_member_row(network: "LocalNetwork", ngo: str) -> "LocalNetworkMember | None":
	"""Return the row by which an NGO is a member of a network today."""
	rows = network.get("members", {"member_type": "NGO", "member": ngo})
	return next((row for row in rows if is_current(row)), None)


def make_request(values: dict) -> "NetworkJoinRequest":
	"""Return the new request, not saved yet, with what the public may say and nothing else."""
	intake.require_consent(values)
	texts = intake.pick_values(REQUEST, FORM_FIELDS, values)
	intake.require_values(REQUEST, ("contact_person",), texts)
	own = pick_own_ngo(values.get("ngo"))
	request = frappe.new_doc(REQUEST)
	request.update(
		{
			**texts,
			"ngo": own or find_ngo(values.get("registration_number"), REGISTERED_STAGES),
			"local_network": pick_one(_("Local Network"), values.get("local_network"), get_open_networks()),
			"email": intake.read_email(_("Your Email"), values.get("email")),
		}
	)
	validate_plain_text(request)
	request.flags.intake = {
		"confirmed": int(bool(own)),
		**get_consent("Networks"),
	}
	return request


def get_open_networks() -> dict[str, str]:
	"""Return name and title of the networks that are not closed."""
	rows = frappe.get_all(
		NETWORK, {"status": ("!=", "Closed")}, ["name", "network_name"], order_by="network_name asc, name asc"
	)
	return {row.name: row.network_name for row in sort_rows(rows, "network_name")}


def accept(request: "NetworkJoinRequest") -> None:
	"""Accept a request without a step of the workflow: its NGO becomes a member from today on."""
	add_member(request)
	request.db_set({"stage": "Accepted", "stage_changed_on": today()})


def add_member(request: "NetworkJoinRequest") -> None:
	"""Make the NGO of a request a member from today on, unless it is one; one writer after the other."""
	network = frappe.get_doc(NETWORK, request.local_network, for_update=True)
	if get_member_row(network, request.ngo):
		return
	network.append(
		"members",
		{
			"member_type": "NGO",
			"member": request.ngo,
			"from_date": today(),
			"contact_person": request.contact_person,
			"email": request.email,
			"phone": request.phone,
		},
	)
	network.save(ignore_permissions=True)


def tell_network(request: "NetworkJoinRequest", outcome: str) -> None:
	"""Tell the staff and the coordinator who has joined or wants to."""
	language = hub_mail.site_language()
	ngo = frappe.db.get_value("NGO", request.ngo, "ngo_name")
	network = frappe.db.get_value(
		NETWORK, request.local_network, ["network_name", "coordinator"], as_dict=True
	)
	subject = (
		_("{0} has joined: {1}", language) if outcome == "joined" else _("{0} wants to join: {1}", language)
	)
	hub_mail.notify_staff(
		REQUEST, request.name, subject.format(ngo, network.network_name), also=network.coordinator
	)


def send_answer(request: "NetworkJoinRequest", kind: str) -> bool:
	"""Queue what the sender is told; tell whether it could be queued.

	Args:
	        kind: "joined", "received", "waits" or "declined".
	"""
	if not has_address(request.email, request.contact_person or request.ngo_name):
		return False
	network = frappe.db.get_value(NETWORK, request.local_network, "network_name")
	with speaking(request.preferred_language):
		subject, line = {
			"joined": (_("Welcome to the network"), _("your organisation is now a member of the network.")),
			"received": (
				_("We have received your request to join"),
				_("thank you. The coordinator of the network will answer you soon."),
			),
			"waits": (
				_("We have received your request to join"),
				_(
					"thank you. Your organisation still waits to be verified by the hub; the network can take it in once "
					"that is done."
				),
			),
			"declined": (
				_("About your request to join"),
				_("your organisation was not taken into the network. Reason: {0}").format(
					request.decline_reason
				),
			),
		}[kind]
		link = (_("To the hub's website"), get_url())
		return send(request.email, Message(subject, [line], [(_("Local Network"), network)], link))
