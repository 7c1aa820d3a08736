# SPDX-License-Identifier: GPL-3.0-only
"""The way into the portal: who holds its role, and how somebody gets a log-in.

An NGO's current representatives hold it, and so does whom another area names through the hook
`hub_portal_entitlements`: functions without arguments, each returns a set of users.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import get_url

from planota_hub.mail.hub_mail import site_language
from planota_hub.mail.jobs import one_of_many
from planota_hub.mail.messages import Message, send
from planota_hub.mail.wording import LANGUAGES, speaking
from planota_hub.planota_hub.register.listing import LISTED
from planota_hub.planota_hub.register.representatives import current_term_condition, is_current
from planota_hub.rules.names import fold_person_name, split_name
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import shown

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO
	from planota_hub.planota_hub.doctype.ngo_representative.ngo_representative import NGORepresentative

PORTAL_ROLE = "NGO Representative"


def correct_portal_roles() -> None:
	"""Scheduler, daily: give and take the portal role where a term has begun or ended."""
	for user in get_users_with_wrong_role():
		with one_of_many(_("The portal role of a representative could not be updated")):
			update_portal_role(user)


def get_users_with_wrong_role() -> list[str]:
	"""Return the users who hold the portal role without a current term, or the other way round."""
	holders = frappe.get_all(
		"Has Role", {"role": PORTAL_ROLE, "parenttype": "User"}, pluck="parent", order_by="parent asc"
	)
	return sorted(get_entitled_users().symmetric_difference(holders))


def get_entitled_users() -> set[str]:
	"""Return the users who hold the portal role by right today."""
	row = frappe.qb.DocType("NGO Representative")
	query = frappe.qb.from_(row).select(row.user).distinct().where(row.user.isnotnull() & (row.user != ""))
	entitled = {user for (user,) in query.where(current_term_condition(row)).run()}
	return entitled.union(*(frappe.call(hook) for hook in frappe.get_hooks("hub_portal_entitlements")))


def update_portal_roles(ngo: "NGO") -> None:
	"""Give and take the portal role of everybody whom the change of this NGO may concern."""
	before = ngo.get_doc_before_save()
	rows = [*ngo.representatives, *(before.representatives if before else [])]
	for user in sorted({row.user for row in rows if row.user}):
		update_portal_role(user)


def update_portal_role(user: str) -> None:
	"""A user holds the portal role exactly while at least one of their terms or mandates lasts."""
	if not frappe.db.exists("User", user):
		return
	holds = bool(frappe.db.exists("Has Role", {"parent": user, "parenttype": "User", "role": PORTAL_ROLE}))
	entitled = is_entitled(user)
	if entitled == holds:
		return
	account = frappe.get_doc("User", user)
	account.flags.ignore_permissions = True
	if entitled:
		account.add_roles(PORTAL_ROLE)
	else:
		account.remove_roles(PORTAL_ROLE)


def is_entitled(user: str) -> bool:
	"""Tell whether a user holds the portal role by right today."""
	row = frappe.qb.DocType("NGO Representative")
	query = frappe.qb.from_(row).select(row.name).where(row.user == user).where(current_term_condition(row))
	if query.limit(1).run():
		return True
	return any(user in frappe.call(hook) for hook in frappe.get_hooks("hub_portal_entitlements"))


@frappe.whitelist(methods=["POST"])
def invite_to_portal(ngo: str, representative: str) -> str:
	"""Give a current representative a log-in to the portal; staff only.

	Args:
	        ngo: name of the NGO.
	        representative: name of the row in its table of representatives.

	Returns:
	        the user, an existing one with that e-mail address or a new one; either is written to.

	Raises:
	        frappe.ValidationError: when the term does not last or the e-mail address is missing.
	"""
	frappe.has_permission("NGO", "create", throw=True)
	document = frappe.get_doc("NGO", ngo)
	document.check_permission("write")
	if document.stage == LISTED:
		refuse(
			document,
			"stage",
			_("this organisation is known from the business register only. Begin the contact first."),
		)
	row = next((row for row in document.representatives if row.name == representative), None)
	if not row:
		frappe.throw(_("This person is no longer among the representatives of the NGO."))
	if not is_current(row):
		frappe.throw(_("{0}: the term of this person does not last today.").format(shown(row.full_name)))
	if not row.email:
		frappe.throw(_("{0}: an e-mail address is needed for the invitation.").format(shown(row.full_name)))
	return give_log_in(document, row)


def give_log_in(ngo: "NGO", row: "NGORepresentative", language: str | None = None) -> str:
	"""Give a current representative a log-in, save the NGO, and write to the person how to get in.

	Args:
	        language: of the person, where it is known; else that of the NGO's registration, or of the site.

	Returns:
	        the user.
	"""
	language = language or ngo.preferred_language or site_language()
	had_access, is_new = row.user, not frappe.db.exists("User", {"email": row.email})
	row.user = get_or_create_user(row, language)
	ngo.save()
	if row.user != had_access:
		send_invitation(row.user, ngo.ngo_name, is_new)
	return row.user


def send_invitation(name: str, represented: str, is_new: bool) -> bool:
	"""Queue the way into the portal, in the person's language; tell whether that was possible.

	Args:
	        name: of the user.
	        represented: the NGO that the person represents, or the mandate that they hold.
	        is_new: whether the person has to choose a password first.
	"""
	user = frappe.get_doc("User", name)
	with speaking(user.language):
		lines = [
			_(
				"you have access to the hub's portal. There you keep the data of your organisation up to date, register "
				"for workshops, ask for support and see what is due."
			)
		]
		link = (_("To the portal"), get_url("/portal"))
		if is_new:
			lines += [
				_(
					"Please choose a password first. If the link no longer works, ask for a new one at the log-in."
				)
			]
			link = (_("Choose a password"), user.reset_password())
		facts = [(_("You represent"), represented), (_("You log in with"), user.email)]
		subject = _("Your access to the portal: {0}").format(represented)
		return send(user.email, Message(subject, lines, facts, link))


def refuse_log_in_of_another(row: "NGORepresentative", user: str) -> None:
	"""A log-in is one person's: whoever shares a mailbox with its owner needs an address of their own.

	Raises:
	        frappe.ValidationError: naming the person to whom the log-in belongs.
	"""
	holders = frappe.get_all(
		"NGO Representative", {"user": user, "is_current": 1}, pluck="full_name", order_by="creation asc"
	)
	other = next(
		(name for name in holders if fold_person_name(name) != fold_person_name(row.full_name)), None
	)
	if other:
		frappe.throw(
			_(
				"{0}: the log-in with the address {1} belongs to {2}. A log-in is personal; please enter an address "
				"that {0} does not share."
			).format(shown(row.full_name), shown(row.email), shown(other)),
			title=_("Log-in of Somebody Else"),
		)


def get_or_create_user(row: "NGORepresentative", language: str) -> str:
	existing = frappe.db.get_value(
		"User", {"email": row.email}, ["name", "enabled"], as_dict=True, order_by="name asc"
	)
	if existing and not existing.enabled:
		frappe.throw(_("The user {0} is disabled.").format(shown(row.email)))
	if existing:
		refuse_log_in_of_another(row, existing.name)
		return existing.name
	first_name, last_name = split_name(row.full_name)
	user = frappe.new_doc("User")
	user.update(
		{
			"email": row.email,
			"first_name": first_name,
			"last_name": last_name,
			"user_type": "Website User",
			"language": language if language in LANGUAGES else None,
			"send_welcome_email": 0,
		}
	)
	user.flags.no_welcome_mail = True
	user.insert(ignore_permissions=True)
	return user.name


@frappe.whitelist(methods=["POST"])
def withdraw_portal_access(ngo: str, representative: str) -> None:
	"""Take the log-in from a representative's row; the term itself stays. Staff only."""
	frappe.has_permission("NGO", "create", throw=True)
	document = frappe.get_doc("NGO", ngo)
	document.check_permission("write")
	for row in document.representatives:
		if row.name == representative:
			row.user = None
	document.save()
