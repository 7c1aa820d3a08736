# SPDX-License-Identifier: GPL-3.0-only
"""Funded projects, advocacy campaigns and agreements of consortia, and what ERPNext has for each.

The hub's document is made first; its counterpart does in ERPNext what the hub does not: costing, e-mail
campaigns, contract management.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.rename_doc import rename_doc
from frappe.query_builder import DocType
from frappe.query_builder.functions import Sum
from frappe.utils import flt, get_link_to_form

from planota_hub.integrations.adapter import NGO_FIELD, STAKEHOLDER_FIELD, is_linked
from planota_hub.integrations.erpnext.versions import get_field
from planota_hub.rules.text import shown

if TYPE_CHECKING:
	from planota_hub.partnerships.doctype.partnership_consortium.partnership_consortium import (
		PartnershipConsortium,
	)

PROJECT_FIELD = "hub_funded_project"
CAMPAIGN_FIELD = "hub_campaign"
CONSORTIUM_FIELD = "hub_consortium"
PARTY_FIELDS = {"NGO": NGO_FIELD, "Stakeholder": STAKEHOLDER_FIELD}
# closes the accounts of a year: it takes back what was spent, and is no spending
CLOSING = "Period Closing Voucher"


@frappe.whitelist(methods=["POST"])
def create_project(funded_project: str, company: str | None = None) -> str:
	"""Make the ERPNext Project of a funded project; returns its name.

	Args:
	        company: that the project is of; without it the user's own, or the only one that there is.

	Raises:
	        frappe.DuplicateEntryError: when there is one, or another project has that name.
	        frappe.PermissionError: when the user may not create projects in ERPNext.
	        frappe.ValidationError: when it is not known which company it is of.
	"""
	doc = begin("Funded Project", funded_project, "Project", PROJECT_FIELD)
	refuse_same_name("Project", "project_name", doc.project_title, PROJECT_FIELD)
	return insert(
		{
			"doctype": "Project",
			"project_name": doc.project_title,
			"expected_start_date": doc.starts_on,
			"expected_end_date": doc.ends_on,
			"company": choose_company(company),
			PROJECT_FIELD: doc.name,
		}
	)


def choose_company(company: str | None) -> str:
	"""Return the company that was chosen, or the one that goes without saying.

	Raises:
	        frappe.ValidationError: when there is none, or one of several has to be chosen.
	"""
	if company := company or frappe.defaults.get_user_default("Company"):
		return company
	companies = frappe.get_all("Company", pluck="name", order_by="name asc", limit_page_length=2)
	if len(companies) == 1:
		return companies[0]
	if companies:
		frappe.throw(_("Company: please choose the company that the project is of."))
	frappe.throw(_("Company: ERPNext has none yet. Please finish its set-up first."))


@frappe.whitelist()
def get_project_spending(funded_project: str) -> dict | None:
	"""Return what ERPNext has counted on the linked project, in the company's currency; None without one.

	Raises:
	        frappe.PermissionError: when the user may not read the funded project.
	"""
	frappe.get_doc("Funded Project", funded_project).check_permission("read")
	return next(iter(find_spending([funded_project])), None)


def get_spending_summary(funded_projects: list[str]) -> list[dict]:
	"""Return a figure for the summary of a report: what ERPNext has counted on funded projects.

	Registered by the hook `hub_project_summary`.

	Returns:
	        the figure; nothing when ERPNext has none of the projects, or the reader may not see them there.
	"""
	return summarise(find_spending(funded_projects), frappe.db.get_default("currency"))


def summarise(spending: list[dict], currency: str) -> list[dict]:
	"""Add up what was spent in a currency: a report has one, so what companies with another one spent is left out."""
	spent = [row["spent"] for row in spending if row["currency"] == currency]
	return [{"label": _("Spent in ERPNext"), "value": sum(spent), "datatype": "Currency"}] if spent else []


def find_spending(funded_projects: list[str]) -> list[dict]:
	"""Return project, spent and currency of the ERPNext projects that the reader may see, the oldest first."""
	if not is_linked("Project", PROJECT_FIELD) or not frappe.has_permission("Project", "read"):
		return []
	projects = frappe.get_list(
		"Project",
		filters={PROJECT_FIELD: ("in", funded_projects or [""])},
		fields=["name", "company"],
		order_by="creation asc",
		limit_page_length=0,
	)
	spent = add_up_ledger([row.name for row in projects])
	return [
		{
			"project": row.name,
			"spent": flt(spent.get(row.name), 2),
			"currency": frappe.get_cached_value("Company", row.company, "default_currency"),
		}
		for row in projects
	]


def add_up_ledger(projects: list[str]) -> dict[str, float]:
	"""Return what the general ledger holds on accounts of expenses for each project, in its company's currency.

	So whatever is booked counts: purchases, wages by journal entry, material, expense claims.
	"""
	entry, account = DocType("GL Entry"), DocType("Account")
	rows = (
		frappe.qb.from_(entry)
		.join(account)
		.on(account.name == entry.account)
		.select(entry.project, Sum(entry.debit - entry.credit))
		.where(entry.project.isin(projects or [""]) & (entry.is_cancelled == 0))
		.where((account.root_type == "Expense") & (entry.voucher_type != CLOSING))
		.groupby(entry.project)
		.run()
	)
	return dict(rows)


@frappe.whitelist(methods=["POST"])
def create_campaign(advocacy_campaign: str) -> str:
	"""Make the ERPNext Campaign of an advocacy campaign; returns its name.

	Raises:
	        frappe.DuplicateEntryError: when there is one, or another campaign has that name.
	        frappe.PermissionError: when the user may not create campaigns in ERPNext.
	"""
	doc = begin("Advocacy Campaign", advocacy_campaign, "Campaign", CAMPAIGN_FIELD)
	refuse_same_name("Campaign", "campaign_name", doc.campaign_title, CAMPAIGN_FIELD)
	return insert(
		{
			"doctype": "Campaign",
			"campaign_name": doc.campaign_title,
			"description": doc.goal,
			CAMPAIGN_FIELD: doc.name,
		}
	)


@frappe.whitelist()
def count_campaign_leads(advocacy_campaign: str) -> dict | None:
	"""Return the linked ERPNext Campaign and how many leads came by it; None without one.

	Raises:
	        frappe.PermissionError: when the user may not read the advocacy campaign.
	"""
	frappe.get_doc("Advocacy Campaign", advocacy_campaign).check_permission("read")
	if not is_linked("Campaign", CAMPAIGN_FIELD) or not frappe.has_permission("Campaign", "read"):
		return None
	campaign = frappe.db.get_value(
		"Campaign", {CAMPAIGN_FIELD: advocacy_campaign}, "name", order_by="creation asc"
	)
	if not campaign:
		return None
	fieldname = get_field("Lead", "campaign")
	leads = (
		frappe.db.count("Lead", {fieldname: ("in", get_lead_values(fieldname, campaign))}) if fieldname else 0
	)
	return {"campaign": campaign, "leads": leads}


def get_lead_values(fieldname: str, campaign: str) -> list[str]:
	"""Return what leads that came by a campaign have in a field.

	Those of ERPNext 15 link to the campaign itself, those of ERPNext 16 to the UTM campaigns that it makes of
	the campaign, one for each title that this had.
	"""
	linked = frappe.get_meta("Lead").get_field(fieldname).options
	if linked == "Campaign":
		return [campaign]
	return frappe.get_all(linked, {"crm_campaign": campaign}, pluck="name", order_by="name asc") or [""]


@frappe.whitelist()
def get_contract_parties(consortium: str) -> list[dict]:
	"""Return the partners of a consortium that ERPNext knows as customer or supplier.

	Returns:
	        rows with partner_name, party_type, party, and contract when there is one already.
	"""
	doc = frappe.get_doc("Partnership Consortium", consortium)
	doc.check_permission("read")
	return [row for row in find_contract_parties(doc) if frappe.has_permission(row["party_type"], "read")]


def find_contract_parties(consortium: "PartnershipConsortium") -> list[dict]:
	found = []
	for row in consortium.partners:
		for party_type in ("Customer", "Supplier"):
			if not is_linked(party_type, PARTY_FIELDS[row.partner_type]):
				continue
			filters = {PARTY_FIELDS[row.partner_type]: row.partner}
			party = frappe.db.get_value(party_type, filters, "name", order_by="creation asc")
			if party:
				found.append(
					{
						"partner_name": row.partner_name,
						"party_type": party_type,
						"party": party,
						"signed_on": row.signed_on,
						"signee": row.signatory_name,
						"contract": find_contract(consortium.name, party_type, party),
					}
				)
	return found


def find_contract(consortium: str, party_type: str, party: str) -> str | None:
	filters = {
		CONSORTIUM_FIELD: consortium,
		"party_type": party_type,
		"party_name": party,
		"docstatus": ("<", 2),
	}
	return frappe.db.get_value("Contract", filters, "name", order_by="creation asc")


@frappe.whitelist(methods=["POST"])
def create_contract(consortium: str, party_type: str, party: str) -> str:
	"""Make the draft of an ERPNext Contract with one partner out of the agreement of a consortium.

	Raises:
	        frappe.ValidationError: when the agreement has no terms, or the party is no partner.
	        frappe.DuplicateEntryError: when this party has its contract already.
	        frappe.PermissionError: when the user may not create contracts in ERPNext.
	"""
	frappe.has_permission("Contract", "create", throw=True)
	doc = frappe.get_doc("Partnership Consortium", consortium, for_update=True)
	doc.check_permission("read")
	partners = {(row["party_type"], row["party"]): row for row in find_contract_parties(doc)}
	partner = partners.get((party_type, party))
	if not partner:
		frappe.throw(_("{0} is no partner of this consortium.").format(shown(party)))
	if partner["contract"]:
		refuse_double("Contract", partner["contract"])
	if not doc.agreement_terms:
		frappe.throw(_("Please write the terms of the agreement first: a contract consists of them."))
	return insert(
		{
			"doctype": "Contract",
			"party_type": party_type,
			"party_name": party,
			"start_date": doc.starts_on,
			"end_date": doc.ends_on,
			"contract_terms": frappe.utils.escape_html(doc.agreement_terms).replace("\n", "<br>"),
			"is_signed": int(bool(partner["signed_on"])),
			"signed_on": partner["signed_on"],
			"signee": partner["signee"],
			CONSORTIUM_FIELD: doc.name,
		}
	)


# Steps that all three share


def begin(doctype: str, name: str, counterpart: str, fieldname: str) -> Document:
	"""Read the hub's document, locked, once the user may make a counterpart and there is none."""
	if not is_linked(counterpart, fieldname):
		frappe.throw(_("{0} is not on this site.").format(_(counterpart)))
	frappe.has_permission(counterpart, "create", throw=True)
	doc = frappe.get_doc(doctype, name, for_update=True)
	doc.check_permission("read")
	if existing := frappe.db.get_value(counterpart, {fieldname: name}, "name", order_by="creation asc"):
		refuse_double(counterpart, existing)
	return doc


