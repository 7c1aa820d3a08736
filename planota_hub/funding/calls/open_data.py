# SPDX-License-Identifier: GPL-3.0-only
"""Published calls for funding as open data."""

import frappe
from frappe import _
from frappe.utils import get_url

from planota_hub.funding.calls.conditions import LEGAL_FORMS
from planota_hub.funding.calls.pages import PUBLIC_STATUSES
from planota_hub.funding.calls.status import CALL
from planota_hub.public_forms.datasets import (
	DataField,
	Dataset,
	as_day,
	get_key_fields,
	get_options,
	get_table,
	get_updated_field,
)
from planota_hub.rules.fields import is_web_address
from planota_hub.rules.titles import get_titles

AMOUNTS = ("total_amount", "minimum_amount", "maximum_amount")
COLUMNS = [
	"call_title",
	"funder",
	"programme",
	"reference",
	"status",
	"call_url",
	"opens_on",
	"closes_on",
	*AMOUNTS,
	"co_financing",
	"co_financing_percent",
	"payment_terms",
	"friendliness_score",
	"description",
	*LEGAL_FORMS.values(),
]


def get_dataset() -> Dataset:
	"""Return the calls that the public sees. Hook `hub_open_data`."""
	return Dataset(
		folder="calls",
		title=_("Calls for NGOs"),
		description=_(
			"Calls for funding for non-governmental organisations of the region, coming, open and decided."
		),
		keywords=[_("funding"), _("calls"), _("grants")],
		theme="ECON",
		doctype=CALL,
		columns=COLUMNS,
		get_filters=lambda: [["status", "in", PUBLIC_STATUSES]],
		describe=describe,
		fields=get_fields(),
		asked={
			"status": "status",
			"field_of_work": ("Funding Call Field", "field_of_work"),
			"municipality": ("Funding Call Municipality", "municipality"),
		},
	)


def get_fields() -> list[DataField]:
	currency = _("In euros or the currency of the site; empty where the call does not say")
	return [
		*get_key_fields(_("Page of the call")),
		DataField("title", _("Title"), is_required=True),
		DataField("funder", _("Funder")),
		DataField("programme", _("Programme")),
		DataField("reference", _("Reference")),
		DataField("status", _("Status"), options=PUBLIC_STATUSES, is_required=True),
		DataField("original_url", _("Address of the Call"), "uri"),
		DataField("opens_on", _("Opens On"), "date"),
		DataField("closes_on", _("Closes On"), "date"),
		DataField("total_amount", _("Total Amount"), "number", currency),
		DataField("minimum_amount", _("Minimum Amount"), "number", currency),
		DataField("maximum_amount", _("Maximum Amount"), "number", currency),
		DataField("co_financing", _("Own Share"), options=get_options(CALL, "co_financing")),
		DataField("co_financing_percent", _("Own Share in Percent"), "number"),
		DataField("payment_terms", _("Payment"), options=get_options(CALL, "payment_terms")),
		DataField("legal_forms", _("Legal Forms"), "list", _("Empty: all"), is_term=True),
		DataField("fields_of_work", _("Fields of Work"), "list", description=_("Empty: all"), is_term=True),
		DataField("municipalities", _("Municipalities"), "list", _("Empty: all")),
		DataField(
			"friendliness", _("Friendliness to NGOs"), "number", _("0 to 100, by the rules of the hub")
		),
		DataField("description", _("Description")),
		get_updated_field(),
	]


def describe(records: list[frappe._dict]) -> list[dict]:
	"""Return calls as rows."""
	names = [record.name for record in records]
	funders = get_titles("Stakeholder", {record.funder for record in records})
	fields = get_table("Funding Call Field", CALL, "field_of_work", names)
	places = get_table("Funding Call Municipality", CALL, "municipality", names)
	return [
		{
			"id": record.name,
			"url": get_url(f"/calls/{record.name}"),
			"title": record.call_title,
			"funder": funders.get(record.funder),
			"programme": record.programme or None,
			"reference": record.reference or None,
			"status": record.status,
			"original_url": record.call_url if is_web_address(record.call_url or "") else None,
			"opens_on": as_day(record.opens_on),
			"closes_on": as_day(record.closes_on),
			**{amount: record[amount] or None for amount in AMOUNTS},
			"co_financing": record.co_financing or None,
			"co_financing_percent": record.co_financing_percent or None,
			"payment_terms": record.payment_terms or None,
			"legal_forms": [form for form, fieldname in LEGAL_FORMS.items() if record[fieldname]],
			"fields_of_work": fields.get(record.name, []),
			"municipalities": places.get(record.name, []),
			"friendliness": record.friendliness_score,
			"description": record.description or None,
		}
		for record in records
	]
