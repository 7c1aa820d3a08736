# SPDX-License-Identifier: GPL-3.0-only
"""Two records of every DocType: one that all who are limited may see, and one that none of them may.

Ours belongs to the representative's NGO, the mentor and the coordinator's municipality and has come far enough to
be shown; theirs belongs to others and has not. A DocType that nobody is limited in needs no maker here. Each is marked with words that are found in no other record: in its
title, in every field of a higher permission level, in a comment, a message, a task and the history of its changes.
"""

import json
from dataclasses import dataclass, field

import frappe
from frappe.model import table_fields
from frappe.utils import now_datetime, today

from planota_hub.advocacy.doctype.advocacy_campaign.test_advocacy_campaign import make_campaign
from planota_hub.advocacy.doctype.campaign_supporter.test_campaign_supporter import make_supporter
from planota_hub.advocacy.doctype.policy_proposal.test_policy_proposal import make_proposal
from planota_hub.advocacy.doctype.proposal_comment.test_proposal_comment import make_comment
from planota_hub.advocacy.doctype.public_policy.test_public_policy import make_policy
from planota_hub.capacity_building.doctype.capacity_area.test_capacity_area import make_capacity_area
from planota_hub.capacity_building.doctype.development_plan import test_development_plan as development
from planota_hub.capacity_building.doctype.development_plan_template import (
	test_development_plan_template as templates,
)
from planota_hub.capacity_building.doctype.mentoring_session.test_mentoring_session import (
	make_mentor,
	make_session,
)
from planota_hub.capacity_building.doctype.ngo_support_request.test_ngo_support_request import make_request
from planota_hub.capacity_building.doctype.programme_round.test_programme_round import make_round
from planota_hub.capacity_building.doctype.support_request_category.test_support_request_category import (
	make_category,
)
from planota_hub.capacity_building.doctype.training_workshop import test_training_workshop as workshops
from planota_hub.capacity_building.doctype.workshop_feedback.test_workshop_feedback import make_feedback
from planota_hub.capacity_building.doctype.workshop_registration.test_workshop_registration import (
	make_attended,
)
from planota_hub.finding import index
from planota_hub.funding.doctype.call_application.test_call_application import make_application
from planota_hub.funding.doctype.funded_project.test_funded_project import make_project
from planota_hub.funding.doctype.funding_call.test_funding_call import make_call
from planota_hub.funding.doctype.project_indicator.test_project_indicator import make_indicator
from planota_hub.funding.doctype.reporting_period.test_reporting_period import make_period
from planota_hub.local_networks.doctype.body_mandate.test_body_mandate import make_body, make_mandate
from planota_hub.local_networks.doctype.local_need.test_local_need import make_need
from planota_hub.local_networks.doctype.local_network.test_local_network import make_member, make_network
from planota_hub.local_networks.doctype.representative_election import (
	test_representative_election as elections,
)
from planota_hub.partnerships.doctype.joint_action_plan import test_joint_action_plan as plans
from planota_hub.partnerships.doctype.partnership_consortium.test_partnership_consortium import (
	make_active_consortium,
	make_partner,
)
from planota_hub.partnerships.doctype.programme_proposal import test_programme_proposal as programme_proposals
from planota_hub.partnerships.doctype.promotion_activity.test_promotion_activity import make_promotion
from planota_hub.partnerships.doctype.regional_programme.test_regional_programme import make_programme
from planota_hub.planota_hub.doctype.administrative_unit.test_administrative_unit import make_unit
from planota_hub.planota_hub.doctype.briefing_opt_out.test_briefing_opt_out import make_opt_out
from planota_hub.planota_hub.doctype.event_kind.test_event_kind import make_kind
from planota_hub.planota_hub.doctype.event_series import test_event_series as series_tests
from planota_hub.planota_hub.doctype.field_of_work.test_field_of_work import make_field_of_work
from planota_hub.planota_hub.doctype.good_practice.test_good_practice import make_practice
from planota_hub.planota_hub.doctype.hub_event import test_hub_event as events
from planota_hub.planota_hub.doctype.hub_exchange.test_hub_exchange import make_exchange
from planota_hub.planota_hub.doctype.hub_meeting.test_hub_meeting import make_meeting, new_participant
from planota_hub.planota_hub.doctype.hub_news.test_hub_news import make_news
from planota_hub.planota_hub.doctype.interaction.test_interaction import make_interaction
from planota_hub.planota_hub.doctype.member_vote.test_member_vote import make_vote
from planota_hub.planota_hub.doctype.municipality.test_municipality import make_municipality
from planota_hub.planota_hub.doctype.ngo.test_ngo import make_ngo
from planota_hub.planota_hub.doctype.ngo_representative.test_ngo_representative import make_represented_ngo
from planota_hub.planota_hub.doctype.organisation_relation.test_organisation_relation import make_relation
from planota_hub.planota_hub.doctype.organisation_relation_type.test_organisation_relation_type import (
	make_relation_type,
)
from planota_hub.planota_hub.doctype.stakeholder.test_stakeholder import make_stakeholder
from planota_hub.planota_hub.doctype.stakeholder_briefing.test_stakeholder_briefing import make_briefing
from planota_hub.planota_hub.doctype.statistical_region.test_statistical_region import make_region
from planota_hub.planota_hub.doctype.survey.test_survey import make_answer, make_participant, make_survey
from planota_hub.planota_hub.register.sector_changes import note_change
from planota_hub.planota_hub.segments.test_segments import make_segment
from planota_hub.planota_hub.segments.uses import note_use
from planota_hub.tests.access import page
from planota_hub.tests.access.people import Person

