# SPDX-License-Identifier: GPL-3.0-only
"""Who sees and changes which segment: the own, the shared, and those that were shared with somebody."""

import frappe
from frappe.model.document import Document
from frappe.query_builder import Criterion, DocType

from planota_hub.permissions import (
	DESK_ROLES,
	STAFF_ROLES,
	any_of,
	get_roles,
	has_permission,
	is_unstored,
)
from planota_hub.planota_hub.segments.conditions import SEGMENT

SEES_ALL = frozenset({"Hub Manager", "System Manager"})
CHANGES = ("write", "delete", "share")


def get_segment_condition(user: str) -> Criterion | None:
	"""Return the condition on Audience Segment for a user; None when there is no limit.

	Managers see all; who works at the Desk sees the own and the shared ones.
	"""
	roles = get_roles(user)
	if user == "Administrator" or roles & SEES_ALL:
		return None
	segment = DocType(SEGMENT)
	reasons = [(segment.owner == user) | (segment.is_shared == 1)] if roles & DESK_ROLES else []
	return any_of(reasons, segment, user)


def get_use_condition(user: str) -> Criterion | None:
	"""Return the condition on Segment Use for a user: it is seen with its segment."""
	condition = get_segment_condition(user)
	if condition is None:
		return None
	segment, use = DocType(SEGMENT), DocType("Segment Use")
	return use.segment.isin(frappe.qb.from_(segment).select(segment.name).where(condition))


def has_segment_permission(
	doc: Document, ptype: str | None = None, user: str | None = None, **kwargs
) -> bool:
	"""Hook for one segment: only the staff changes one that somebody else has made."""
	user = user or frappe.session.user
	if not has_permission(doc, ptype, user):
		return False
	if ptype not in CHANGES or is_unstored(doc) or user == "Administrator":
		return True
	is_staff = bool(get_roles(user) & (STAFF_ROLES | SEES_ALL))
	return is_staff or frappe.db.get_value(SEGMENT, doc.name, "owner") == user
