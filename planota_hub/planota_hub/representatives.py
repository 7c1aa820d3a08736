"""People who speak for an NGO: their terms, their contacts and their way into the portal."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import Criterion
from frappe.utils import cstr, getdate, today

from planota_hub.planota_hub.field_rules import normalise_email, normalise_phone
from planota_hub.planota_hub.text_rules import field_label, shown

PORTAL_ROLE = "NGO Representative"
# what guests submit becomes a contact only when somebody has verified it
STAGES_WITH_CONTACTS = ("Verified", "Inactive")


# Terms


def validate_representatives(ngo: Document) -> None:
	"""Check contact data and terms, and derive who is in office today.

	Raises:
	        frappe.ValidationError: for a term that ends before it begins, or two current terms of one user.
	"""
	for row in ngo.representatives:
		normalise_email(row, "email")
		normalise_phone(row, "phone")
		validate_term(row)
		row.is_current = int(is_current(row))
	refuse_two_current_terms(ngo)


def validate_term(row: Document) -> None:
	if row.from_date and row.to_date and getdate(row.to_date) < getdate(row.from_date):
		frappe.throw(
			_("{0}: the term of {1} ends before it begins. The last day must not be before the first.").format(
				field_label(row, "to_date"), shown(row.full_name)
			),
			title=_("Wrong Term"),
		)


def is_current(row: Document) -> bool:
	"""Tell whether a term lasts today; an empty date leaves that end open."""
	day = getdate(today())
	begun = not row.from_date or getdate(row.from_date) <= day
	return begun and (not row.to_date or getdate(row.to_date) >= day)


def refuse_two_current_terms(ngo: Document) -> None:
	terms = Counter(row.user for row in ngo.representatives if row.user and row.is_current)
	for user, number in terms.items():
		if number > 1:
			frappe.throw(
				_("Representatives: {0} has two current terms. End the first one before the second begins.").format(
					shown(user)
				),
				title=_("Wrong Term"),
			)


def current_term_condition(table) -> Criterion:
	"""Return the condition that a row of NGO Representative lasts today, for any query on that table."""
	day = today()
	begun = table.from_date.isnull() | (table.from_date <= day)
	return begun & (table.to_date.isnull() | (table.to_date >= day))


def update_current_terms() -> None:
	"""Scheduler, daily: derive `is_current` anew where a term has begun or ended, and the portal roles."""
	row = frappe.qb.DocType("NGO Representative")
	lasts = current_term_condition(row)
	for marked, condition in ((1, lasts), (0, lasts.negate())):
		frappe.qb.update(row).set(row.is_current, marked).where(condition & (row.is_current != marked)).run()
	for user in get_users_with_wrong_role():
		try:
			update_portal_role(user)
		except Exception:
			frappe.log_error(_("The portal role of a representative could not be updated"))


# Portal


def get_users_with_wrong_role() -> list[str]:
	"""Return the users who hold the portal role without a current term, or the other way round."""
	row = frappe.qb.DocType("NGO Representative")
	query = frappe.qb.from_(row).select(row.user).distinct().where(row.user.isnotnull() & (row.user != ""))
	entitled = {user for (user,) in query.where(current_term_condition(row)).run()}
	holders = frappe.get_all(
		"Has Role", {"role": PORTAL_ROLE, "parenttype": "User"}, pluck="parent", order_by="parent"
	)
	return sorted(entitled.symmetric_difference(holders))


def update_portal_roles(ngo: Document) -> None:
	"""Give and take the portal role of everybody whom the change of this NGO may concern."""
	before = ngo.get_doc_before_save()
	rows = [*ngo.representatives, *(before.representatives if before else [])]
	for user in sorted({row.user for row in rows if row.user}):
		update_portal_role(user)


def update_portal_role(user: str) -> None:
	"""A user holds the portal role exactly while at least one of their terms lasts."""
	if not frappe.db.exists("User", user):
		return
	entitled, holds = has_current_term(user), bool(
		frappe.db.exists("Has Role", {"parent": user, "parenttype": "User", "role": PORTAL_ROLE})
	)
	if entitled == holds:
		return
	account = frappe.get_doc("User", user)
	account.flags.ignore_permissions = True
	if entitled:
		account.add_roles(PORTAL_ROLE)
	else:
		account.remove_roles(PORTAL_ROLE)


def has_current_term(user: str) -> bool:
	row = frappe.qb.DocType("NGO Representative")
	query = frappe.qb.from_(row).select(row.name).where(row.user == user).where(current_term_condition(row))
	return bool(query.limit(1).run())


@frappe.whitelist(methods=["POST"])
def invite_to_portal(ngo: str, representative: str) -> str:
	"""Give a current representative a log-in to the portal; staff only.

	Args:
	        ngo: name of the NGO.
	        representative: name of the row in its table of representatives.

	Returns:
	        the user, an existing one with that e-mail address or a new one who gets a welcome e-mail.

	Raises:
	        frappe.ValidationError: when the term does not last or the e-mail address is missing.
	"""
	frappe.has_permission("NGO", "create", throw=True)
	document = frappe.get_doc("NGO", ngo)
	document.check_permission("write")
	row = next((row for row in document.representatives if row.name == representative), None)
	if not row:
		frappe.throw(_("This person is no longer among the representatives of the NGO."))
	if not is_current(row):
		frappe.throw(_("{0}: the term of this person does not last today.").format(shown(row.full_name)))
	if not row.email:
		frappe.throw(_("{0}: an e-mail address is needed for the invitation.").format(shown(row.full_name)))
	row.user = get_or_create_user(row)
	document.save()
	return row.user


def get_or_create_user(row: Document) -> str:
	existing = frappe.db.get_value("User", {"email": row.email}, ["name", "enabled"], as_dict=True, order_by="name")
	if existing and not existing.enabled:
		frappe.throw(_("The user {0} is disabled.").format(shown(row.email)))
	if existing:
		return existing.name
	first_name, _space, last_name = cstr(row.full_name).partition(" ")
	user = frappe.new_doc("User")
	user.update(
		{
			"email": row.email,
			"first_name": first_name,
			"last_name": last_name,
			"user_type": "Website User",
			"send_welcome_email": 1,
		}
	)
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


# Contacts


def update_contacts(ngo: Document) -> None:
	"""Keep a Contact for everybody in office; whoever left loses the link to this NGO."""
	if ngo.stage not in STAGES_WITH_CONTACTS:
		return
	before = ngo.get_doc_before_save()
	for row in ngo.representatives:
		if row.is_current:
			update_contact(ngo, row)
	kept = {row.contact for row in ngo.representatives if row.contact and row.is_current}
	known = {row.contact for row in [*ngo.representatives, *(before.representatives if before else [])]}
	for contact in sorted(name for name in known if name and name not in kept):
		release_contact(ngo, contact)


def update_contact(ngo: Document, row: Document) -> None:
	"""Create or update the Contact of one row."""
	name = find_contact(row)
	contact = frappe.get_doc("Contact", name) if name else frappe.new_doc("Contact")
	wanted = get_contact_data(row)
	if not name or wanted != contact_data_of(contact, wanted) or not contact.has_link("NGO", ngo.name):
		contact.update({key: value for key, value in wanted.items() if key not in ("email", "phone")})
		set_primary(contact, "email_ids", "email_id", "is_primary", wanted["email"])
		set_primary(contact, "phone_nos", "phone", "is_primary_phone", wanted["phone"])
		if not contact.has_link("NGO", ngo.name):
			contact.append("links", {"link_doctype": "NGO", "link_name": ngo.name})
		with no_gravatar():
			contact.save(ignore_permissions=True)
	if row.contact != contact.name:
		row.db_set("contact", contact.name, update_modified=False)


def find_contact(row: Document) -> str | None:
	"""Return the Contact of a row: its own, or one with the same name and e-mail address."""
	if row.contact and frappe.db.exists("Contact", row.contact):
		return row.contact
	if not row.email:
		return None
	filters = {"email_id": row.email, "full_name": row.full_name}
	return frappe.db.get_value("Contact", filters, "name", order_by="creation")


def get_contact_data(row: Document) -> dict[str, str | None]:
	"""Return what the Contact of a row should hold."""
	first_name, _space, last_name = cstr(row.full_name).partition(" ")
	data = {
		"first_name": first_name,
		"last_name": last_name or None,
		"designation": row.function or None,
		"email": row.email or None,
		"phone": row.phone or None,
	}
	return {**data, "user": row.user} if row.user else data


def contact_data_of(contact: Document, wanted: dict[str, str | None]) -> dict[str, str | None]:
	"""Return what the Contact holds of the wanted data."""
	data = {key: contact.get(key) or None for key in wanted}
	data["email"] = next((row.email_id for row in contact.email_ids if row.is_primary), None)
	data["phone"] = next((row.phone for row in contact.phone_nos if row.is_primary_phone), None)
	return data


@contextmanager
def no_gravatar() -> Iterator[None]:
	"""Save a Contact or User without sending the hash of a person's e-mail address to gravatar.com.

	The framework looks for a picture there on every save of a new e-mail address, except while importing.
	"""
	importing = frappe.flags.in_import
	frappe.flags.in_import = True
	try:
		yield
	finally:
		frappe.flags.in_import = importing


def set_primary(contact: Document, table: str, fieldname: str, mark: str, value: str | None) -> None:
	"""Make a value the primary one of a contact's table; the former primary one is replaced by it."""
	rows = [row for row in contact.get(table) if not row.get(mark) and row.get(fieldname) != value]
	contact.set(table, rows)
	if value:
		contact.append(table, {fieldname: value, mark: 1})


def release_contact(ngo: Document, name: str) -> None:
	"""Unlink a Contact from the NGO; delete it when nothing else needs it."""
	for row in ngo.representatives:
		if row.contact == name:
			row.db_set("contact", None, update_modified=False)
	if not frappe.db.exists("Contact", name):
		return
	contact = frappe.get_doc("Contact", name)
	contact.set("links", [row for row in contact.links if (row.link_doctype, row.link_name) != ("NGO", ngo.name)])
	if contact.links or contact.user:
		with no_gravatar():
			contact.save(ignore_permissions=True)
	else:
		frappe.delete_doc("Contact", name, ignore_permissions=True, force=True, delete_permanently=True)
