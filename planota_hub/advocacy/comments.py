"""Comments on proposals: what a form shows of them, and how many there are."""

import frappe

COMMENT = "Proposal Comment"
UNCONFIRMED, RECEIVED = "Unconfirmed", "Received"
ANSWERS = ("Taken Up", "Partly Taken Up", "Not Taken Up")


def get_comments(proposal: str) -> list[dict]:
	"""Return the confirmed comments on a proposal that the reader may see, the earliest first."""
	if not frappe.has_permission(COMMENT, "read"):
		return []
	return frappe.get_list(
		COMMENT,
		filters={"proposal": proposal, "status": ("!=", UNCONFIRMED)},
		fields=["name", "commenter_name", "organisation", "ask", "position", "comment", "status", "answer"],
		order_by="confirmed_on asc, name asc",
		limit_page_length=0,
	)


def count_comments(proposals: list[str]) -> dict[str, int]:
	"""Return how many confirmed comments each proposal has, in one query."""
	comment = frappe.qb.DocType(COMMENT)
	rows = (
		frappe.qb.from_(comment)
		.select(comment.proposal, frappe.query_builder.functions.Count(comment.name))
		.where(comment.proposal.isin(proposals or [""]) & (comment.status != UNCONFIRMED))
		.groupby(comment.proposal)
		.run()
	)
	return {proposal: int(number) for proposal, number in rows}
