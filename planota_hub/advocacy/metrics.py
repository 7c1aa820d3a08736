# SPDX-License-Identifier: GPL-3.0-only
"""Figures of advocacy that indicators can be computed from; each returns the records that it counts.

Every function takes the first and the last day of a period and returns one row per counted record: `doctype`,
`name`, `date`, `value`, `ngo`, `municipality`, `field_of_work`, `legal_form`; the figure is the sum of the
values. A filter keeps the rows with that value.
"""

from datetime import date as Date

import frappe
from frappe.utils import flt, getdate

from planota_hub.advocacy.proposals.results import WON

PROPOSAL, CAMPAIGN = "Policy Proposal", "Advocacy Campaign"
RAN = ["Active", "Suspended", "Evaluated", "Closed"]


def make_row(doctype: str, name: str, date, **values) -> dict:
	empty = dict.fromkeys(("ngo", "municipality", "field_of_work", "legal_form"))
	return {"doctype": doctype, "name": name, "date": getdate(date), "value": flt(1), **empty, **values}


def keep(rows: list[dict], filters: dict | None) -> list[dict]:
	"""Return the rows that the filters let through."""
	wanted = {key: value for key, value in (filters or {}).items() if value}
	return [row for row in rows if all(row.get(key) == value for key, value in wanted.items())]


def get_proposals(field: str, start: Date, end: Date, filters: dict) -> list[frappe._dict]:
	return frappe.get_all(
		PROPOSAL,
		filters={**filters, field: ("between", [start, end])},
		fields=["name", f"{field} as day", "municipality", "field_of_work"],
		order_by=f"{field} asc, name asc",
		limit_page_length=0,
	)


def get_submitted_proposals(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return the policy proposals that were submitted to their addressee in a period."""
	found = get_proposals("submitted_on", start, end, {"stage": ("in", ["Submitted", "Replied", "Closed"])})
	return keep([describe(proposal) for proposal in found], filters)


def get_adopted_proposals(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return the policy proposals whose asks were adopted, at least partly, by a reply in a period."""
	found = get_proposals("replied_on", start, end, {"result": ("in", sorted(WON))})
	return keep([describe(proposal) for proposal in found], filters)


def describe(proposal: frappe._dict) -> dict:
	places = {key: proposal[key] for key in ("municipality", "field_of_work")}
	return make_row(PROPOSAL, proposal.name, proposal.day, **places)


def get_won_asks(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return the asks that were adopted, at least partly, by a reply in a period: changed rules."""
	proposals = {
		row.name: row
		for row in get_proposals("replied_on", start, end, {"stage": ("in", ["Replied", "Closed"])})
	}
	asks = frappe.get_all(
		"Policy Ask",
		filters={
			"parenttype": PROPOSAL,
			"parent": ("in", list(proposals) or [""]),
			"result": ("in", sorted(WON)),
		},
		fields=["name", "parent"],
		order_by="parent asc, idx asc",
		limit_page_length=0,
	)
	rows = [{**describe(proposals[ask.parent]), "doctype": "Policy Ask", "name": ask.name} for ask in asks]
	return keep(rows, filters)


def get_campaigns(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return the campaigns that began in a period, whatever became of them."""
	found = frappe.get_all(
		CAMPAIGN,
		filters={"stage": ("in", RAN), "starts_on": ("between", [start, end])},
		fields=["name", "starts_on", "municipality", "field_of_work"],
		order_by="starts_on asc, name asc",
		limit_page_length=0,
	)
	rows = [
		make_row(
			CAMPAIGN,
			campaign.name,
			campaign.starts_on,
			municipality=campaign.municipality,
			field_of_work=campaign.field_of_work,
		)
		for campaign in found
	]
	return keep(rows, filters)


def get_involved_ngos(start: Date, end: Date, filters: dict | None = None) -> list[dict]:
	"""Return the NGOs that took part in proposals submitted or campaigns begun in a period, each once."""
	involved: dict[str, dict] = {}
	documents = [*get_submitted_proposals(start, end), *get_campaigns(start, end)]
	days = {(row["doctype"], row["name"]): row["date"] for row in documents}
	for row in frappe.get_all(
		"Involved NGO",
		filters={
			"parenttype": ("in", [PROPOSAL, CAMPAIGN]),
			"parent": ("in", [row["name"] for row in documents] or [""]),
		},
		fields=["parenttype", "parent", "ngo"],
		order_by="ngo asc, parent asc",
		limit_page_length=0,
	):
		day = days.get((row.parenttype, row.parent))
		if day and (row.ngo not in involved or day < involved[row.ngo]["date"]):
			involved[row.ngo] = make_row("NGO", row.ngo, day, ngo=row.ngo)
	add_ngos(involved)
	return keep(list(involved.values()), filters)


def add_ngos(rows: dict[str, dict]) -> None:
	"""Add to rows by NGO what the register says of these."""
	for ngo in frappe.get_all(
		"NGO",
		filters={"name": ("in", list(rows) or [""])},
		fields=["name", "municipality", "primary_field_of_work", "legal_form"],
		order_by="name asc",
		limit_page_length=0,
	):
		rows[ngo.name].update(
			municipality=ngo.municipality,
			field_of_work=ngo.primary_field_of_work,
			legal_form=ngo.legal_form,
		)