TEXTS = ("Data", "Small Text", "Text", "Long Text", "Text Editor")
TAG = "Access"


@dataclass
class Record:
	"""A record and the words that are found in it alone."""

	doctype: str
	name: str
	is_ours: bool
	title: str = ""
	levels: dict[int, list[str]] = field(default_factory=dict)
	history: dict[int, str] = field(default_factory=dict)
	conversation: list[str] = field(default_factory=list)

	def get_words(self) -> list[str]:
		"""Return every word that is found in this record alone, but its name."""
		words = [word for level in self.levels.values() for word in level]
		return [word for word in (self.title, *words, *self.history.values(), *self.conversation) if word]

	def __str__(self) -> str:
		return f"{self.doctype} {self.name} ({'ours' if self.is_ours else 'theirs'})"


@dataclass
class Side:
	"""To whom the records of one side belong."""

	is_ours: bool
	representative: str
	mentor: str
	municipality: str = ""
	ngo: str = ""
	coordinator: str = ""

	def choose(self, ours, theirs):
		return ours if self.is_ours else theirs


def make_records(people: list[Person]) -> list[Record]:
	"""Create both sides, as Administrator."""
	users = {person.role: person.user for person in people if not person.is_stranger}
	stranger = next(person.user for person in people if person.is_stranger)
	ours = Side(True, users["NGO Representative"], users["Hub Mentor"])
	theirs = Side(False, stranger, make_mentor("other-mentor@access.test"))
	ours.coordinator = users["Network Coordinator"]
	records: list[Record] = []
	for side in (ours, theirs):
		side.municipality = make_municipality().name
		side.ngo = make_represented_ngo(side.representative, municipality=side.municipality).name
	frappe.permissions.add_user_permission("Municipality", ours.municipality, users["Network Coordinator"])
	for side in (ours, theirs):
		for make in (
			make_register,
			make_outreach,
			make_capacity,
			make_workshops,
			make_events,
			make_funding,
			make_networks,
			make_election,
			make_partnerships,
			make_advocacy,
		):
			records += [mark(doctype, name, side) for doctype, name in make(side)]
		records += [mark(doctype, make_bare(doctype), side) for doctype in get_others(records, side)]
	answer_need(records)
	return records


def get_others(records: list[Record], side: Side) -> list[str]:
	"""Return the DocTypes of which nothing was made here: those that came later, or that only the staff sees."""
	made = {record.doctype for record in records if record.is_ours == side.is_ours}
	return [name for name in page.get_doctypes() if name not in made and not frappe.get_meta(name).issingle]


def make_bare(doctype: str) -> str:
	"""Store a record with nothing in it but its name: enough where who sees it does not depend on what it says."""
	document = frappe.new_doc(doctype)
	document.name = f"{frappe.scrub(doctype)}-{frappe.generate_hash(length=8)}"
	document.db_insert()
	return document.name


def answer_need(records: list[Record]) -> None:
	"""Let their documents answer our need: who sees the need does not see them."""
	need = next(record.name for record in records if record.doctype == "Local Need" and record.is_ours)
	for record in (record for record in records if not record.is_ours):
		for table in frappe.get_meta(record.doctype).get_table_fields():
			if table.options == "Addressed Need":
				add_row(record, table, need=need)
			elif table.options == "Meeting Decision":
				word = make_word()
				record.conversation.append(word)
				add_row(record, table, need=need, decision=word, due_date=today())


