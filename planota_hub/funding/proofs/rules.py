# SPDX-License-Identifier: GPL-3.0-only
"""What a project may ask for as proof: each kind of proof once for a kind of record that has proofs."""

from typing import TYPE_CHECKING

from frappe import _

from planota_hub.funding.proofs.kinds import INVOICE, SPENDING, get_provable
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import shown

if TYPE_CHECKING:
	from planota_hub.funding.doctype.funded_project.funded_project import FundedProject


def validate_required_proofs(project: "FundedProject") -> None:
	"""Refuse a kind of record that has no proofs, and the same proof asked for twice.

	Raises:
	        frappe.ValidationError: naming the row.
	"""
	seen = set()
	for row in project.required_proofs:
		if row.record_doctype == SPENDING and row.proof_kind != INVOICE:
			message = _("of spending, expected is an invoice.")
			refuse(row, "proof_kind", message)
		if row.record_doctype not in get_provable():
			refuse(
				row,
				"record_doctype",
				_("records of the kind {0} have no proofs.").format(shown(_(row.record_doctype))),
			)
		key = row.record_doctype, row.proof_kind
		if key in seen:
			refuse(
				row,
				"proof_kind",
				_("{0} stands in the table twice for {1}.").format(_(row.proof_kind), _(row.record_doctype)),
			)
		seen.add(key)
