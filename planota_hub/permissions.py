# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which record: one condition per DocType, used by list and form alike.

What a role may do at all stands in the permission rows of the DocTypes. Here stands on which records: a
condition is built once as a query criterion; the list adds it to its query, the form asks whether the one
record fulfils it, so the two can't disagree. Both run on the stored record, never on what was just typed.

Here are the condition on NGO, the pieces that all conditions are made of, and the hooks that the framework asks.
Each area has its own conditions in its `permissions.py`; the hook `hub_record_conditions` says on which DocType
which one is, `hub_record_rows` which rows are seen with it, `hub_record_owners` by which record a new one is judged.
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


def get_access_request_condition(user: str) -> Criterion | None:
	"""Return the condition on Portal Access Request for a user; a representative sees those for the own NGOs."""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	request = DocType("Portal Access Request")
	own = [request.ngo.isin(get_represented_ngos_query(user))] if PORTAL_ROLE in roles else []
	return any_of(own, request, user)


def get_represented_ngos_query(user: str):
	"""Return a query for the names of the NGOs that list the user as a current representative."""
	row = DocType("NGO Representative")
	query = frappe.qb.from_(row).select(row.parent).where(row.parenttype == "NGO").where(row.user == user)
	return query.where(current_term_condition(row))


# Hooks that the framework asks: for lists, for lists of rows, and for one record


def query_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook for lists of a DocType in `hub_record_conditions`."""
	return render(get_condition(doctype, user or frappe.session.user))


def row_query_conditions(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook for lists of rows in `hub_record_rows`: they are seen with their document, never without."""
	user = user or frappe.session.user
	parents = [parent for parent, rows in frappe.get_hooks("hub_record_rows").items() if doctype in rows]
	return " and ".join(
		filter(None, (render_rows(parent, get_condition(parent, user), doctype) for parent in parents))
	)


def has_permission(doc: Document, ptype: str | None = None, user: str | None = None, **kwargs) -> bool:
	"""Hook for one record of a DocType in `hub_record_conditions`.

	A new one is judged by the record that it belongs to (`hub_record_owners`), so that nobody adds one to a
	record of others; where there is none, the permission rows decide alone.
	"""
	user = user or frappe.session.user
	if not is_unstored(doc):
		return is_among(doc.doctype, doc.name, get_condition(doc.doctype, user))
	for fieldname in frappe.get_hooks("hub_record_owners").get(doc.doctype, ()):
		if owner := doc.get(fieldname):
			doctype = doc.meta.get_field(fieldname).options
			return is_among(doctype, owner, get_condition(doctype, user))
	return True


def get_condition(doctype: str, user: str) -> Criterion | None:
	"""Return the condition on a DocType for a user, as its area has it; None when there is no limit."""
	return frappe.call(frappe.get_hooks("hub_record_conditions")[doctype][-1], user=user, doctype=doctype)


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
