# SPDX-License-Identifier: GPL-3.0-only
"""What the public sees of needs: the accepted ones, where they are, and what became of each; nothing of who reported it."""

import frappe
from frappe import _
from frappe.query_builder import DocType

from planota_hub.local_networks.needs.endorsements import OFFERED_STAGES
from planota_hub.local_networks.needs.stages import NEED, PUBLIC_STAGES
from planota_hub.local_networks.needs.traceability import get_answers, get_live
from planota_hub.local_networks.needs.tracking import describe_stage
from planota_hub.public_forms.public_areas import (
	PublicArea,
	PublicItem,
	PublicPage,
	Section,
	get_addresses,
)
from planota_hub.public_forms.structured_data import describe_need
from planota_hub.rules.readable import show_day
from planota_hub.rules.searching import has_words, split_query

PUBLIC = {"stage": ("in", PUBLIC_STAGES)}
FOLDER = "needs"
PAGE_LENGTH = 24
FIELDS = [
	"name",
	"need_title",
	"municipality",
	"locality",
	"field_of_work",
	"description",
	"stage",
	"accepted_on",
	"location",
	"endorsements",
]


def get_public_area() -> PublicArea:
	"""Return what the public sees of needs. Hook `hub_public_areas`."""
	return PublicArea(
		folder=FOLDER,
		title=_("Needs"),
		doctype=NEED,
		filters=(PUBLIC,),
		get_items=lambda: get_needs({}),
		block="Needs",
		heading=_("What is missing in the region"),
		more=_("All needs"),
		feed=_("Needs that were accepted, and what is being done about them."),
		get_page=get_page,
	)


def get_needs(filters: dict) -> list[PublicItem]:
	"""Return the accepted needs that meet some filters, the latest first."""
	return list(map(as_item, get_rows(filters)))


def get_rows(filters: dict) -> list[frappe._dict]:
	rows = frappe.get_all(
		NEED, {**PUBLIC, **filters}, FIELDS, order_by="accepted_on desc, name desc", limit_page_length=0
	)
	labels = {stage: describe_stage(stage)[0] for stage in {row.stage for row in rows}}
	for row in rows:
		row.stage_label = labels[row.stage]
		row.where = ", ".join(filter(None, [row.locality, row.municipality]))
	return rows


def as_item(need: frappe._dict) -> PublicItem:
	"""Return a need as lists and feeds tell of it."""
	return PublicItem(
		title=need.need_title,
		url=f"/{FOLDER}/{need.name}",
		text=" · ".join(filter(None, [need.where, need.stage_label])),
		summary=need.description or "",
		since=need.accepted_on,
		is_open=need.stage in OFFERED_STAGES,
		places=[need.municipality] if need.municipality else [],
		fields=[need.field_of_work] if need.field_of_work else [],
	)


def search_needs(search: frappe._dict) -> list[frappe._dict]:
	"""Return the accepted needs that match a search, the latest first.

	Args:
	        search: `q`, words that all occur in title, place or description, in any order, whatever their capitals and
	                carons; `municipality`; `field`, a field of work; `stage`. A visitor can only make the list shorter.
	"""
	filters = {"municipality": search.municipality, "field_of_work": search.field}
	words = split_query(search.q)
	found = []
	for row in get_rows({key: value for key, value in filters.items() if value}):
		if search.stage and row.stage != search.stage:
			continue
		texts = [row.need_title, row.where, row.description]
		if not words or has_words(words, *texts):
			found.append(row)
	return found


def get_page(name: str) -> PublicPage | None:
	"""Return what the page of a need shows; None when it was not accepted."""
	found = get_rows({"name": name})
	if not found:
		return None
	need = found[0]
	affected = frappe.db.get_value(NEED, name, ["affected_group", "affected_count"], as_dict=True)
	label, meaning = describe_stage(need.stage)
	is_endorsable = need.stage in OFFERED_STAGES
	return PublicPage(
		title=need.need_title,
		lead=meaning,
		facts=[
			(_("State"), label),
			(_("Where"), need.where),
			(_("Field of Work"), _(need.field_of_work) if need.field_of_work else None),
			(_("Who Is Affected"), affected.affected_group),
			(_("How Many People"), str(affected.affected_count) if affected.affected_count else None),
			(_("Accepted On"), show_day(need.accepted_on) if need.accepted_on else None),
			(_("Organisations behind It"), str(need.endorsements) if need.endorsements else None),
		],
		texts=[(_("What is missing"), need.description)],
		sections=[Section(_("What is being done about it"), get_public_answers(name))],
		actions=[(_("Stand behind the need"), f"/endorse-need/new?need={name}")] if is_endorsable else [],
		structured_data=describe_need(
			need.need_title, f"/{FOLDER}/{name}", need.description, need.municipality, need.accepted_on
		),
	)


def get_public_answers(need: str) -> list[PublicItem]:
	"""Return what answers a need, the oldest first: its kind and state, with title and page where the public sees it."""
	answers = get_live(get_answers([need]))
	addresses = {
		doctype: get_addresses(doctype, [row["name"] for row in answers if row["doctype"] == doctype])
		for doctype in {row["doctype"] for row in answers}
	}
	items = []
	for row in answers:
		doctype, state = row["doctype"], row["state"]
		url, kind = addresses[doctype].get(row["name"], ""), _(doctype)
		since = _("{0} since {1}").format(_(state), show_day(row["since"]))
		items.append(PublicItem(row["title"] if url else kind, url, f"{kind} · {since}" if url else since))
	return items


def get_needs_of_answers(doctype: str, names: list[str]) -> list[PublicItem]:
	"""Return the accepted needs that documents name in their table of addressed needs."""
	row = DocType("Addressed Need")
	named = (
		frappe.qb.from_(row)
		.select(row.need)
		.distinct()
		.where((row.parenttype == doctype) & row.parent.isin(names or [""]))
	).run(pluck=True)
	return get_needs({"name": ("in", sorted(named) or [""])})
