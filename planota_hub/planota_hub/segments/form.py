# SPDX-License-Identifier: GPL-3.0-only
"""What the form of a segment, lists and reports ask: who is in it, what can be asked for, and a table to take along."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count

from planota_hub.planota_hub.segments.conditions import (
	CONDITION,
	FIELD,
	ORGANISATIONS,
	PEOPLE,
	SEGMENT,
	describe_or_say_why,
	get_organisations,
)
from planota_hub.planota_hub.segments.deeds import NGO, STAKEHOLDER, list_deeds
from planota_hub.planota_hub.segments.members import (
	PAGE,
	Member,
	count_members,
	get_members,
	get_segment,
	select_members,
)
from planota_hub.rules.arguments import read_conditions, read_document
from planota_hub.rules.spreadsheets import write_csv

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.audience_segment.audience_segment import AudienceSegment

# which filters of a list a segment can't take over, and need not
WITHOUT_MEANING = ("docstatus", "idx")


@frappe.whitelist()
def preview(segment: str) -> dict:
	"""Return who is in a segment, as it stands in the form and without saving anything.

	Args:
	        segment: the document of the form as JSON.

	Returns:
	        `sentences`, each condition in words by its place in the table, and whether it can be asked for;
	        `problem` when one can't be, else `count`, of NGOs also how many can be written to (`agreed`), and the
	        first `members` with their reasons.
	"""
	frappe.has_permission(SEGMENT, "read", throw=True)
	doc: AudienceSegment = read_document(SEGMENT, segment)
	doctype = get_organisations(doc)
	for place, row in enumerate(doc.conditions, 1):
		row.idx = row.idx or place
	sentences = [describe_or_say_why(row, doctype) for row in doc.conditions]
	answer = {"doctype": doctype, "sentences": sentences, "has_conditions": bool(doc.conditions)}
	wrong = [
		_("Condition {0}: {1}").format(place, text)
		for place, (text, is_whole) in enumerate(sentences, 1)
		if not is_whole
	]
	if wrong:
		return {**answer, "problem": "<br>".join(map(frappe.utils.escape_html, wrong))}
	return {
		**answer,
		"count": count_members(doc),
		"agreed": count_agreed(doc) if doctype == NGO else None,
		"members": [vars(member) for member in get_members(doc, PAGE)],
	}


def count_agreed(segment: "AudienceSegment") -> int:
	"""Return how many NGOs of a segment may be written to: verified, and they agreed to information by e-mail."""
	ngo = DocType(NGO)
	may = (ngo.stage == "Verified") & (ngo.consent_news == 1)
	return select_members(segment, NGO).where(may).select(Count("*")).run()[0][0]


@frappe.whitelist()
def get_deeds_of(holds: str) -> list[dict]:
	"""Return what a segment can ask of its organisations besides their fields.

	Args:
	        holds: what the segment holds.
	"""
	frappe.has_permission(SEGMENT, "read", throw=True)
	return list(list_deeds(ORGANISATIONS.get(holds, NGO)))


@frappe.whitelist()
def make_conditions(doctype: str, filters: str | list) -> list[dict]:
	"""Return the filters of a list as conditions of a segment.

	Args:
	        doctype: of the list: NGO or Stakeholder.
	        filters: rows of DocType, field, operator and value.

	Raises:
	        frappe.ValidationError: for a filter that a segment can't take over, naming it.
	"""
	frappe.has_permission(SEGMENT, "create", throw=True)
	if doctype not in (NGO, STAKEHOLDER):
		frappe.throw(_("Expected is one of {0}.").format(", ".join((_(NGO), _(STAKEHOLDER)))))
	segment = frappe.new_doc(SEGMENT)
	segment.holds = "NGOs" if doctype == NGO else "Stakeholders"
	for table, fieldname, operator, value, *_more in read_conditions(_("Filters"), filters):
		if fieldname in WITHOUT_MEANING:
			continue
		segment.append(
			"conditions",
			{
				"subject": FIELD,
				"field_doctype": table,
				"fieldname": fieldname,
				"operator": operator,
				"value": frappe.as_json(value, indent=None) if isinstance(value, list) else value,
			},
		)
	segment.check_conditions()
	names = [df.fieldname for df in frappe.get_meta(CONDITION).fields]
	return [{name: row.get(name) for name in names if row.get(name)} for row in segment.conditions]


@frappe.whitelist()
def export(segment: str) -> None:
	"""Answer with a table of all members of a segment that the user may see, each with its reasons.

	Raises:
	        frappe.PermissionError: for whoever may not take the organisations along.
	"""
	doc = get_segment(segment)
	doctype = get_organisations(doc)
	frappe.has_permission(doctype, "export", throw=True)
	people = [_("Person"), _("Function")] if doc.holds in PEOPLE else []
	head = [_("ID"), _("Name"), _("Municipality"), *people, _("Reasons")]
	rows = [get_cells(member, bool(people)) for member in get_members(doc, None)]
	frappe.response.update(
		{
			"type": "download",
			"filename": f"{doc.segment_title}.csv",
			"filecontent": write_csv([head, *rows]),
			"content_type": "text/csv; charset=utf-8",
		}
	)


def get_cells(member: Member, with_people: bool) -> list[str]:
	people = [member.person or "", _(member.function) if member.function else ""] if with_people else []
	return [member.name, member.title, member.municipality or "", *people, "; ".join(member.reasons)]
