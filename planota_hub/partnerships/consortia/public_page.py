# SPDX-License-Identifier: GPL-3.0-only
"""What the public sees of the consortia that the hub shows; never agreements, money and people."""

import frappe
from frappe import _
from frappe.utils import today

from planota_hub.local_networks.needs.public_page import get_needs_of_answers
from planota_hub.partnerships.action_plans.public_page import describe_days, get_plans
from planota_hub.partnerships.consortia.partners import lasts_on
from planota_hub.planota_hub.register.public_register import link_organisations
from planota_hub.public_forms.public_areas import PublicArea, PublicItem, PublicPage, Section, get_addresses
from planota_hub.public_forms.structured_data import describe_body, describe_organisations

CONSORTIUM, FOLDER = "Partnership Consortium", "partnerships"
PUBLIC = {"show_on_website": 1}


def get_public_area() -> PublicArea:
	"""Return what the public sees of consortia. Hook `hub_public_areas`."""
	return PublicArea(
		folder=FOLDER,
		title=_("Partnerships"),
		doctype=CONSORTIUM,
		filters=(PUBLIC,),
		get_items=lambda: get_consortia({}),
		get_page=get_page,
		lead=_("What organisations, public institutions and companies of the region do together."),
	)


def get_consortia(filters: dict) -> list[PublicItem]:
	"""Return the shown consortia that meet some filters, the latest first."""
	rows = frappe.get_all(
		CONSORTIUM,
		filters={**PUBLIC, **filters},
		fields=["name", "consortium_name", "purpose", "stage", "municipality", "field_of_work"],
		order_by="creation desc, name desc",
		limit_page_length=0,
	)
	return [
		PublicItem(
			title=row.consortium_name,
			url=f"/{FOLDER}/{row.name}",
			text=" · ".join(filter(None, [row.municipality, _(row.stage)])),
			summary=row.purpose or "",
			is_open=row.stage != "Closed",
			places=[row.municipality] if row.municipality else [],
			fields=[row.field_of_work] if row.field_of_work else [],
		)
		for row in rows
	]


def get_page(name: str) -> PublicPage | None:
	"""Return what the page of a consortium shows; None when the hub does not show it."""
	if not frappe.db.exists(CONSORTIUM, {"name": name, **PUBLIC}):
		return None
	consortium = frappe.get_doc(CONSORTIUM, name)
	day = consortium.closed_on or today()
	partners = [(row.partner_type, row.partner) for row in consortium.partners if lasts_on(row, day)]
	members = link_organisations(partners)
	return PublicPage(
		title=consortium.consortium_name,
		facts=[
			(_("State"), _(consortium.stage)),
			(_("Municipality"), consortium.municipality),
			(_("Field of Work"), _(consortium.field_of_work) if consortium.field_of_work else None),
			(_("When"), describe_days(consortium.starts_on, consortium.ends_on)),
			(_("Outcome"), _(consortium.outcome) if consortium.outcome else None),
		],
		texts=[(_("Purpose"), consortium.purpose), (_("What came of it"), consortium.outcome_note)],
		sections=[
			Section(_("Partners"), members),
			Section(_("Needs it answers"), get_needs_of_answers(CONSORTIUM, [name])),
			Section(_("Joint plans"), get_plans({"plan_of_type": CONSORTIUM, "plan_of": name})),
		],
		structured_data=describe_body(
			"Consortium",
			consortium.consortium_name,
			f"/{FOLDER}/{name}",
			consortium.starts_on,
			consortium.ends_on,
			description=consortium.purpose,
			member=describe_organisations([item.title for item in members]),
		),
	)


def get_partnerships_of(ngo: str) -> Section:
	"""Return the shown consortia of which an NGO is a partner today. Hook `hub_public_sections`."""
	return Section(_("Partnerships"), get_consortia({"name": ("in", find_consortia(ngo))}))


def get_needs_of(ngo: str) -> Section:
	"""Return the needs that an NGO answers with its shown consortia. Hook `hub_public_sections`."""
	shown = get_addresses(CONSORTIUM, find_consortia(ngo))
	return Section(_("Needs it answers"), get_needs_of_answers(CONSORTIUM, sorted(shown)))


def find_consortia(ngo: str) -> list[str]:
	"""Return the consortia of which an NGO is a partner today."""
	rows = frappe.get_all(
		"Consortium Partner",
		{"parenttype": CONSORTIUM, "partner_type": "NGO", "partner": ngo},
		["parent", "from_date", "to_date"],
		order_by="parent asc",
	)
	return sorted({row.parent for row in rows if lasts_on(row, today())}) or [""]
