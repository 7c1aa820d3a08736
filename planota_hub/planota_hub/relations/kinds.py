# SPDX-License-Identifier: GPL-3.0-only
"""The kinds of relations, each in two words: what the first organisation is to the second, and the second to the first."""

from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import cint, cstr

TYPE, RELATION = "Organisation Relation Type", "Organisation Relation"
NGO, STAKEHOLDER = "NGO", "Stakeholder"
# how a kind is named as seen from the second organisation
REVERSE = " (reverse)"


class Kind(NamedTuple):
	"""A kind of relation as seen from one of the two organisations.

	Attributes:
	        relation_type: name of the Organisation Relation Type.
	        is_reverse: seen from the second organisation.
	        label: what the one is to the other, in the reader's language.
	        is_mutual: it says the same of both.
	"""

	relation_type: str
	is_reverse: bool
	label: str
	is_mutual: bool

	@property
	def key(self) -> str:
		"""By which forms and segments name it."""
		return self.relation_type + (REVERSE if self.is_reverse else "")


def is_mutual(relation_type: frappe._dict) -> bool:
	"""Tell whether a kind of relation says the same of both organisations."""
	return cstr(relation_type.forward_label).casefold() == cstr(relation_type.reverse_label).casefold()


def get_kinds(with_disabled: bool = True) -> dict[str, Kind]:
	"""Return every kind from both sides by its key, in the order of their words; a mutual one once."""
	rows = frappe.get_all(
		TYPE,
		{} if with_disabled else {"disabled": 0},
		["name", "forward_label", "reverse_label"],
		order_by="name asc",
	)
	kinds = []
	for row in rows:
		kinds.append(Kind(row.name, False, _(row.forward_label), is_mutual(row)))
		if not is_mutual(row):
			kinds.append(Kind(row.name, True, _(row.reverse_label), False))
	return {kind.key: kind for kind in sorted(kinds, key=lambda kind: kind.label.casefold())}


def get_type(name: str) -> frappe._dict:
	"""Return the rules and words of a kind of relation; `allows_circle` of a mutual one always."""
	fields = ["name", "forward_label", "reverse_label", "is_lasting", "allows_circle", "disabled"]
	row = frappe.get_cached_value(TYPE, name, fields, as_dict=True)
	row.is_mutual = is_mutual(row)
	row.allows_circle = bool(cint(row.allows_circle)) or row.is_mutual
	return row
