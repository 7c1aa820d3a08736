# SPDX-License-Identifier: GPL-3.0-only
"""When each organisation was reached, on which channel and by which record; whatever area reached it.

The hook `hub_reached` names functions that each return one query of what an area did with organisations: one row for
each organisation and each time, with the columns of `COLUMNS`. All questions on reach begin here, so that the list of
those who were not reached, the reports and the indicators mean the same.
"""

from copy import copy
from datetime import date as Date

import frappe
from frappe import _
from frappe.query_builder import Case, DocType
from frappe.query_builder.functions import Coalesce, Max
from pypika.analytics import RowNumber
from pypika.queries import QueryBuilder
from pypika.terms import Term

from planota_hub.figures.visible_rows import visible
from planota_hub.metrics.queries import as_term, is_within, unite
from planota_hub.planota_hub.briefings.deliveries import INFORMED
from planota_hub.planota_hub.meetings.rules import HELD_STAGES

NGO, STAKEHOLDER = "NGO", "Stakeholder"
ORGANISATIONS = (NGO, STAKEHOLDER)
BRIEFING, MEETING, EXCHANGE, WORKSHOP, SUPPORT = "Briefing", "Meeting", "Exchange", "Workshop", "Support"
EVENT, SURVEY = "Event", "Survey"
# how an organisation can be reached besides the channels of noted contacts
CHANNELS = (BRIEFING, MEETING, EVENT, SURVEY, WORKSHOP, SUPPORT, EXCHANGE)
COLUMNS = (
	"organisation_doctype",
	"organisation",
	"reached_on",
	"channel",
	"doctype",
	"name",
	"title",
	"field_of_work",
	"municipality",
)


def show_channel(channel: str) -> str:
	"""Return a channel in the reader's language; those of noted contacts are options of Interaction."""
	names = {
		BRIEFING: _("Briefing"),
		MEETING: _("Meeting"),
		EVENT: _("Event"),
		SURVEY: _("Survey"),
		WORKSHOP: _("Workshop"),
		SUPPORT: _("Support"),
		EXCHANGE: _("Exchange"),
	}
	return names.get(channel) or _(channel, context="Interaction")


# What areas say


def as_reached(query: QueryBuilder, **columns: Term | str | None) -> QueryBuilder:
	"""Return a query that selects its records as contacts with organisations.

	Args:
	        query: from the tables, with its conditions.
	        columns: those of `COLUMNS`; what is left out is empty.
	"""
	return query.select(*(as_term(columns.get(key)).as_(key) for key in COLUMNS))


def limit(query: QueryBuilder, day: Term, first: Date | None, last: Date | None) -> QueryBuilder:
	"""Return a query that keeps what happened from a day to a day, both included; None for no limit."""
	if first and last:
		return query.where(is_within(day, first, last))
	if first:
		return query.where(day >= first)
	return query.where(day < frappe.utils.add_days(last, 1)) if last else query


def get_briefings(first: Date | None, last: Date | None) -> QueryBuilder:
	"""Return the messages of briefings that were delivered."""
	recipient, briefing = DocType("Briefing Recipient"), DocType("Stakeholder Briefing")
	told = frappe.qb.from_(recipient).join(briefing).on(briefing.name == recipient.briefing)
	told = told.where(recipient.status.isin(INFORMED) & recipient.recipient.isnotnull())
	return as_reached(
		limit(told, recipient.delivered_on, first, last),
		organisation_doctype=recipient.recipient_doctype,
		organisation=recipient.recipient,
		reached_on=recipient.delivered_on,
		channel=BRIEFING,
		doctype="Briefing Recipient",
		name=recipient.name,
		title=briefing.briefing_title,
		field_of_work=briefing.field_of_work,
		municipality=recipient.municipality,
	)


def get_meetings(first: Date | None, last: Date | None) -> QueryBuilder:
	"""Return who was present at meetings that were held, each organisation once for each meeting."""
	meeting, participant = DocType("Hub Meeting"), DocType("Meeting Participant")
	kind = Case().when(Coalesce(participant.ngo, "") != "", as_term(NGO)).else_(as_term(STAKEHOLDER))
	present = (
		frappe.qb.from_(meeting)
		.join(participant)
		.on((participant.parent == meeting.name) & (participant.parenttype == "Hub Meeting"))
		.where(meeting.stage.isin(sorted(HELD_STAGES)) & (participant.attendance == "Present"))
		.where((Coalesce(participant.ngo, "") != "") | (Coalesce(participant.stakeholder, "") != ""))
		.distinct()
	)
	return as_reached(
		limit(present, meeting.starts_on, first, last),
		organisation_doctype=kind,
		organisation=Case()
		.when(Coalesce(participant.ngo, "") != "", participant.ngo)
		.else_(participant.stakeholder),
		reached_on=meeting.starts_on,
		channel=MEETING,
		doctype="Hub Meeting",
		name=meeting.name,
		title=meeting.subject,
	)


