"""Who sees which record: one condition per DocType, used by list and form alike.

What a role may do at all stands in the permission rows of the DocTypes. Here stands on which records: a
condition is built once as a query criterion; the list adds it to its query, the form asks whether the one
record fulfils it, so the two can't disagree. Both run on the stored record, never on what was just typed.

Here are the conditions of the register and the pieces that all conditions are made of; each other area has its
own in the `permissions.py` of its module.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.permissions import get_user_permissions
from frappe.query_builder import Criterion, DocType

from planota_hub.planota_hub.register.portal_access import PORTAL_ROLE
from planota_hub.planota_hub.register.representatives import current_term_condition

STAFF_ROLES = frozenset({"Hub Manager", "Hub Officer"})
DESK_ROLES = STAFF_ROLES | {"Hub Mentor", "Network Coordinator", "Hub Auditor"}

# see every NGO, whatever its stage
ALL_NGO_ROLES = STAFF_ROLES | {"Hub Auditor", "System Manager"}
# see the verified NGOs; user permissions on municipalities narrow this further
VERIFIED_NGO_ROLES = frozenset({"Hub Mentor", "Network Coordinator"})


def has_app_permission() -> bool:
	"""Tell whether the current user finds the hub on the app screen."""
	return bool(get_roles(frappe.session.user) & (DESK_ROLES | {"System Manager"}))


def require_desk() -> None:
	"""Refuse who does not work at the Desk: figures of the region are not for the portal.

	Raises:
	        frappe.PermissionError: for log-ins without a role of the Desk.
	"""
	if not has_app_permission():
		frappe.throw(_("Your log-in is not permitted to do this."), frappe.PermissionError)


def get_roles(user: str) -> set[str]:
	"""Return the roles of a user; Administrator has all of them."""
	return set(frappe.get_roles(user))


# NGO


def get_ngo_condition(user: str) -> Criterion | None:
	"""Return the condition on NGO for a user; None when there is no limit.

	Staff and auditors see all, mentors and coordinators what is verified, a representative exactly the NGOs
	that list this user as a current representative. Several roles add up, and so does what was shared.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	ngo = DocType("NGO")
	reasons = []
	if roles & VERIFIED_NGO_ROLES:
		reasons.append(ngo.stage == "Verified")
	if PORTAL_ROLE in roles:
		reasons.append(ngo.name.isin(get_represented_ngos_query(user)))
	if shared := frappe.share.get_shared("NGO", user):
		reasons.append(ngo.name.isin(shared))
	return Criterion.any(reasons) if reasons else ngo.name.isnull()


def get_represented_ngos_query(user: str):
	"""Return a query for the names of the NGOs that list the user as a current representative."""
	row = DocType("NGO Representative")
	query = frappe.qb.from_(row).select(row.parent).where(row.parenttype == "NGO").where(row.user == user)
	return query.where(current_term_condition(row))


def ngo_query_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook for lists of NGOs."""
	return render(get_ngo_condition(user or frappe.session.user))


def has_ngo_permission(doc: Document, ptype: str | None = None, user: str | None = None, **kwargs) -> bool:
	"""Hook for one NGO; a new one has no record to look at, there the permission rows decide alone."""
	return fulfils(doc, get_ngo_condition(user or frappe.session.user))


def ngo_row_query_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook for lists of the rows of an NGO: they are seen with their NGO, never without."""
	condition = get_ngo_condition(user or frappe.session.user)
	if condition is None:
		return ""
	ngo, row = DocType("NGO"), DocType(doctype)
	visible = frappe.qb.from_(ngo).select(ngo.name).where(condition)
	return render((row.parenttype != "NGO") | row.parent.isin(visible))


# What the conditions of every area are made of


def get_own_ngos() -> list[str]:
	"""Return the NGOs that the current user represents today; none for a guest."""
	if frappe.session.user == "Guest":
		return []
	return sorted({name for (name,) in get_represented_ngos_query(frappe.session.user).run()})


def get_granted_municipalities(user: str) -> list[str]:
	"""Return the municipalities that user permissions grant to a user."""
	return sorted({row.doc for row in get_user_permissions(user).get("Municipality", [])})


def get_coordinated_ngos_query(user: str):
	"""Return a query for the names of the NGOs seated in the municipalities that a user was granted."""
	ngo = DocType("NGO")
	granted = ngo.municipality.isin(get_granted_municipalities(user) or [""])
	return frappe.qb.from_(ngo).select(ngo.name).where(granted)


def get_own_query(doctype: str, fieldname: str, user: str):
	"""Return a query for the names of the records that have a user in a field."""
	table = DocType(doctype)
	return frappe.qb.from_(table).select(table.name).where(table[fieldname] == user)


def any_of(reasons: list[Criterion], table: DocType, user: str) -> Criterion:
	"""Return the condition that one of the reasons holds, or that the record was shared with the user."""
	if shared := frappe.share.get_shared(table.get_table_name().removeprefix("tab"), user):
		reasons = [*reasons, table.name.isin(shared)]
	return Criterion.any(reasons) if reasons else table.name.isnull()


def render(condition: Criterion | None) -> str:
	"""Return a condition as the SQL that the framework adds to its own; empty when there is no limit."""
	return f"({condition.get_sql(with_namespace=True, quote_char='`')})" if condition is not None else ""


def render_rows(parenttype: str, condition: Criterion | None, doctype: str) -> str:
	"""Return the condition that the parent of a row can be seen, as SQL; empty when there is no limit."""
	if condition is None:
		return ""
	parent, row = DocType(parenttype), DocType(doctype)
	visible = frappe.qb.from_(parent).select(parent.name).where(condition)
	return render((row.parenttype != parenttype) | row.parent.isin(visible))


def fulfils(doc: Document, condition: Criterion | None) -> bool:
	"""Tell whether a stored record fulfils a condition; for a new one the permission rows decide alone."""
	return is_unstored(doc) or is_among(doc.doctype, doc.name, condition)


def is_unstored(doc: Document) -> bool:
	"""Tell whether there is no record yet that a condition could look at, whatever a request says of the document."""
	return doc.is_new() and not (doc.name and frappe.db.exists(doc.doctype, doc.name))


def is_among(doctype: str, name: str, condition: Criterion | None) -> bool:
	"""Tell whether the stored record of this name fulfils a condition."""
	if condition is None:
		return True
	table = DocType(doctype)
	return bool(frappe.qb.from_(table).select(table.name).where((table.name == name) & condition).run())
