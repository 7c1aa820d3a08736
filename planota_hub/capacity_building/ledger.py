"""The ledger of support: every delivered hour is one row, posted and reversed by its source document."""

from dataclasses import dataclass
from datetime import date as Date

import frappe
from frappe.model.document import Document

KINDS = ("Workshop", "Mentoring", "Counselling", "Information", "Application Help", "Report Help")


@dataclass(frozen=True)
class SupportRow:
	"""One row of a source document."""

	date: Date
	ngo: str
	kind: str
	hours: float
	participants: int = 1
	key: str = ""


def post_support(source: Document, rows: list[SupportRow]) -> None:
	"""Make the rows of this source exactly these."""
	reverse_support(source)
	for row in rows:
		frappe.get_doc(
			{
				"doctype": "Support Entry",
				"posting_date": row.date,
				"ngo": row.ngo,
				"kind": row.kind,
				"hours": row.hours,
				"participants": row.participants,
				"source_doctype": source.doctype,
				"source_name": source.name,
				"row_key": row.key,
			}
		).insert(ignore_permissions=True)


def reverse_support(source: Document) -> None:
	"""Remove every row of this source."""
	frappe.db.delete("Support Entry", {"source_doctype": source.doctype, "source_name": source.name})