def get_exchanges(first: Date | None, last: Date | None) -> QueryBuilder:
	"""Return the partners of exchanges between hubs and networks that were held."""
	exchange, partner = DocType("Hub Exchange"), DocType("Hub Exchange Partner")
	held = (
		frappe.qb.from_(exchange)
		.join(partner)
		.on((partner.parent == exchange.name) & (partner.parenttype == "Hub Exchange"))
		.where(exchange.status == "Held")
	)
	return as_reached(
		limit(held, exchange.exchange_date, first, last),
		organisation_doctype=STAKEHOLDER,
		organisation=partner.stakeholder,
		reached_on=exchange.exchange_date,
		channel=EXCHANGE,
		doctype="Hub Exchange",
		name=exchange.name,
		title=exchange.exchange_title,
		field_of_work=exchange.field_of_work,
	)


# What others ask


def select_reached(
	first: Date | None = None, last: Date | None = None, doctype: str | None = None
) -> QueryBuilder:
	"""Return every contact with an organisation, with the columns of `COLUMNS`; nobody's permissions are asked.

	Args:
	        first, last: days, both included; None for no limit.
	        doctype: NGO or Stakeholder; both without it.
	"""
	queries = [
		frappe.call(path, first=first, last=last) for path in dict.fromkeys(frappe.get_hooks("hub_reached"))
	]
	if doctype:
		queries = [keep_doctype(query, doctype) for query in queries]
	reached = unite(*queries).as_("reached")
	return frappe.qb.from_(reached).select(*(reached[key].as_(key) for key in COLUMNS))


def keep_doctype(query: QueryBuilder, doctype: str) -> QueryBuilder:
	"""Return the query of an area that keeps one kind of organisations.

	Asked from outside, a database would first put together what all areas say of both.
	"""
	kind = next(term for term in query._selects if term.alias == "organisation_doctype")
	return query.where(copy(kind).as_(None) == doctype)


def select_last_reached(
	doctype: str, last: Date | None = None, channels: tuple[str, ...] = ()
) -> QueryBuilder:
	"""Return for each NGO or stakeholder that the session user may read when it was last reached, and how.

	Organisations that never were are not in it: whoever asks for those not reached since a day takes all that are not
	among `select_last_reached(…)` with `last_reached_on` on or after it.

	Args:
	        doctype: NGO or Stakeholder.
	        last: up to which day; None for no limit.
	        channels: only on these; on all without any.

	Returns:
	        a query of `organisation`, `last_reached_on`, `channel`, one row each.
	"""
	every = select_reached(None, last, doctype).as_("every_contact")
	latest = (
		frappe.qb.from_(every)
		.select(every["organisation"], every["channel"], Max(every["reached_on"]).as_("last_reached_on"))
		.groupby(every["organisation"], every["channel"])
	)
	if channels:
		latest = latest.where(every["channel"].isin(channels))
	latest = latest.as_("latest_of_channels")
	turn = RowNumber().over(latest["organisation"])
	turn = turn.orderby(latest["last_reached_on"], order=frappe.qb.desc).orderby(latest["channel"])
	numbered = (
		frappe.qb.from_(latest)
		.select(latest["organisation"], latest["last_reached_on"], latest["channel"], turn.as_("turn"))
		.where(latest["organisation"].isin(select_readable(doctype)))
		.as_("numbered")
	)
	return (
		frappe.qb.from_(numbered)
		.select(numbered["organisation"], numbered["last_reached_on"], numbered["channel"])
		.where(numbered["turn"] == 1)
	)


def select_readable(doctype: str) -> QueryBuilder:
	"""Return a query for the names of the organisations that the session user sees in their list."""
	table = DocType(doctype)
	return frappe.qb.from_(table).select(table.name).where(visible(doctype))
