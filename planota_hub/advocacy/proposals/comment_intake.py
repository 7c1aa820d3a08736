# SPDX-License-Identifier: GPL-3.0-only
"""What the public sends about proposals: comments through the web form `comment-on-proposal`."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr, now

from planota_hub.advocacy.participation.confirmations import tell_staff_of_comment
from planota_hub.advocacy.participation.mail import send_message
from planota_hub.advocacy.proposals.comments import COMMENT
from planota_hub.public_forms import intake
from planota_hub.public_forms.choices import pick_own_ngo
from planota_hub.public_forms.consent import get_consent
from planota_hub.rules.text import validate_plain_text

if TYPE_CHECKING:
	from planota_hub.advocacy.doctype.proposal_comment.proposal_comment import ProposalComment

PROPOSAL = "Policy Proposal"
COMMENT_FIELDS = ("ask", "position", "comment", "commenter_name", "organisation")
REQUIRED_FIELDS = ("comment", "commenter_name")


def comment_on_proposal(values: dict) -> dict:
	"""Take a comment from the public; handler of the web form `comment-on-proposal`.

	A guest has to confirm the e-mail address; whoever is logged in has done so.

	Returns:
	        `outcome`: "to_confirm" or "received". The same comment sent again gives the same answer.

	Raises:
	        frappe.ValidationError: with the field's name when a value is refused, and after the deadline; nothing
	        is saved then.
	        frappe.PermissionError: for an NGO that the user does not represent.
	        frappe.RateLimitExceededError: when the e-mail address sent too many forms within a day.
	"""
	is_guest = frappe.session.user == "Guest"
	answer = {"outcome": "to_confirm" if is_guest else "received"}
	if intake.is_robot(values):
		return answer
	comment = make_comment(values, is_guest)
	known = intake.get_same(comment.flags.intake["submission_fingerprint"], comment.ngo)
	if frappe.db.exists(COMMENT, known):
		return answer
	intake.check_throttle(comment.email)
	with intake.saving_for_guest():
		comment.insert(ignore_permissions=True)
	if is_guest:
		send_message("comment_to_confirm", comment)
	else:
		tell_staff_of_comment(comment.name)
	return answer


def make_comment(values: dict, is_guest: bool) -> "ProposalComment":
	"""Return the new comment, not saved yet, with what the public may say and nothing else."""
	intake.require_consent(values)
	texts = intake.pick_values(COMMENT, COMMENT_FIELDS, values)
	intake.require_values(COMMENT, REQUIRED_FIELDS, texts)
	said = {
		**texts,
		"proposal": pick_proposal(values.get("proposal")),
		"ngo": pick_own_ngo(values.get("ngo")),
		"email": read_sender(values, is_guest),
	}
	comment = frappe.new_doc(COMMENT)
	comment.update(said)
	validate_plain_text(comment)
	comment.flags.intake = {
		"confirmed_on": None if is_guest else now(),
		"submission_fingerprint": intake.fingerprint(said),
		**get_consent("Consultations"),
	}
	return comment


def read_sender(values: dict, is_guest: bool) -> str:
	"""Return the address of the sender; of somebody logged in the one of the account, which is confirmed."""
	if is_guest:
		return intake.read_email(_("Your Email"), values.get("email"))
	return frappe.get_cached_value("User", frappe.session.user, "email") or frappe.session.user


def pick_proposal(value) -> str:
	"""Return the proposal that is commented on.

	Raises:
	        frappe.ValidationError: when its consultation is closed, or there is none of that name.
	"""
	name = cstr(value).strip() if not isinstance(value, list | dict) else ""
	if not name or not frappe.db.exists(PROPOSAL, name):
		frappe.throw(_("{0}: please choose from the list.").format(_("Proposal")))
	if not frappe.get_doc(PROPOSAL, name).is_open_for_comments():
		frappe.throw(
			_("The consultation on this proposal is closed; comments are not taken any more."),
			title=_("Consultation Closed"),
		)
	return name