def add_row(record: Record, table, **values) -> None:
	row = {"doctype": table.options, "parent": record.name, "parenttype": record.doctype, **values}
	frappe.get_doc({**row, "parentfield": table.fieldname, "idx": 1}).db_insert()


def name_of(*documents) -> list[tuple[str, str]]:
	return [(doc.doctype, doc.name) for doc in documents]


def make_register(side: Side) -> list[tuple[str, str]]:
	ngo = side.ngo if side.is_ours else make_ngo(municipality=side.municipality).name
	request = frappe.get_doc(
		{
			"doctype": "Portal Access Request",
			"ngo": side.ngo,
			"full_name": "Bor Kos",
			"email": "bor.kos@access.test",
		}
	).insert()
	change = note_change("Founded", today(), ngo_name="Društvo", municipality=side.municipality)
	stakeholder = make_stakeholder(municipality=side.municipality)
	relation = make_relation(organisation=ngo, related_doctype="Stakeholder", related=stakeholder.name)
	return [
		("NGO", ngo),
		("Municipality", side.municipality),
		("Sector Change", change),
		*name_of(
			make_region(),
			make_unit(),
			make_field_of_work(),
			make_relation_type(),
			stakeholder,
			relation,
			request,
		),
	]


def make_outreach(side: Side) -> list[tuple[str, str]]:
	briefing = make_briefing()
	recipient = frappe.get_doc(
		{
			"doctype": "Briefing Recipient",
			"briefing": briefing.name,
			"organisation": f"Body {frappe.generate_hash(length=8)}",
			"email": f"{frappe.generate_hash(length=8)}@access.test",
			"municipality": side.municipality,
		}
	)
	recipient.db_insert()
	briefing.db_set("status", side.choose("Sent", "Draft"))
	meeting = make_meeting(
		municipality=side.municipality,
		organiser=side.mentor,
		participants=[new_participant("Ana Kos", ngo=side.ngo), new_participant("Bor Leban")],
	)
	meeting.db_set("stage", side.choose("Called", "Planned"))
	vote = make_vote(vote_of=meeting.name)
	vote.db_set("owner", side.coordinator or side.mentor)
	vote.db_set("responsible", side.coordinator or side.mentor)
	survey = make_survey()
	survey.db_set("owner", side.coordinator or side.mentor)
	survey.db_set("responsible", side.coordinator or side.mentor)
	participant = make_participant(survey, side.ngo)
	segment = make_segment(is_shared=side.choose(1, 0))
	if side.coordinator:
		segment.db_set("owner", side.coordinator)
	return name_of(
		briefing,
		recipient,
		segment,
		note_use(segment, "Stakeholder Briefing", briefing.name),
		make_opt_out(email=f"{frappe.generate_hash(length=8)}@access.test"),
		make_practice(
			stage=side.choose("Published", "Submitted"), municipality=side.municipality, ngo=side.ngo
		),
		make_exchange(municipality=side.municipality),
		make_news(municipality=side.municipality, published=side.choose(1, 0)),
		make_interaction(organisation_doctype="NGO", organisation=side.ngo, held_by=side.mentor),
		meeting,
		vote,
		survey,
		participant,
		make_answer(survey, participant),
	)


def make_capacity(side: Side) -> list[tuple[str, str]]:
	programme_round = make_round()
	plan = development.make_plan(ngo=side.ngo, programme_round=programme_round.name, mentor=side.mentor)
	session = make_session(ngo=side.ngo, mentor=side.mentor)
	category = make_category()
	entry = frappe.db.get_value("Support Entry", {"source_name": session.name}, order_by="row_key asc")
	return [
		("Support Entry", entry),
		("Support Request Category", category),
		*name_of(
			make_capacity_area(),
			templates.make_template(),
			programme_round,
			plan,
			development.make_assessment(development_plan=plan.name),
			session,
			make_request(ngo=side.ngo, responsible=side.mentor, category=category),
		),
	]


def make_workshops(side: Side) -> list[tuple[str, str]]:
	workshop = workshops.make_past_workshop(trainer_user=side.mentor, municipality=side.municipality)
	registration = make_attended(workshop, ngo=side.ngo)
	workshops.take_step(workshop, "Mark as Held")
	feedback = make_feedback(registration)
	workshop.db_set("stage", side.choose("Held", "Draft"))
	return name_of(workshop, registration, feedback)


