# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which call and which application; see `planota_hub.permissions`."""

import frappe
from frappe.model.document import Document
from frappe.query_builder import Criterion, DocType

from planota_hub.capacity_building.permissions import get_support_condition
from planota_hub.capacity_building.support.rules import is_mentor_only
from planota_hub.permissions import (
	ALL_NGO_ROLES,
	VERIFIED_NGO_ROLES,
	any_of,
	fulfils,
	get_roles,
	is_unstored,
)
from planota_hub.planota_hub.register.portal_access import PORTAL_ROLE


def get_call_condition(user: str) -> Criterion | None:
	"""Return the condition on Funding Call for a user; None when there is no limit.

	Staff and auditors see all; everybody else what was published, whatever became of it.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	call = DocType("Funding Call")
	may_see = roles & (VERIFIED_NGO_ROLES | {PORTAL_ROLE})
	return any_of([call.stage != "Draft"] if may_see else [], call, user)


def get_application_condition(user: str) -> Criterion | None:
	"""Return the condition on Call Application for a user; None when there is no limit.

	A mentor sees the applications that were given to them, a coordinator those of the NGOs of the granted
	municipalities, a representative those of the own NGOs.
	"""
	application = DocType("Call Application")
	return get_support_condition(user, application, application.responsible == user)


def has_application_permission(
	doc: Document, ptype: str | None = None, user: str | None = None, **kwargs
) -> bool:
	"""Hook for one application."""
	user = user or frappe.session.user
	if is_unstored(doc) and is_mentor_only(user):
		return doc.get("responsible") in (None, "", user)
	return fulfils(doc, get_application_condition(user))
