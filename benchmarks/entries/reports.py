# SPDX-License-Identifier: GPL-3.0-only
"""Reports, each with the filters it opens with and with narrow ones, beside one statement with its figures."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import frappe
from frappe.desk.query_report import run
from frappe.model.document import Document
from frappe.utils import getdate, today

from benchmarks.entries.entry import Entry, Sample, bare, read_records

YEARS = "2000-01-01"
PAGE = 100
# by what an organisation was told something
TOLD = (
	"select recipient as organisation, delivered_on as day, replied_on from `tabBriefing Recipient` "
	"where recipient_doctype = '{kind}' and status = 'Delivered' "
	"union all select p.{field}, m.starts_on, null from `tabHub Meeting` m join `tabMeeting Participant` p "
	"on p.parent = m.name where m.stage in ('Held', 'Minutes Adopted') and p.attendance = 'Present' and p.{field} is not null "
	"union all select organisation, happened_on, null from `tabInteraction` where organisation_doctype = '{kind}'"
)
# every contact with an NGO
REACHED_NGOS = (
	"select recipient as organisation, delivered_on as day, 'Briefing' as channel from `tabBriefing Recipient` "
	"where recipient_doctype = 'NGO' and status = 'Delivered' "
	"union all select p.ngo, m.starts_on, 'Meeting' from `tabHub Meeting` m join `tabMeeting Participant` p "
	"on p.parent = m.name where m.stage in ('Held', 'Minutes Adopted') and p.attendance = 'Present' and p.ngo is not null "
	"union all select ngo, posting_date, case kind when 'Workshop' then 'Workshop' else 'Support' end from `tabSupport Entry` "
	"union all select organisation, happened_on, channel from `tabInteraction` where organisation_doctype = 'NGO'"
)
# a filter in the statement of a Query Report
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Case:
	"""How a report is asked.

	Attributes:
	        default: the filters it opens with.
	        narrow: those of a reader who looks for one thing.
	        statement: that gives the figures of the default; `%s` stands for the `values`.
	"""

	default: dict[str, Any]
	narrow: dict[str, Any]
	statement: str | None = None
	values: tuple = ()
	more: dict[str, "Case"] = field(default_factory=dict)


def get_cases(sample: Sample) -> dict[str, Case]:
	"""Return how each report is asked."""
	year = {"from_date": f"{getdate().year}-01-01", "to_date": today()}
	day = {"from_date": today(), "to_date": today()}
	return {
		"Support Delivered": Case(
			{**year, "group_by": "NGO"},
			{**year, "group_by": "Month", "ngo": sample("NGO", stage="Verified")},
			"select e.ngo, n.ngo_name, e.kind, sum(e.hours), sum(e.participants), count(*) "
			"from `tabSupport Entry` e join `tabNGO` n on n.name = e.ngo "
			"where e.posting_date between %s and %s group by e.ngo, n.ngo_name, e.kind",
			(year["from_date"], year["to_date"]),
			{
				"by month, all years": Case(
					{"group_by": "Month"},
					{},
					"select substr(posting_date, 1, 7), kind, sum(hours), sum(participants), count(*), "
					"count(distinct ngo) from `tabSupport Entry` group by substr(posting_date, 1, 7), kind",
				)
			},
		),
		"NGO Register Overview": Case(
			{"group_by": "Municipality"},
			{"group_by": "Legal Form", "municipality": sample("Municipality")},
			"select n.municipality, count(*), sum(n.members_count), sum(n.volunteers_count), "
			"sum(n.employees_count), sum(f.income) from `tabNGO` n left join `tabNGO Yearly Figure` f "
			"on f.parent = n.name where n.stage in ('Submitted', 'Verified') group by n.municipality",
		),
		"Changes in the Sector": Case(
			{"from_date": YEARS, "to_date": today(), "group_by": "Municipality"},
			{"group_by": "Month", "municipality": sample("Municipality")},
			"select municipality, kind, count(*) from `tabSector Change` where happened_on between %s and %s "
			"group by municipality, kind",
			(YEARS, today()),
		),
		"Workshop Attendance and Satisfaction": Case(
			{"group_by": "Workshop"},
			{"group_by": "Workshop", "municipality": sample("Municipality")},
			"select w.name, w.workshop_title, w.capacity, r.status, r.attendance, count(*), "
			"sum(r.attended_hours), count(distinct r.ngo) from `tabTraining Workshop` w "
			"join `tabWorkshop Registration` r on r.workshop = w.name "
			"where w.stage not in ('Draft', 'Cancelled') "
			"group by w.name, w.workshop_title, w.capacity, r.status, r.attendance",
		),
		"ESF Participants": Case(
			{"funded_project": sample("Funded Project")},
			{"funded_project": sample("Funded Project"), "data": "Incomplete"},
			"select r.email_key, r.participant_name, r.gender, r.date_of_birth, r.employment_status, "
			"min(w.starts_on) from `tabWorkshop Registration` r join `tabTraining Workshop` w "
			"on w.name = r.workshop where w.funded_project = %s and r.attendance = 'Attended' "
			"group by r.email_key, r.participant_name, r.gender, r.date_of_birth, r.employment_status",
			(sample("Funded Project"),),
		),
		"NGOs with Potential Progress": Case(
			{},
			{"stage": "Active"},
			"select p.name, p.ngo_name, e.kind, sum(e.hours) from `tabDevelopment Plan` p "
			"left join `tabSupport Entry` e on e.ngo = p.ngo and e.posting_date >= p.starts_on "
			"where p.stage in ('Selected', 'Active', 'Completed') group by p.name, p.ngo_name, e.kind",
		),
		"Capacity Before and After": Case(
			{"group_by": "Area"},
			{"group_by": "NGO"},
			"select s.area, a.assessment_type, avg(s.level), avg(s.wanted_level), count(*) "
			"from `tabCapacity Assessment` a join `tabCapacity Assessment Score` s on s.parent = a.name "
			"group by s.area, a.assessment_type",
		),
		"Application Success": Case(
			{"group_by": "Funder"},
			{"group_by": "Year", "ngo": sample("NGO", stage="Verified")},
			"select c.funder, s.stakeholder_name, a.stage, count(*), sum(a.requested_amount), "
			"sum(a.granted_amount), sum(a.application_hours), sum(a.report_hours) from `tabCall Application` a "
			"join `tabFunding Call` c on c.name = a.funding_call "
			"left join `tabStakeholder` s on s.name = c.funder group by c.funder, s.stakeholder_name, a.stage",
		),
		"Call Friendliness and Matches": Case(
			{},
			{"status": "Open", "funder": sample("Stakeholder")},
			# the two conditions that most calls have; the others are a comparison of columns each
			"select c.name, c.call_title, count(distinct n.name) from `tabFunding Call` c "
			"join `tabFunding Call Municipality` m on m.parent = c.name "
			"join `tabNGO` n on n.municipality = m.municipality and n.stage = 'Verified' "
			"join `tabFunding Call Field` f on f.parent = c.name "
			"join `tabNGO Field of Work` w on w.parent = n.name and w.field_of_work = f.field_of_work "
			"group by c.name, c.call_title",
		),
		"Indicator Evidence": Case(
			{"reading": find_biggest_reading()},
			{"reading": find_biggest_reading(), "group_by": "Municipality"},
			"select e.counted_on, e.ref_doctype, e.ref_name, e.counted_value, e.ngo, n.ngo_name, e.municipality, "
			"e.administrative_unit, e.field_of_work, e.legal_form from `tabCounted Record` e "
			"left join `tabNGO` n on n.name = e.ngo where e.parent = %s order by e.idx",
			(find_biggest_reading(),),
		),
		"Proofs Missing": Case(
			{},
			{"project": sample("Funded Project"), "proof_kind": "Photo"},
			"select p.name, s.name, n.proof_kind, min(e.counted_on) from `tabCounted Record` e "
			"join `tabIndicator Reading` r on r.name = e.parent "
			"join `tabReporting Period` p on p.name = r.reporting_period and p.stage <> 'Locked' "
			"join `tabSupport Entry` s on s.name = e.ref_name and e.ref_doctype = 'Support Entry' "
			"join `tabProject Proof` n on n.parent = p.project and n.record_doctype = s.source_doctype "
			"left join `tabFile` f on f.attached_to_doctype = s.source_doctype and f.attached_to_name = s.source_name "
			"and f.hub_proof = n.proof_kind where f.name is null group by p.name, s.name, n.proof_kind",
		),
		"Indicator Progress": Case(
			{},
			{"project": sample("Funded Project")},
			"select i.name, i.indicator_name, r.reporting_period, r.value, r.target, p.starts_on, p.ends_on "
			"from `tabProject Indicator` i left join `tabIndicator Reading` r on r.indicator = i.name "
			"left join `tabReporting Period` p on p.name = r.reporting_period",
		),
		"Project Spending": Case(
			{},
			{"project": sample("Funded Project")},
			"select p.name, p.project_title, l.line_code, l.line_name, l.amount, l.spent, l.remaining "
			"from `tabFunded Project` p join `tabProject Budget Line` l on l.parent = p.name "
			"where p.status = 'Running'",
		),
		"Hubs Compared": Case(
			{"figure": "ngos_supported", "measure": "per_ngo", "periods": "All"},
			{"figure": "support_hours", "network_hub": sample("Network Hub")},
			"select h.hub_name, r.starts_on, r.ends_on, r.population, f.figure_key, f.value "
			"from `tabReceived Hub Report` r join `tabNetwork Hub` h on h.name = r.network_hub "
			"join `tabReceived Figure` f on f.parent = r.name where r.status = 'Current' "
			"and f.figure_key in ('ngos_supported', 'ngos_registered', 'money_spent')",
		),
		"Shared Topics": Case(
			{},
			{"network_hub": sample("Network Hub")},
			"select name, network_hub, content from `tabReceived Hub Report` where status = 'Current'",
		),
		"Stakeholder Reach": Case(
			year,
			{**day, "municipality": sample("Municipality")},
			"select s.name, s.stakeholder_name, s.stakeholder_type, s.municipality, r.times, r.latest, r.replies "
			"from `tabStakeholder` s left join (select organisation, count(*) as times, max(day) as latest, "
			f"count(replied_on) as replies from ({TOLD.format(kind='Stakeholder', field='stakeholder')}) t "
			"where day >= %s group by organisation) r on r.organisation = s.name "
			"where s.disabled = 0",
			(year["from_date"],),
			{
				"with NGOs, all years": Case(
					{"from_date": YEARS, "to_date": today(), "with_ngos": 1},
					{},
					"select n.name, n.ngo_name, n.municipality, r.times, r.latest, r.replies from `tabNGO` n "
					"left join (select organisation, count(*) as times, max(day) as latest, "
					f"count(replied_on) as replies from ({TOLD.format(kind='NGO', field='ngo')}) t "
					"group by organisation) r on r.organisation = n.name "
					"where n.stage = 'Verified'",
				)
			},
		),
		"Survey Results": Case(
			{"survey": sample("Survey")},
			{"survey": sample("Survey"), "broken_down_by": "municipality"},
			"select v.code, v.table_row, v.answer, count(*), count(distinct v.parent), avg(v.number) "
			"from `tabSurvey Answer Value` v join `tabSurvey Answer` a on v.parent = a.name where a.survey = %s "
			"group by v.code, v.table_row, v.answer",
			(sample("Survey"),),
		),
		"Participation": Case(
			year,
			{**year, "group_by": "Month", "municipality": sample("Municipality")},
			"select p.kind, count(distinct p.occasion), count(*), sum(p.came), count(distinct p.ngo) from ("
			"select e.event_kind as kind, e.name as occasion, r.attendance = 'Attended' as came, r.ngo "
			"from `tabEvent Registration` r join `tabHub Event` e on e.name = r.event "
			"where e.stage = 'Held' and r.status = 'Confirmed' and e.starts_on >= %s "
			"union all select 'Workshop', w.name, r.attendance = 'Attended', r.ngo from `tabWorkshop Registration` r "
			"join `tabTraining Workshop` w on w.name = r.workshop where w.stage in ('Held', 'Evaluated') "
			"and r.status = 'Confirmed' and w.starts_on >= %s "
			"union all select 'Meeting', m.name, p.attendance = 'Present', p.ngo from `tabMeeting Participant` p "
			"join `tabHub Meeting` m on m.name = p.parent where m.stage in ('Held', 'Minutes Adopted') "
			"and m.starts_on >= %s) p group by p.kind",
			(year["from_date"],) * 3,
			{
				"fields of work, all years": Case(
					{**year, "from_date": YEARS, "group_by": "Field of Work"}, {}
				)
			},
		),
		"Votes of Members": Case(
			year,
			{**year, "group_by": "Month", "outcome": "Accepted"},
			"select v.vote_of_doctype, v.vote_of, count(*), sum(v.outcome in ('Accepted', 'Option Chosen')), "
			"sum(v.outcome = 'Rejected'), sum(v.voters_count), sum(v.voted_count), sum(v.voting_days) "
			"from `tabMember Vote` v where v.stage = 'Closed' and v.closed_on >= %s "
			"group by v.vote_of_doctype, v.vote_of",
			(year["from_date"],),
			{"all years": Case({**year, "from_date": YEARS}, {})},
		),
		"Reach of the Sector": Case(
			{**year, "organisations": "NGO", "group_by": "Municipality"},
			{**year, "group_by": "Organisation", "municipality": sample("Municipality")},
			f"select n.municipality, c.channel, count(distinct n.name), count(distinct c.organisation) from `tabNGO` n "
			f"left join ({REACHED_NGOS}) c on c.organisation = n.name and c.day >= %s "
			"where n.stage = 'Verified' group by n.municipality, c.channel",
			(year["from_date"],),
			{
				"each organisation, all years": Case(
					{"from_date": YEARS, "to_date": today(), "group_by": "Organisation"},
					{},
					f"select n.name, n.ngo_name, n.municipality, c.channel, count(c.day), max(c.day) from `tabNGO` n "
					f"left join ({REACHED_NGOS}) c on c.organisation = n.name "
					"where n.stage = 'Verified' group by n.name, n.ngo_name, n.municipality, c.channel",
				)
			},
		),
		"Policy Proposal Results": Case(
			{"group_by": "Owner"},
			{"group_by": "Year", "level": "Local"},
			"select p.owner_stakeholder, s.stakeholder_name, a.result, count(*) from `tabPolicy Proposal` p "
			"join `tabPolicy Ask` a on a.parent = p.name left join `tabStakeholder` s "
			"on s.name = p.owner_stakeholder where p.stage in ('Submitted', 'Replied', 'Closed') "
			"group by p.owner_stakeholder, s.stakeholder_name, a.result",
		),
		"Stakeholder Positions": Case(
			{},
			{"campaign": sample("Advocacy Campaign")},
			"select c.campaign_title, t.target_label, t.stakeholder, t.power, t.interest, t.support, t.position_on, "
			"count(m.name) from `tabAdvocacy Campaign` c join `tabCampaign Target` t on t.parent = c.name "
			"join `tabCampaign Target Move` m on m.target_key = t.name "
			"group by c.campaign_title, t.name, t.target_label, t.stakeholder, t.power, t.interest, t.support, "
			"t.position_on",
		),
		"Campaign Scorecard": Case(
			{},
			{"municipality": sample("Municipality")},
			"select c.name, c.campaign_title, c.stage, c.starts_on, c.ends_on, c.budget, c.total_reach, c.total_cost, "
			"c.supporter_count, count(a.name) from `tabAdvocacy Campaign` c left join `tabCampaign Action` a "
			"on a.parent = c.name and a.status = 'Done' group by c.name, c.campaign_title, c.stage, c.starts_on, "
			"c.ends_on, c.budget, c.total_reach, c.total_cost, c.supporter_count order by c.starts_on desc",
		),
		"Joint Action Progress": Case(
			{},
			{"municipality": sample("Municipality")},
			"select p.name, p.plan_title, p.year, p.stage, a.status, count(*), sum(a.is_overdue), sum(a.planned_cost), "
			"sum(a.actual_cost), min(a.due_on) from `tabJoint Action Plan` p left join `tabJoint Action` a "
			"on a.joint_action_plan = p.name where p.stage != 'Cancelled' "
			"group by p.name, p.plan_title, p.year, p.stage, a.status",
		),
		"Programme Inclusion": Case(
			{},
			{"municipality": sample("Municipality")},
			"select regional_programme, furthest_stage, count(*), sum(amount), sum(financed_amount) "
			"from `tabProgramme Proposal` group by regional_programme, furthest_stage",
		),
		"Consortium Sector Balance": Case(
			{"as_of": today()},
			{"as_of": today(), "municipality": sample("Municipality")},
			"select c.name, c.consortium_name, c.stage, p.sector, count(*), sum(p.votes) "
			"from `tabPartnership Consortium` c join `tabConsortium Partner` p on p.parent = c.name "
			"where p.to_date is null or p.to_date >= %s group by c.name, c.consortium_name, c.stage, p.sector",
			(today(),),
		),
		"Mandates Expiring": Case(
			{},
			{"body": sample("Representative Body")},
			"select m.name, m.person_name, m.seat, m.ngo, n.ngo_name, b.body_name, m.to_date "
			"from `tabBody Mandate` m join `tabRepresentative Body` b on b.name = m.body "
			"left join `tabNGO` n on n.name = m.ngo where m.status in ('Active', 'Expiring')",
		),
		"Network Health": Case(
			{},
			{"status": "Dormant"},
			"select w.name, w.network_name, w.coordinator, count(m.name), "
			"(select count(*) from `tabLocal Need` d where d.local_network = w.name "
			"and d.stage in ('Accepted', 'In Action')), "
			"(select max(g.starts_on) from `tabHub Meeting` g where g.meeting_of = w.name and g.stage = 'Held') "
			"from `tabLocal Network` w left join `tabLocal Network Member` m on m.parent = w.name "
			"and m.is_current = 1 group by w.name, w.network_name, w.coordinator",
		),
		"Body Coverage": Case(
			{"day": today()},
			{"day": today(), "body": sample("Representative Body")},
			"select b.name, b.body_name, s.administrative_unit, s.field_of_work, s.seat, m.person_name, m.to_date "
			"from `tabRepresentative Body` b join `tabBody Seat` s on s.parent = b.name "
			"left join `tabBody Mandate` m on m.body = b.name and m.seat = s.seat "
			"and m.from_date <= %s and m.to_date >= %s",
			(today(), today()),
		),
		"Local Needs Heatmap": Case(
			{"counted": "Open", "measure": "Needs"},
			{"counted": "Open", "measure": "Needs", "field_of_work": sample("Field of Work")},
			"select municipality, field_of_work, count(*), sum(priority) from `tabLocal Need` "
			"where stage in ('Accepted', 'In Action') group by municipality, field_of_work",
		),
		"Need to Outcome": Case(
			{},
			{"municipality": sample("Municipality")},
			"select n.name, n.need_title, n.municipality, n.field_of_work, n.stage, n.priority, n.accepted_on, "
			"a.parenttype, a.parent from `tabLocal Need` n left join `tabAddressed Need` a on a.need = n.name "
			"where n.stage in ('Accepted', 'In Action', 'Addressed') order by n.priority desc",
		),
		"Stakeholder Contact List": Case(
			{},
			{"municipality": sample("Municipality")},
			"select s.name, s.stakeholder_name, s.municipality, s.email, s.phone, p.full_name, p.function, p.email, p.phone "
			"from `tabStakeholder` s left join `tabStakeholder Person` p on p.parent = s.name and p.is_current = 1 "
			"where s.disabled = 0",
		),
		# told by the code alone, so that there is nothing to compare it with
		"Record of Processing": Case({}, {}),
	}


def find_biggest_reading() -> str | None:
	"""Return the reading with the most evidence."""
	found = frappe.db.sql(
		"select parent, count(*) from `tabCounted Record` group by parent order by count(*) desc, parent limit 1"
	)
	return found[0][0] if found else None


def get_entries(sample: Sample) -> Iterator[Entry]:
	"""Yield each report with each way in which it is asked."""
	for report, case in get_cases(sample).items():
		for name, one in {"": case, **case.more}.items():
			peer = bare(one.statement, *one.values) if one.statement else None
			yield Entry("report", report, name or "default", ask(report, one.default), peer)
			if one.narrow:
				yield Entry("report", report, "narrow", ask(report, one.narrow))
	for report in read_records("Report"):
		if report.report_type == "Query Report":
			yield query_entry(report)
		elif report.report_type == "Report Builder":
			yield Entry("report", report.name, "first page", open_view(report))


def ask(report: str, filters: dict[str, Any]) -> Callable[[], list]:
	"""Return the work of opening a report."""
	given = {key: value for key, value in filters.items() if value}
	return lambda: run(report, filters=given, ignore_prepared_report=True)["result"]


def query_entry(report: Document) -> Entry:
	"""Return a report that is a statement itself, beside that statement."""
	first_days = {"from_date": f"{getdate().year}-01-01"}
	filters = {name: first_days.get(name, today()) for name in PLACEHOLDER.findall(report.query)}
	return Entry(
		"report",
		report.name,
		"default",
		ask(report.name, filters),
		lambda: frappe.db.sql(report.query, filters),
	)


def open_view(report: Document) -> Callable[[], list]:
	"""Return the work of the first page of a report that is a saved list."""
	return lambda: report.get_data(limit=PAGE)[1]
