# SPDX-License-Identifier: GPL-3.0-only
"""What the dashboards of both sides show of each other (hook `override_doctype_dashboards`).

The framework tells such a hook the dashboard but not whose it is: hence one function per DocType.
"""

from frappe import _

from planota_hub.integrations.adapter import get_adapters, is_linked


def show_records_of(doctype: str, data: dict) -> dict:
	"""Add to the dashboard of a hub document the records of the CRMs on this site that link to it."""
	links = get_links_to(doctype)
	if links:
		data.setdefault("non_standard_fieldnames", {}).update(links)
		data.setdefault("transactions", []).append({"label": _("CRM"), "items": list(links)})
	return data


def get_links_to(doctype: str) -> dict[str, str]:
	"""Return the DocTypes of the CRMs on this site that link to a hub DocType, with their link field."""
	links = {}
	for adapter in get_adapters():
		for foreign, fields in adapter.custom_fields.items():
			for row in fields:
				if row["options"] == doctype and is_linked(foreign, row["fieldname"]):
					links.setdefault(foreign, row["fieldname"])
	return links


def show_hub_documents_of(doctype: str, data: dict) -> dict:
	"""Add to the dashboard of a record of the CRM the hub documents that it links to."""
	links = {
		row["options"]: row["fieldname"]
		for adapter in get_adapters()
		for row in adapter.custom_fields.get(doctype, ())
		if is_linked(doctype, row["fieldname"])
	}
	if links:
		# where ERPNext's dashboard has no records of its own the framework counts none without a field
		data.setdefault("fieldname", next(iter(links.values())))
		data.setdefault("internal_links", {}).update(links)
		data.setdefault("transactions", []).append({"label": _("Planota Hub"), "items": list(links)})
	return data


def show_ngo(data: dict) -> dict:
	return show_records_of("NGO", data)


def show_stakeholder(data: dict) -> dict:
	return show_records_of("Stakeholder", data)


def show_campaign(data: dict) -> dict:
	return show_records_of("Advocacy Campaign", data)


def show_consortium(data: dict) -> dict:
	return show_records_of("Partnership Consortium", data)


def show_funded_project(data: dict) -> dict:
	return show_records_of("Funded Project", data)