def make_events(side: Side) -> list[tuple[str, str]]:
	series = series_tests.make_series()
	event = events.make_event(
		days=-1, responsible=side.mentor, municipality=side.municipality, series=series.name
	)
	registration = events.make_registration(event, ngo=side.ngo, attendance="Attended")
	events.take_step(event, "Mark as Held")
	feedback = events.make_feedback(registration)
	event.db_set("stage", side.choose("Held", "Draft"))
	return name_of(event, registration, feedback, series, make_kind())


def make_funding(side: Side) -> list[tuple[str, str]]:
	call = make_call()
	application = make_application(funding_call=call.name, ngo=side.ngo, responsible=side.mentor)
	alert = frappe.get_doc(
		{
			"doctype": "Funding Call Alert",
			"funding_call": call.name,
			"ngo": side.ngo,
			"match_state": "Matches",
			"sent_on": now_datetime(),
		}
	).insert()
	call.db_set({"stage": side.choose("Published", "Draft"), "status": side.choose("Open", "Draft")})
	project = make_project()
	period, indicator = make_period(project), make_indicator(project)
	period.compute_figures()
	reading = frappe.db.get_value("Indicator Reading", {"indicator": indicator.name})
	project.db_set("status", side.choose("Running", "Planned"))
	return [
		("Indicator Reading", reading),
		*name_of(call, application, alert, project, period, indicator),
	]


def make_networks(side: Side) -> list[tuple[str, str]]:
	member = make_member(frappe.get_doc("NGO", side.ngo))
	network = make_network(municipalities=[{"municipality": side.municipality}], members=[member])
	need = make_need(stage="Accepted", municipality=side.municipality, local_network=network.name)
	endorsement = frappe.get_doc(
		{
			"doctype": "Need Endorsement",
			"need": need.name,
			"local_network": network.name,
			"member_type": "NGO",
			"member": side.ngo,
		}
	).insert()
	need.db_set("stage", side.choose("Accepted", "Submitted"))
	network.db_set("status", side.choose(network.status, "Closed"))
	request = frappe.get_doc(
		{
			"doctype": "Network Join Request",
			"local_network": make_network(municipalities=[{"municipality": side.municipality}]).name,
			"ngo": side.ngo,
			"contact_person": "Ana Novak",
			"email": "ana.novak@access.test",
		}
	).insert()
	body = make_body(municipality=side.municipality)
	return name_of(network, need, endorsement, request, body, make_mandate(body, ngo=side.ngo))


def make_election(side: Side) -> list[tuple[str, str]]:
	unit = frappe.db.get_value("NGO", side.ngo, "administrative_unit")
	election = elections.make_election(
		body=elections.make_council(seats=[{"administrative_unit": unit}]).name,
		units=[{"administrative_unit": unit, "seats": 1}],
		candidates=[
			elections.make_candidate("Ana Kos", ngo=side.ngo),
			elections.make_candidate("Bor Kos", ngo=make_ngo(stage="Verified").name),
		],
		stage="Voting",
	)
	ballot = elections.vote(election, side.ngo, "Ana Kos")
	election.db_set("stage", side.choose("Voting", "Draft"))
	return name_of(election, ballot)


def make_partnerships(side: Side) -> list[tuple[str, str]]:
	belongs = {"municipality": side.municipality, "responsible": side.mentor}
	kinds = ("Company", "Municipality", "NGO", "Municipality")
	consortium = make_active_consortium(
		partners=[make_partner(partner=side.ngo), *(make_partner(kind) for kind in kinds)],
		starts_on=f"{plans.YEAR}-01-01",
		**belongs,
	)
	plan = plans.make_plan(plan_of=consortium.name, **belongs)
	programme = make_programme()
	return name_of(
		consortium,
		plan,
		plans.make_action(plan),
		make_promotion(served_type=plan.doctype, served=plan.name, **belongs),
		programme,
		programme_proposals.make_proposal(lead=side.ngo, regional_programme=programme.name, **belongs),
	)


