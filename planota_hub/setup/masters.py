# SPDX-License-Identifier: GPL-3.0-only
"""Master data of a new site: the places of Slovenia, the fields of work, the capacity areas, the kinds of relations.

All municipalities of the country are there, whatever region the hub works for: the business register and the people
who write to a hub know no borders of regions. Those of the hub's own regions are marked (Hub Settings).

All of it belongs to the site once it is there: created if missing, never changed, never removed by hand of
the app (the DocTypes take their records along when the app is uninstalled).
"""

from pathlib import Path

import frappe

from planota_hub.planota_hub.register import place_files
from planota_hub.rules.countries import SLOVENIA

MUNICIPALITIES_FILE = Path(__file__).parent / "data" / "slovenia_municipalities.csv"

# name -> what belongs there
FIELDS_OF_WORK = {
	"Education and Training": "Non-formal education, lifelong learning, work with pupils and students",
	"Health": "Health promotion, patients and their families, prevention of addiction",
	"Employment": "Employment programmes, social enterprise, work inclusion",
	"Environment and Nature": "Nature conservation, climate, waste, animals and their habitats",
	"Spatial Planning": "Planning of space and settlements, mobility, cultural landscape",
	"Social Services": "Social care, families, poverty, the homeless, violence",
	"Disability": "People with disabilities and their organisations",
	"Older People": "Pensioners, intergenerational work, help at home",
	"Youth": "Youth work, youth centres, scouts and student groups",
	"Culture and Arts": "Music, theatre, literature, film, folklore, amateur culture",
	"Heritage": "Cultural and technical heritage, local history, museums",
	"Sport and Recreation": "Sports clubs, hiking, recreation for all",
	"Rural Development": "Countryside, farming, food, crafts and local products",
	"Tourism": "Local tourism, guides, trails and events",
	"Fire and Rescue": "Voluntary fire brigades, mountain rescue, civil protection",
	"Human Rights and Democracy": "Equality, minorities, migrants, participation, rule of law",
	"Humanitarian Aid": "Humanitarian and charitable work, volunteering",
	"NGO Support": "Networks and services for other NGOs",
}
# what an NGO can be good at, in the order of the radar chart -> what that means
CAPACITY_AREAS = {
	"Strategic Planning": "A shared vision, a strategy with goals, and yearly plans that follow from it",
	"Service Development": "Programmes that answer needs, with users involved and results looked at",
	"Advocacy": "A voice in public matters: proposals, allies, dialogue with decision makers",
	"Finance and Fundraising": "Budgeting, several sources of income, applications and reports to funders",
	"Governance": "Clear tasks of the bodies, democratic decisions, acts in order, transparency",
	"People and Volunteers": "Finding, leading and keeping employees, members and volunteers",
	"Communication": "Known to users, public, media and partners, by the right channels",
	"Digital": "Tools, data and skills that make the work easier and safer",
}

# kind of event -> what belongs there
EVENT_KINDS = {
	"Info Day": "A call, a programme or a change of law is explained, and questions are answered",
	"Round Table": "Invited people discuss before an audience",
	"Public Consultation": "Organisations say what they think of a draft",
	"Network Day": "A network meets, looks back and plans",
	"Festival": "Organisations show themselves to the public",
	"Study Visit": "A group goes to see how others do it",
	"Press Conference": "Media are told, and ask",
	"Other": "What is none of these",
}

# sources of the register in Slovenia -> their kind
REGISTER_SOURCES = {
	"Business Register of Slovenia": "Business Register",
	"NGOs in the Public Interest": "Public-Interest List",
}

# kind of relation between organisations -> what the first is to the second, the second to the first, and what belongs there
RELATION_TYPES = {
	"Membership": (
		"is a member of",
		"has as a member",
		"Members of federations, unions, chambers and networks outside the hub",
	),
	"Founding": (
		"is a founder of",
		"was founded by",
		"Who founded an institute, a foundation or a federation",
	),
	"Local Action Group": (
		"is the lead partner of",
		"has as the lead partner",
		"Who holds a local action group and acts for it",
	),
	"Succession": (
		"is the successor of",
		"was succeeded by",
		"Who took over rights, duties or the work of an organisation that ended, split or joined another",
	),
	"Branch": (
		"is a branch of",
		"has as a branch",
		"Branches without a legal person of their own, units, sections",
	),
	"Cooperation": (
		"cooperates with",
		"cooperates with",
		"Lasting cooperation that is agreed on, twinning among others",
	),
}
# those that happened once, and do not last
HAPPENED_ONCE = ("Founding", "Succession")