def refuse_double(doctype: str, name: str) -> None:
	frappe.throw(
		_("There is one already: {0}.").format(get_link_to_form(doctype, name)),
		frappe.DuplicateEntryError,
		title=_("Already Linked"),
	)


def refuse_same_name(doctype: str, fieldname: str, title: str, link: str) -> None:
	"""ERPNext has a record of that name: it is linked on its own form, never overwritten."""
	if name := frappe.db.get_value(doctype, {fieldname: title}, "name", order_by="creation asc"):
		frappe.throw(
			_("ERPNext has {0} of that name. Open it and choose this document in the field {1}.").format(
				get_link_to_form(doctype, name), _(frappe.get_meta(doctype).get_label(link))
			),
			frappe.DuplicateEntryError,
			title=_("Likely Match"),
		)


def insert(values: dict) -> str:
	"""Insert a record under the rules of ERPNext; its refusal is passed on, and nothing is half-made."""
	frappe.db.savepoint("hub_counterpart")
	try:
		return frappe.get_doc(values).insert().name
	except Exception:
		frappe.db.rollback(save_point="hub_counterpart")
		raise


def follow_campaign(campaign: Document, method: str | None = None) -> None:
	"""Keep the title of the counterpart of a renamed document in step (hook `on_update`)."""
	follow_title(campaign, "campaign_title", "Campaign", "campaign_name", CAMPAIGN_FIELD)


def follow_project(project: Document, method: str | None = None) -> None:
	"""Keep the title of the counterpart of a renamed document in step (hook `on_update`)."""
	follow_title(project, "project_title", "Project", "project_name", PROJECT_FIELD)


def follow_title(doc: Document, title: str, counterpart: str, fieldname: str, link: str) -> None:
	"""A new title goes over unless the former one was changed in ERPNext, or the new one is taken there."""
	before = doc.get_doc_before_save()
	if not before or before.get(title) == doc.get(title) or not is_linked(counterpart, link):
		return
	if frappe.db.exists(counterpart, {fieldname: doc.get(title)}):
		return
	former, new = before.get(title), doc.get(title)
	name = frappe.db.get_value(
		counterpart, {link: doc.name, fieldname: former}, "name", order_by="creation asc"
	)
	if not name:
		return
	if name == former:
		# a campaign that is named by its title: ERPNext 16 refuses one whose name says something else
		name = rename_doc(counterpart, name, new, force=True, show_alert=False, ignore_permissions=True)
	record = frappe.get_doc(counterpart, name)
	record.set(fieldname, new)
	record.save(ignore_permissions=True)