def make_advocacy(side: Side) -> list[tuple[str, str]]:
	belongs = {
		"municipality": side.municipality,
		"responsible": side.mentor,
		"involved_ngos": [{"ngo": side.ngo}],
	}
	if not side.is_ours:
		belongs["responsible"] = None
	policy = make_policy(municipality=side.municipality)
	proposal = make_proposal(stage="In Consultation", policy=policy.name, **belongs)
	campaign = make_campaign(stage="Active", **belongs)
	comment, supporter = make_comment(proposal=proposal.name), make_supporter(campaign=campaign.name)
	for document in (proposal, campaign):
		document.db_set("stage", document.stage if side.is_ours else "Draft")
	return name_of(policy, proposal, campaign, comment, supporter)


# Words by which a record is recognised in an answer


def make_word(most: int = 0) -> str:
	"""Make a word that is found nowhere else, of at most so many letters; not fewer than ten."""
	return f"zaupno{frappe.generate_hash(length=10)}"[-most:]


def mark(doctype: str, name: str, side: Side) -> Record:
	"""Put words of its own into a record and into all that the framework keeps about it."""
	record = Record(doctype, name, side.is_ours)
	record.title = mark_title(doctype, name)
	mark_levels(record)
	mark_history(record)
	mark_conversation(record)
	frappe.utils.global_search.update_global_search(frappe.get_doc(doctype, name))
	return record


def mark_title(doctype: str, name: str) -> str:
	"""Append a word to the title, unless the title is the name or a link; return it."""
	meta = frappe.get_meta(doctype)
	df = meta.get_field(meta.title_field) if meta.title_field else None
	if not df or df.fieldtype not in TEXTS or frappe.db.get_value(doctype, name, df.fieldname) == name:
		return ""
	word = make_word()
	title = f"{frappe.db.get_value(doctype, name, df.fieldname) or ''} {word}"
	frappe.db.set_value(doctype, name, df.fieldname, title, update_modified=False)
	index.refresh(doctype, name)
	return word


def mark_levels(record: Record) -> None:
	"""Put a word into every text of a higher permission level, in the record and in its rows."""
	meta = frappe.get_meta(record.doctype)
	mark_texts(record, meta, record.name)
	for table in (df for df in meta.fields if df.fieldtype in table_fields):
		filters = {"parent": record.name, "parenttype": record.doctype, "parentfield": table.fieldname}
		for row in frappe.get_all(table.options, filters, pluck="name", order_by="idx asc"):
			mark_texts(record, frappe.get_meta(table.options), row)


def mark_texts(record: Record, meta, name: str) -> None:
	for df in meta.fields:
		if df.permlevel and df.fieldtype in TEXTS:
			word = make_word(df.length)
			frappe.db.set_value(meta.name, name, df.fieldname, word, update_modified=False)
			record.levels.setdefault(df.permlevel, []).append(word)


def mark_history(record: Record) -> None:
	"""Write down a change of one field of every permission level."""
	meta = frappe.get_meta(record.doctype)
	fields = {df.permlevel or 0: df.fieldname for df in reversed(meta.fields) if df.fieldtype in TEXTS}
	record.history = {level: make_word() for level in fields}
	changed = [[fieldname, None, record.history[level]] for level, fieldname in fields.items()]
	frappe.get_doc(
		{
			"doctype": "Version",
			"ref_doctype": record.doctype,
			"docname": record.name,
			"data": json.dumps({"changed": changed, "added": [], "removed": [], "row_changed": []}),
		}
	).insert(ignore_permissions=True)


def mark_conversation(record: Record) -> None:
	"""Let the staff comment on a record, write a message about it, and give somebody a task; and give it a tag."""
	about = {"reference_doctype": record.doctype, "reference_name": record.name}
	record.conversation = [make_word() for _part in range(3)]
	comment, message, task = record.conversation
	frappe.get_doc({"doctype": "Comment", "comment_type": "Comment", "content": comment, **about}).insert(
		ignore_permissions=True
	)
	frappe.get_doc(
		{
			"doctype": "Communication",
			"communication_type": "Communication",
			"communication_medium": "Email",
			"subject": message,
			"content": message,
			"sender": "staff@access.test",
			**about,
		}
	).insert(ignore_permissions=True)
	frappe.get_doc(
		{
			"doctype": "ToDo",
			"description": task,
			"allocated_to": "Administrator",
			"reference_type": record.doctype,
			"reference_name": record.name,
		}
	).insert(ignore_permissions=True)
	title = frappe.get_doc(record.doctype, record.name).get_title()
	frappe.get_doc(
		{
			"doctype": "Tag Link",
			"document_type": record.doctype,
			"document_name": record.name,
			"title": title,
			"tag": TAG,
		}
	).insert(ignore_permissions=True, ignore_links=True)