# category -> kind of support as which its hours count, and what belongs there
SUPPORT_REQUEST_CATEGORIES = {
	"Founding and Statute": ("Counselling", "Founding an NGO, statutes, bodies, registers and their changes"),
	"Finance and Accounting": ("Counselling", "Bookkeeping, taxes, annual reports, payments to people"),
	"Employment and Volunteering": (
		"Counselling",
		"Contracts, employment programmes, volunteers and their rights",
	),
	"Programme and Organisation": ("Counselling", "Planning, leading and evaluating the work of an NGO"),
	"Data Protection": ("Counselling", "Personal data of members, users and participants"),
	"Advocacy and Publicity": ("Counselling", "Dialogue with decision makers, proposals, media and public"),
	"Calls and Funding": ("Information", "Which calls are open, and which of them suit the organisation"),
	"General Information": ("Information", "Whatever is answered in one conversation or e-mail"),
	"Help with an Application": (
		"Application Help",
		"Preparing an application to a call, budget and attachments",
	),
	"Help with a Report": ("Report Help", "Reports to funders, payment claims and evidence"),
}


def create_masters() -> None:
	"""Create the missing places, fields of work, capacity areas, categories of requests and kinds of relations."""
	create_places()
	for field_name, description in FIELDS_OF_WORK.items():
		create_if_missing("Field of Work", field_name, field_name=field_name, description=description)
	create_capacity_areas()
	create_support_request_categories()
	create_register_sources()
	create_relation_types()
	create_event_kinds()


def create_event_kinds() -> None:
	"""Create the missing kinds of events."""
	for kind_name, description in EVENT_KINDS.items():
		create_if_missing("Event Kind", kind_name, kind_name=kind_name, description=description)


def create_relation_types() -> None:
	"""Create the missing kinds of relations between organisations."""
	for type_name, (forward_label, reverse_label, description) in RELATION_TYPES.items():
		create_if_missing(
			"Organisation Relation Type",
			type_name,
			type_name=type_name,
			forward_label=forward_label,
			reverse_label=reverse_label,
			description=description,
			is_lasting=int(type_name not in HAPPENED_ONCE),
		)


def create_register_sources() -> None:
	"""Create the missing sources from which a hub in Slovenia fills its register."""
	for source_name, kind in REGISTER_SOURCES.items():
		create_if_missing(
			"Register Source", source_name, source_name=source_name, kind=kind, country=SLOVENIA
		)


def create_capacity_areas() -> None:
	"""Create the missing capacity areas."""
	for position, (area_name, description) in enumerate(CAPACITY_AREAS.items(), start=1):
		create_if_missing(
			"Capacity Area", area_name, area_name=area_name, description=description, position=position
		)


def create_support_request_categories() -> None:
	"""Create the missing categories of support requests."""
	for category_name, (kind, description) in SUPPORT_REQUEST_CATEGORIES.items():
		create_if_missing(
			"Support Request Category",
			category_name,
			category_name=category_name,
			kind=kind,
			description=description,
		)


def create_places() -> None:
	"""Create the missing regions, units and municipalities of Slovenia."""
	create_if_missing("Country", SLOVENIA, country_name=SLOVENIA, code="si")
	place_files.create_places(read_places(), SLOVENIA)


def read_places() -> list[place_files.Place]:
	"""Return the municipalities of Slovenia."""
	return place_files.read_places(MUNICIPALITIES_FILE.read_bytes(), SLOVENIA)


def create_if_missing(doctype: str, name: str, **values) -> None:
	if not frappe.db.exists(doctype, name):
		frappe.get_doc({"doctype": doctype, **values}).insert(ignore_permissions=True)
