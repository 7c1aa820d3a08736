# SPDX-License-Identifier: GPL-3.0-only
from planota_hub.personal_data.declarations import list_user_data_fields
from planota_hub.rules.own_doctypes import list_own_doctypes

app_name = "planota_hub"
app_title = "Planota Hub"
app_publisher = "Planota Hub contributors"
app_description = "Register, support, representation and reporting for a regional NGO hub"
app_email = "info@planota.si"
app_license = "gpl-3.0"
app_logo_url = "/assets/planota_hub/images/planota-hub-logo.svg"

add_to_apps_screen = [
	{
		"name": "planota_hub",
		"logo": "/assets/planota_hub/images/planota-hub-logo.svg",
		"title": "Planota Hub",
		"route": "/app/my-day",
		"has_permission": "planota_hub.permissions.has_app_permission",
	}
]

# Installation and migration
before_install = "planota_hub.install.before_install"
after_install = "planota_hub.install.after_install"
after_app_install = "planota_hub.integrations.installation.add_custom_fields"
before_migrate = "planota_hub.install.before_migrate"
after_migrate = "planota_hub.install.after_migrate"
before_uninstall = "planota_hub.uninstall.before_uninstall"
before_app_uninstall = "planota_hub.integrations.installation.leave_app"
after_uninstall = "planota_hub.uninstall.after_uninstall"
# the framework's set-up wizard asks for the hub too
setup_wizard_requires = "/assets/planota_hub/js/setup_wizard.js"
setup_wizard_complete = "planota_hub.setup.wizard.complete"

# Permissions: one condition per DocType, asked in lists, in forms and in the lists of its rows
hub_record_conditions = {
	"NGO": "planota_hub.permissions.get_ngo_condition",
	"Portal Access Request": "planota_hub.permissions.get_access_request_condition",
	"Sector Change": "planota_hub.planota_hub.register.permissions.get_change_condition",
	"Training Workshop": "planota_hub.capacity_building.permissions.get_workshop_condition",
	"Workshop Registration": "planota_hub.capacity_building.permissions.get_registration_condition",
	"Workshop Feedback": "planota_hub.capacity_building.permissions.get_feedback_condition",
	"Development Plan": "planota_hub.capacity_building.permissions.get_plan_condition",
	"Capacity Assessment": "planota_hub.capacity_building.permissions.get_assessment_condition",
	"Mentoring Session": "planota_hub.capacity_building.permissions.get_session_condition",
	"NGO Support Request": "planota_hub.capacity_building.permissions.get_request_condition",
	"Support Entry": "planota_hub.capacity_building.permissions.get_entry_condition",
	"Stakeholder Briefing": "planota_hub.planota_hub.outreach.permissions.get_briefing_condition",
	"Audience Segment": "planota_hub.planota_hub.segments.permissions.get_segment_condition",
	"Segment Use": "planota_hub.planota_hub.segments.permissions.get_use_condition",
	"Briefing Recipient": "planota_hub.planota_hub.outreach.permissions.get_recipient_condition",
	"Good Practice": "planota_hub.planota_hub.outreach.permissions.get_practice_condition",
	"Hub News": "planota_hub.planota_hub.outreach.permissions.get_news_condition",
	"Hub Meeting": "planota_hub.planota_hub.meetings.permissions.get_meeting_condition",
	"Interaction": "planota_hub.planota_hub.interactions.permissions.get_interaction_condition",
	"Organisation Relation": "planota_hub.planota_hub.relations.permissions.get_relation_condition",
	"Hub Event": "planota_hub.planota_hub.events.permissions.get_event_condition",
	"Event Registration": "planota_hub.planota_hub.events.permissions.get_registration_condition",
	"Member Vote": "planota_hub.planota_hub.votes.permissions.get_vote_condition",
	"Survey": "planota_hub.planota_hub.surveys.permissions.get_survey_condition",
	"Survey Participant": "planota_hub.planota_hub.surveys.permissions.get_participant_condition",
	"Survey Answer": "planota_hub.planota_hub.surveys.permissions.get_answer_condition",
	"Partnership Consortium": "planota_hub.partnerships.permissions.get_consortium_condition",
	"Joint Action Plan": "planota_hub.partnerships.permissions.get_plan_condition",
	"Joint Action": "planota_hub.partnerships.permissions.get_action_condition",
	"Promotion Activity": "planota_hub.partnerships.permissions.get_promotion_condition",
	"Programme Proposal": "planota_hub.partnerships.permissions.get_proposal_condition",
	"Funding Call": "planota_hub.funding.calls.permissions.get_call_condition",
	"Call Application": "planota_hub.funding.calls.permissions.get_application_condition",
	"Local Network": "planota_hub.local_networks.permissions.get_network_condition",
	"Local Need": "planota_hub.local_networks.permissions.get_need_condition",
	"Need Endorsement": "planota_hub.local_networks.permissions.get_endorsement_condition",
	"Network Join Request": "planota_hub.local_networks.permissions.get_join_request_condition",
	"Representative Body": "planota_hub.local_networks.bodies.permissions.get_body_condition",
	"Body Mandate": "planota_hub.local_networks.bodies.permissions.get_mandate_condition",
	"Representative Election": "planota_hub.local_networks.elections.permissions.get_election_condition",
	"Election Ballot": "planota_hub.local_networks.elections.permissions.get_ballot_condition",
	"Public Policy": "planota_hub.advocacy.permissions.get_policy_condition",
	"Policy Proposal": "planota_hub.advocacy.permissions.get_proposal_condition",
	"Proposal Comment": "planota_hub.advocacy.permissions.get_sender_condition",
	"Advocacy Campaign": "planota_hub.advocacy.permissions.get_campaign_condition",
	"Campaign Supporter": "planota_hub.advocacy.permissions.get_sender_condition",
	"Funded Project": "planota_hub.funding.projects.permissions.get_project_condition",
	"Project Indicator": "planota_hub.funding.projects.permissions.get_part_condition",
	"Reporting Period": "planota_hub.funding.projects.permissions.get_part_condition",
	"Indicator Reading": "planota_hub.funding.projects.permissions.get_part_condition",
}
# rows are seen with their document, never without
hub_record_rows = {
	"NGO": [
		"Former Name",
		"NGO Field of Work",
		"NGO Operating Municipality",
		"NGO Public Interest Status",
		"NGO Representative",
		"NGO Yearly Figure",
	],
	"Training Workshop": ["Registration Question", "Workshop Capacity Area", "Workshop Material"],
	"Workshop Registration": ["Registration Answer"],
	"Development Plan": ["Development Plan Goal", "Development Plan Score", "Development Plan Step"],
	"Capacity Assessment": ["Capacity Assessment Score"],
	"NGO Support Request": ["Support Request Work"],
	"Stakeholder Briefing": ["Briefing Audience"],
	"Audience Segment": ["Segment Condition", "Segment Member"],
	"Hub Meeting": ["Meeting Agenda Item", "Meeting Participant", "Meeting Decision"],
	"Hub Event": ["Event Invitation", "Registration Question"],
	"Event Registration": ["Registration Answer"],
	"Interaction": ["Interaction Person", "Interaction Subject", "Interaction Task"],
	"Member Vote": ["Member Vote Option", "Member Vote Voter", "Meeting Decision"],
	"Survey": ["Survey Question"],
	"Survey Answer": ["Survey Answer Value", "Survey Follow-Up"],
	"Partnership Consortium": ["Consortium Partner", "Consortium Agreement", "Consortium Override"],
	"Joint Action Plan": ["Joint Action Plan Party"],
	"Joint Action": ["Joint Action Report"],
	"Programme Proposal": ["Programme Proposal Partner", "Programme Proposal Step"],
	"Funding Call": ["Funding Call Ask", "Funding Call Field", "Funding Call Municipality"],
	"Call Application": ["Call Application Amendment", "Call Application Help", "Call Reporting Deadline"],
	"Local Network": ["Local Network Member", "Local Network Municipality"],
	"Representative Body": ["Body Seat", "Body Sector Share"],
	"Body Mandate": ["Body Mandate Report"],
	"Representative Election": [
		"Election Unit",
		"Election Candidate",
		"Election Elector",
		"Election Commission Member",
	],
	"Public Policy": ["Affected NGO", "Policy Evidence", "Policy Expert"],
	"Policy Proposal": ["Policy Ask", "Policy Proposal Version", "Involved NGO"],
	"Advocacy Campaign": [
		"Campaign Action",
		"Campaign Message",
		"Campaign Objective",
		"Campaign Proposal",
		"Campaign Target",
		"Campaign Target Move",
		"Involved NGO",
	],
	"Funded Project": [
		"Project Budget Line",
		"Project Claim",
		"Project Funder",
		"Project Proof",
		"Project Publicity Duty",
		"Project Spending",
	],
	"Project Indicator": ["Indicator Target", "Indicator Filter"],
	"Indicator Reading": ["Counted Record"],
}
# a new record is judged by the one that it belongs to
hub_record_owners = {
	"Capacity Assessment": "development_plan",
	"Joint Action": "joint_action_plan",
	"Need Endorsement": "need",
	"Network Join Request": "local_network",
}
# what the framework keeps about documents is seen with them
_records_about_documents = (
	"Tag Link",
	"Comment",
	"Version",
	"Communication",
	"Notification Log",
	"Document Follow",
)
permission_query_conditions = {
	**dict.fromkeys(hub_record_conditions, "planota_hub.permissions.query_conditions"),
	**{
		row: "planota_hub.permissions.row_query_conditions"
		for rows in hub_record_rows.values()
		for row in rows
	},
	"Addressed Need": "planota_hub.local_networks.permissions.addressed_need_query_conditions",
	"File": "planota_hub.files.access.file_query_conditions",
	**dict.fromkeys(_records_about_documents, "planota_hub.guards.references.query_conditions"),
	"Communication Link": "planota_hub.guards.references.row_query_conditions",
	"Data Import": "planota_hub.sheets.permissions.query_conditions",
	"Data Import Log": "planota_hub.sheets.permissions.log_query_conditions",
}
has_permission = {
	**dict.fromkeys(hub_record_conditions, "planota_hub.permissions.has_permission"),
	"Audience Segment": "planota_hub.planota_hub.segments.permissions.has_segment_permission",
	"Local Need": "planota_hub.local_networks.permissions.has_need_permission",
	"Call Application": "planota_hub.funding.calls.permissions.has_application_permission",
	"File": "planota_hub.files.access.has_file_permission",
	"Tag": "planota_hub.guards.references.has_desk_permission",
	"Event": "planota_hub.guards.references.has_desk_permission",
	**dict.fromkeys(_records_about_documents, "planota_hub.guards.references.has_permission"),
	"ToDo": "planota_hub.guards.references.has_task_permission",
	"Data Import": "planota_hub.sheets.permissions.has_permission",
	"Data Import Log": "planota_hub.sheets.permissions.has_log_permission",
	"Desktop Icon": "planota_hub.guards.desktop.has_permission",
	"Workspace Sidebar": "planota_hub.guards.desktop.has_permission",
	"Contact": "planota_hub.guards.references.has_party_permission",
	"Address": "planota_hub.guards.references.has_party_permission",
}

# Files lie in the folders for files, and are made and read by those who may; a table is understood before it is imported
override_doctype_class = {
	"Auto Email Report": "planota_hub.sheets.answers.HubAutoEmailReport",
	"Data Import": "planota_hub.sheets.data_import.HubDataImport",
	"File": "planota_hub.files.hub_file.HubFile",
	"Personal Data Deletion Request": "planota_hub.personal_data.account_requests.HubDeletionRequest",
	"Personal Data Download Request": "planota_hub.personal_data.account_requests.HubDownloadRequest",
	"Report": "planota_hub.figures.query_reports.HubReport",
}

# what answers a need by the table `addressed_needs`
_answers_to_needs = (
	"Partnership Consortium",
	"Joint Action Plan",
	"Programme Proposal",
	"Policy Proposal",
	"Advocacy Campaign",
)
# what metrics count, besides the ledger of support
_counted_doctypes = (
	"NGO",
	"Training Workshop",
	"Workshop Registration",
	"Development Plan",
	"Capacity Assessment",
	"Mentoring Session",
	"NGO Support Request",
	"Local Need",
	"Local Network",
	"Hub Meeting",
	"Body Mandate",
	"Policy Proposal",
	"Advocacy Campaign",
	"Partnership Consortium",
	"Joint Action Plan",
	"Joint Action",
	"Promotion Activity",
	"Programme Proposal",
	"Call Application",
	"Stakeholder Briefing",
	"Hub Exchange",
	"Interaction",
	"Hub Event",
	"Event Registration",
)
# What managers can define metrics of (see `funding/own_metrics/offers.py`): of each, every manager, officer and auditor sees
# every record; where that holds for some of them only, what these must be
hub_countable = {
	**{doctype: {} for doctype in _counted_doctypes},
	"Support Entry": {},
	"Campaign Supporter": {},
	"Proposal Comment": {},
	"Public Policy": {},
	"Programme Round": {},
	"Funded Project": {},
	"Funding Call": {},
	"Need Endorsement": {},
	"Network Join Request": {},
	"Representative Body": {},
	"Regional Programme": {},
	"Briefing Recipient": {},
	"Good Practice": {},
	"Hub News": {},
	"Member Vote": {},
	"Organisation Relation": {},
	"Sector Change": {},
	"Stakeholder": {},
	"Survey": {},
	# an anonymous answer nobody sees by itself
	"Survey Answer": {"is_anonymous": 0},
}
# Proofs: the records that have some, as which other records they are counted, and what they make themselves (see
# `funding/proofs/kinds.py`)
hub_proof_records = {
	"NGO": {},
	"Training Workshop": {"counted_as": {"Workshop Registration": "workshop"}},
	"Hub Event": {"counted_as": {"Event Registration": "event"}},
	"Hub Meeting": {
		"made": {"Minutes": {"field": "stage", "value": "Minutes Adopted", "print": "Meeting Minutes"}}
	},
	"Hub Exchange": {},
	"Mentoring Session": {},
	"NGO Support Request": {},
	"Development Plan": {},
	"Capacity Assessment": {},
	"Interaction": {},
	"Stakeholder Briefing": {"counted_as": {"Briefing Recipient": "briefing"}},
	"Good Practice": {},
	"Local Network": {},
	"Local Need": {},
	"Body Mandate": {},
	"Policy Proposal": {},
	"Advocacy Campaign": {},
	"Partnership Consortium": {"made": {"Agreement": {"field": "signed_agreement"}}},
	"Joint Action Plan": {"made": {"Agreement": {"field": "signed_agreement"}}},
	"Joint Action": {"made": {"Report": {"field": "evidence_file"}}},
	"Promotion Activity": {"made": {"Publication": {"field": "attachment"}}},
	"Programme Proposal": {},
	"Call Application": {},
}
# what is read by fewer than what it hangs on: DocType -> function (file, user)
hub_file_fences = {"Reporting Period": "planota_hub.funding.proofs.archive.may_read_archive"}
# Lists that begin with what is next (see `rules.coming`): the days that count, the stages at which nothing is to come,
# and after which day it is over whatever its stage
hub_coming = {
	"Training Workshop": {
		"days": ["starts_on"],
		"over": ["stage", "Held", "Evaluated", "Cancelled"],
		"until": ["ends_on"],
	},
	"Hub Event": {"days": ["starts_on"], "over": ["stage", "Held", "Cancelled"], "until": ["ends_on"]},
	"Hub Meeting": {
		"days": ["starts_on"],
		"over": ["stage", "Held", "Minutes Adopted", "Cancelled"],
		"until": ["ends_on"],
	},
	"Mentoring Session": {"days": ["starts_on"], "over": ["status", "Held", "Cancelled"]},
	"Member Vote": {"days": ["voting_until"], "over": ["stage", "Closed", "Withdrawn"]},
	"Survey": {"days": ["closes_on"], "over": ["stage", "Closed", "Withdrawn"]},
	"Funding Call": {
		"days": ["closes_on"],
		"over": ["stage", "Decided", "Withdrawn"],
		"until": ["closes_on"],
	},
	"Representative Election": {
		"days": ["call_closes_on", "voting_from", "voting_until"],
		"over": ["stage", "Decided", "Cancelled"],
	},
	# what is overdue waits for somebody, and so is not over
	"Joint Action": {"days": ["due_on"], "over": ["status", "Done", "Dropped"]},
	"Joint Action Plan": {"days": ["ends_on"], "over": ["stage", "Completed", "Cancelled"]},
	"Hub Exchange": {"days": ["exchange_date"], "over": ["status", "Held"]},
	"Body Mandate": {"days": ["from_date", "to_date"], "over": ["status", "Ended"]},
	"Regional Programme": {"days": ["proposals_until", "ends_on"], "over": ["status", "Ended"]},
	"Policy Proposal": {
		"days": ["consultation_deadline", "reply_due"],
		"over": ["stage", "Replied", "Closed", "Withdrawn"],
	},
	"Advocacy Campaign": {"days": ["starts_on", "ends_on"], "over": ["stage", "Evaluated", "Closed"]},
	"Call Application": {
		"days": ["next_report_due"],
		"over": ["stage", "Rejected", "Completed", "Withdrawn"],
	},
	"Funded Project": {"days": ["ends_on"], "over": ["status", "Finished"]},
	"NGO Support Request": {"days": ["resolution_due"], "over": ["stage", "Resolved", "Declined"]},
	"Reporting Period": {"days": ["due_on"], "over": ["stage", "Submitted", "Locked"]},
}

# Documents of other areas
doc_events = {
	# files and titles of the hub are guarded wherever another app may use them
	"*": {
		"before_validate": "planota_hub.files.attachments.check_attachments",
		"before_print": "planota_hub.guards.titles.hide_printed_titles",
		# the framework's own rename with merge does what the hub's action does
		"before_rename": "planota_hub.planota_hub.merging.course.before_rename",
		"after_rename": [
			"planota_hub.planota_hub.merging.course.after_rename",
			"planota_hub.finding.index.follow_rename",
		],
		# what is found while typing, people among them
		"on_change": "planota_hub.finding.index.follow",
		"after_delete": [
			"planota_hub.finding.index.forget",
			"planota_hub.planota_hub.merging.undo_values.keep_number",
		],
	},
	list_own_doctypes(): {
		"before_validate": "planota_hub.rules.dates.normalise_dates",
		"validate": [
			"planota_hub.rules.links.refuse_unsafe_links",
			"planota_hub.planota_hub.register.people.link_people",
		],
		"before_save": "planota_hub.rules.unknown_numbers.note_unknown_numbers",
		"on_change": "planota_hub.rules.remembering.note_change",
		"after_delete": "planota_hub.rules.remembering.note_change",
		"after_rename": "planota_hub.rules.remembering.note_change",
	},
	tuple(hub_coming): {"validate": "planota_hub.rules.coming.set_next_order"},
	tuple(hub_countable): {
		"on_update": "planota_hub.funding.indicators.reported_records.guard_change",
		"on_trash": "planota_hub.funding.indicators.reported_records.guard_deletion",
	},
	"NGO": {
		"validate": "planota_hub.planota_hub.register.public_search.set_search_text",
		"before_rename": "planota_hub.integrations.parties.before_rename",
		"after_rename": "planota_hub.integrations.parties.after_rename",
		"on_update": [
			"planota_hub.planota_hub.register.identity.keys.follow_organisation",
			"planota_hub.capacity_building.plans.ngo_names.follow_ngo",
			"planota_hub.planota_hub.interactions.organisation_names.follow_organisation",
			"planota_hub.planota_hub.relations.names.follow_organisation",
			"planota_hub.partnerships.consortia.partners.follow_partner",
			"planota_hub.integrations.parties.follow_ngo",
		],
		"on_trash": "planota_hub.planota_hub.register.sources.entries.forget_ngo",
		"after_delete": "planota_hub.planota_hub.register.identity.keys.follow_organisation",
	},
	("Contact", "Address"): {"validate": "planota_hub.integrations.sharing.follow_links"},
	"Customer": {
		"validate": "planota_hub.integrations.erpnext.documents.follow_lead",
		"on_update": [
			"planota_hub.integrations.parties.follow_party",
			"planota_hub.integrations.erpnext.documents.hand_links_on",
		],
	},
	"Supplier": {
		"on_update": [
			"planota_hub.integrations.parties.follow_party",
			"planota_hub.integrations.erpnext.documents.hand_links_on",
		],
	},
	"CRM Organization": {"on_update": "planota_hub.integrations.parties.follow_party"},
	"Lead": {"on_update": "planota_hub.integrations.erpnext.documents.hand_links_on"},
	("Opportunity", "Quotation", "Project", "Contract"): {
		"validate": "planota_hub.integrations.erpnext.documents.follow_party"
	},
	"Funded Project": {"on_update": "planota_hub.integrations.erpnext.counterparts.follow_project"},
	"Stakeholder": {
		"on_update": [
			"planota_hub.planota_hub.register.identity.keys.follow_organisation",
			"planota_hub.planota_hub.interactions.organisation_names.follow_organisation",
			"planota_hub.planota_hub.relations.names.follow_organisation",
			"planota_hub.partnerships.consortia.partners.follow_partner",
		],
		"after_delete": "planota_hub.planota_hub.register.identity.keys.follow_organisation",
	},
	_answers_to_needs: {
		"on_update": "planota_hub.local_networks.needs.traceability.follow_answer",
		"after_delete": "planota_hub.local_networks.needs.traceability.follow_answer",
	},
	"Support Entry": {
		"on_update": "planota_hub.capacity_building.plans.progress.follow_entry",
		"after_delete": "planota_hub.capacity_building.plans.progress.follow_entry",
	},
	"ToDo": {
		"on_update": [
			"planota_hub.capacity_building.plans.steps.follow_task",
			"planota_hub.planota_hub.meetings.decisions.follow_task",
			"planota_hub.planota_hub.interactions.tasks.follow_task",
		],
		"on_trash": [
			"planota_hub.capacity_building.plans.steps.forget_task",
			"planota_hub.planota_hub.meetings.decisions.forget_task",
			"planota_hub.planota_hub.interactions.tasks.forget_task",
		],
	},
	# a contact that was support stands in the ledger
	"Interaction": {
		"validate": "planota_hub.capacity_building.support.interactions.validate_support",
		"on_update": "planota_hub.capacity_building.support.interactions.post",
		"on_trash": "planota_hub.capacity_building.support.interactions.reverse",
	},
	# an event that is support stands in the ledger
	"Hub Event": {
		"validate": "planota_hub.capacity_building.support.events.validate_support",
		"on_update": "planota_hub.capacity_building.support.events.post",
		"on_attendance": "planota_hub.capacity_building.support.events.post",
		"on_trash": "planota_hub.capacity_building.support.events.reverse",
	},
	"Hub Settings": {
		"validate": [
			"planota_hub.capacity_building.plans.selection.validate_settings",
			"planota_hub.funding.calls.friendliness.validate_settings",
		],
		"on_update": [
			"planota_hub.capacity_building.plans.progress.follow_settings",
			"planota_hub.partnerships.consortia.balances.follow_settings",
			"planota_hub.funding.calls.friendliness.follow_settings",
		],
	},
	"Hub Meeting": {
		"on_change": "planota_hub.local_networks.needs.traceability.follow_answer",
		"on_update": "planota_hub.local_networks.networks.health.follow_decisions",
		"after_delete": [
			"planota_hub.local_networks.needs.traceability.follow_answer",
			"planota_hub.local_networks.networks.health.follow_decisions",
		],
	},
	"Member Vote": {
		"on_change": [
			"planota_hub.local_networks.needs.traceability.follow_answer",
			"planota_hub.local_networks.networks.health.follow_decisions",
		],
		"after_delete": [
			"planota_hub.local_networks.needs.traceability.follow_answer",
			"planota_hub.local_networks.networks.health.follow_decisions",
		],
	},
	"Advocacy Campaign": {"on_update": "planota_hub.integrations.erpnext.counterparts.follow_campaign"},
	# texts of the website that staff write stand in its sitemap
	"Web Page": {
		"on_change": "planota_hub.rules.remembering.note_change",
		"after_delete": "planota_hub.rules.remembering.note_change",
		"after_rename": "planota_hub.rules.remembering.note_change",
	},
	"System Settings": {"on_update": "planota_hub.setup.scheduled_jobs.bring_to_present"},
	"Email Account": {"on_update": "planota_hub.mail.account.follow_account"},
	"Email Queue": {"after_insert": "planota_hub.mail.account.follow_queue"},
	"File": {
		# a scan that is called what it is, is a proof
		"before_insert": "planota_hub.funding.proofs.adding.recognise",
		"validate": "planota_hub.files.active_files.refuse_public_page",
	},
	"Comment": {
		"validate": "planota_hub.guards.marks.keep_author",
		"on_update": "planota_hub.guards.marks.keep_texts_apart",
	},
	"Desktop Icon": {"validate": "planota_hub.guards.desktop.refuse_unsafe_icon"},
	"Document Follow": {"after_insert": "planota_hub.guards.marks.drop_unfit_follow"},
	"Personal Data Deletion Request": {
		"on_update": "planota_hub.personal_data.account_requests.follow_deletion",
		"on_change": "planota_hub.personal_data.account_requests.follow_completion",
	},
	"Communication": {
		"before_validate": "planota_hub.files.attachments.drop_embedded_files",
		"on_update": [
			"planota_hub.guards.marks.keep_texts_apart",
			"planota_hub.planota_hub.interactions.messages.follow_message",
		],
		"on_trash": "planota_hub.planota_hub.interactions.messages.forget_message",
		"before_insert": [
			"planota_hub.planota_hub.briefings.deliveries.follow_reply",
			"planota_hub.planota_hub.register.incoming_mail.find_record",
		],
		"after_insert": [
			"planota_hub.capacity_building.support.first_response.mark_first_response",
			"planota_hub.planota_hub.register.incoming_mail.tell_staff",
		],
	},
}

# Mails: also what the framework writes below a message can be read
email_css = ["/assets/planota_hub/css/mail.css"]

# The Desk: cards and charts say what they count
app_include_css = "/assets/planota_hub/css/desk.css"
app_include_js = [
	"/assets/planota_hub/js/templates.js",
	"/assets/planota_hub/js/readable.js",
	"/assets/planota_hub/js/connection.js",
	"/assets/planota_hub/js/routes.js",
	"/assets/planota_hub/js/finding.js",
	"/assets/planota_hub/js/figures.js",
	"/assets/planota_hub/js/lists.js",
	"/assets/planota_hub/js/grids.js",
	"/assets/planota_hub/js/datetime_descriptions.js",
	"/assets/planota_hub/js/doctype_names.js",
	"/assets/planota_hub/js/spreadsheets.js",
	"/assets/planota_hub/js/map_view.js",
	"/assets/planota_hub/js/report_view.js",
	"/assets/planota_hub/js/sending.js",
	"/assets/planota_hub/js/bulk_changes.js",
	"/assets/planota_hub/js/writing.js",
	"/assets/planota_hub/js/contacts.js",
	"/assets/planota_hub/js/history.js",
	"/assets/planota_hub/js/segments.js",
	"/assets/planota_hub/js/suggestions.js",
]

extend_bootinfo = [
	"planota_hub.rules.readable.extend_boot",
	# the CRM that the hub is part of, where it is on the site (`integrations/`)
	"planota_hub.integrations.adapter.extend_boot",
	"planota_hub.planota_hub.register.map_frame.extend_boot",
	# who works for the hub starts with the own day
	"planota_hub.digest.my_day.extend_boot",
	"planota_hub.hub_network.comparing.figures.extend_boot",
	"planota_hub.funding.proofs.kinds.extend_boot",
]
# whose stage is a step of a workflow
_doctypes_with_course = (
	"NGO",
	"Portal Access Request",
	"Good Practice",
	"Hub Meeting",
	"Hub Event",
	"Member Vote",
	"Survey",
	"Training Workshop",
	"Development Plan",
	"NGO Support Request",
	"Local Need",
	"Network Join Request",
	"Representative Election",
	"Funding Call",
	"Call Application",
	"Partnership Consortium",
	"Joint Action Plan",
	"Programme Proposal",
	"Policy Proposal",
	"Advocacy Campaign",
)
# script -> the forms that it works in, in the order in which they are loaded
_form_scripts = {
	"public/js/crm/ngo.js": ("NGO",),
	"public/js/crm/lead.js": ("Lead", "CRM Lead"),
	"public/js/erpnext/counterparts.js": ("Funded Project", "Advocacy Campaign", "Partnership Consortium"),
	"public/js/form_tour.js": ("NGO", "Development Plan", "Funded Project"),
	"public/js/before_step.js": _doctypes_with_course,
	"public/js/pasted_people.js": ("Training Workshop", "Hub Event", "Hub Meeting"),
	"public/js/taking_part.js": (
		"Training Workshop",
		"Hub Event",
		"Workshop Registration",
		"Event Registration",
	),
	"public/js/answers.js": ("Survey", "Training Workshop", "Hub Event"),
	"public/js/seat_corrections.js": ("NGO",),
	"public/js/hours_dialog.js": ("NGO Support Request", "Call Application"),
	"public/js/reported_records.js": tuple(hub_countable),
	"public/js/proofs.js": tuple(hub_proof_records),
	"public/js/unknown_numbers.js": (
		"NGO",
		"Project Indicator",
		"Indicator Reading",
		"Advocacy Campaign",
		"Promotion Activity",
		"Joint Action",
	),
	"public/js/people.js": (
		"Advocacy Campaign",
		"Body Mandate",
		"Event Registration",
		"Hub Meeting",
		"Local Network",
		"Member Vote",
		"NGO",
		"Public Policy",
		"Representative Election",
		"Stakeholder",
		"Workshop Registration",
	),
	"public/js/location.js": ("NGO", "Stakeholder", "Local Need"),
	"public/js/duplicates.js": ("NGO", "Stakeholder", "Contact"),
	"public/js/relations.js": ("NGO", "Stakeholder"),
	"public/js/work_done.js": ("NGO", "Stakeholder", "Municipality", "Contact"),
	"public/js/person.js": ("Contact",),
	"public/js/merging.js": (
		"NGO",
		"Stakeholder",
		"Contact",
		"Administrative Unit",
		"Capacity Area",
		"Development Plan Template",
		"Event Kind",
		"Field of Work",
		"Municipality",
		"Programme Round",
		"Record Merge",
		"Regional Programme",
		"Statistical Region",
		"Support Request Category",
	),
	"public/js/data_import.js": ("Data Import",),
	"public/js/pieces.js": ("Register Import",),
	"public/js/web_form.js": ("Web Form",),
	"public/js/mail_hint.js": ("Hub Settings", "Stakeholder Briefing", "Hub Meeting", "Email Queue"),
}
doctype_js = {
	doctype: [script for script, forms in _form_scripts.items() if doctype in forms]
	for doctypes in _form_scripts.values()
	for doctype in doctypes
}
_calendars_of_whole_days = ("Advocacy Campaign", "Joint Action", "Representative Election")
override_doctype_dashboards = {
	"NGO": "planota_hub.integrations.connections.show_ngo",
	"Stakeholder": "planota_hub.integrations.connections.show_stakeholder",
	"Advocacy Campaign": "planota_hub.integrations.connections.show_campaign",
	"Partnership Consortium": "planota_hub.integrations.connections.show_consortium",
	"Funded Project": "planota_hub.integrations.connections.show_funded_project",
	"Lead": "planota_hub.integrations.erpnext.connections.show_lead",
	"Customer": "planota_hub.integrations.erpnext.connections.show_customer",
	"Supplier": "planota_hub.integrations.erpnext.connections.show_supplier",
	"Opportunity": "planota_hub.integrations.erpnext.connections.show_opportunity",
	"Quotation": "planota_hub.integrations.erpnext.connections.show_quotation",
	"Campaign": "planota_hub.integrations.erpnext.connections.show_campaign",
	"Project": "planota_hub.integrations.erpnext.connections.show_project",
	"Contract": "planota_hub.integrations.erpnext.connections.show_contract",
}
additional_timeline_content = {
	**{
		doctype: ["planota_hub.integrations.timeline.get_hub_work"]
		for doctype in ("Customer", "Lead", "Supplier")
	},
	**{
		doctype: ["planota_hub.planota_hub.interactions.timeline.get_contacts"]
		for doctype in ("NGO", "Stakeholder", "Contact")
	},
}

# Scheduler
scheduler_events = {
	"daily": [
		"planota_hub.rules.coming.refresh_orders",
		"planota_hub.planota_hub.register.representatives.update_current_terms",
		"planota_hub.planota_hub.register.stakeholder_people.update_current_people",
		"planota_hub.planota_hub.relations.terms.update_statuses",
		"planota_hub.local_networks.bodies.mandate_news.update_statuses",
		"planota_hub.local_networks.bodies.mandate_news.warn_of_expiry",
		"planota_hub.planota_hub.register.portal_access.correct_portal_roles",
		"planota_hub.planota_hub.merging.undo_values.forget_expired",
		"planota_hub.planota_hub.register.public_interest.refresh_statuses",
		"planota_hub.personal_data.retention.remove_expired",
		"planota_hub.personal_data.enquiries.watch",
		"planota_hub.capacity_building.doctype.programme_round.programme_round.update_statuses",
		"planota_hub.planota_hub.doctype.hub_exchange.hub_exchange.update_statuses",
		"planota_hub.planota_hub.meetings.decisions.chase_overdue_decisions",
		"planota_hub.planota_hub.interactions.tasks.chase_overdue_tasks",
		"planota_hub.funding.doctype.funded_project.funded_project.update_statuses",
		"planota_hub.partnerships.consortia.balances.refresh_balances",
		"planota_hub.partnerships.doctype.promotion_activity.promotion_activity.update_statuses",
		"planota_hub.partnerships.doctype.regional_programme.regional_programme.update_statuses",
		"planota_hub.partnerships.reminders.chase_overdue",
		"planota_hub.partnerships.reminders.announce_deadlines",
		"planota_hub.funding.calls.status.update_statuses",
		"planota_hub.funding.calls.alerts.alert_new_matches",
		"planota_hub.funding.applications.reminders.remind_of_reports",
		"planota_hub.funding.projects.claim_reminders.remind_of_claims",
		"planota_hub.funding.proofs.archive.remove_old",
		"planota_hub.local_networks.networks.health.refresh_all_networks",
		"planota_hub.local_networks.elections.intake.delete_old_registrations",
		"planota_hub.advocacy.proposals.policy_status.refresh_all_statuses",
		"planota_hub.advocacy.reminders.remind_of_replies",
		"planota_hub.advocacy.reminders.remind_of_dates",
		"planota_hub.advocacy.participation.confirmations.delete_unconfirmed",
		"planota_hub.planota_hub.newsletter.subscriptions.delete_unconfirmed",
		"planota_hub.hub_network.doctype.network_hub.network_hub.update_statuses",
		"planota_hub.digest.monthly.send_monthly_digests",
	],
	"monthly": ["planota_hub.local_networks.needs.reviews.remind_of_reviews"],
	"daily_long": [
		"planota_hub.funding.indicators.readings.refresh_open_periods",
		"planota_hub.hub_network.receiving.schedule.fetch_due",
	],
	"weekly": ["planota_hub.funding.indicators.drift.check_reported_periods"],
	# a portion of all records at a time
	"hourly_long": [
		"planota_hub.planota_hub.register.duplicates.refresh_marks",
		"planota_hub.capacity_building.support.ledger.watch_ledger",
		"planota_hub.capacity_building.plans.progress.refresh_plans",
		"planota_hub.local_networks.needs.traceability.refresh_stages",
		"planota_hub.capacity_building.support.targets.escalate_requests",
	],
	"hourly": [
		"planota_hub.personal_data.enquiries.forget_answers",
		"planota_hub.personal_data.enquiries.resume",
		"planota_hub.capacity_building.workshops.jobs.close_registrations",
		"planota_hub.capacity_building.workshops.jobs.remind_participants",
		"planota_hub.planota_hub.events.seats.close_registrations",
		"planota_hub.planota_hub.events.seats.remind_participants",
		"planota_hub.planota_hub.votes.mail.remind_voters",
		"planota_hub.planota_hub.surveys.mail.remind_participants",
		"planota_hub.local_networks.elections.announcements.remind_electors",
		"planota_hub.local_networks.elections.mail.tell_of_untold_ballots",
		"planota_hub.rules.seal.destroy_old_keys",
	],
	"cron": {
		"*/5 * * * *": [
			"planota_hub.planota_hub.briefings.deliveries.follow_deliveries",
			"planota_hub.planota_hub.briefings.sending.resume_interrupted",
			"planota_hub.planota_hub.votes.closing.close_ended_votes",
			"planota_hub.planota_hub.surveys.closing.close_ended_surveys",
			"planota_hub.local_networks.elections.opening.open_votings",
			"planota_hub.local_networks.elections.announcements.call_electors",
			"planota_hub.sheets.jobs.resume_interrupted",
			"planota_hub.funding.proofs.archive.resume_interrupted",
			"planota_hub.planota_hub.register.sources.runs.resume_interrupted",
		],
	},
}

# Search: the kinds of record that are found while typing, in the order in which they are offered, and what else than title,
# search fields, addresses and numbers they are found by (see `finding/kinds.py`)
_seat = ["seat_street", "seat_postal_code", "seat_town", "former_names.former_name"]
hub_found_by = {
	"NGO": [
		"short_name",
		"tax_number",
		"website",
		*_seat,
		"representatives.full_name",
		"representatives.email",
		"representatives.phone",
	],
	"Stakeholder": [
		"registration_number",
		"tax_number",
		"website",
		*_seat,
		"people.full_name",
		"people.email",
		"people.phone",
	],
	"Contact": [
		"full_name",
		"first_name",
		"last_name",
		"email_ids.email_id",
		"phone_nos.phone",
	],
	"Municipality": ["also_called"],
	"NGO Support Request": ["requester_name"],
	"Local Need": [],
	"Funding Call": [],
	"Hub Meeting": ["participants.person_name"],
	"Training Workshop": ["venue"],
	"Workshop Registration": [],
	"Hub Event": ["venue", "organisers"],
	"Event Registration": [],
	"Event Series": [],
	"Local Network": ["coordinator_name"],
	"Mentoring Session": [],
	"Development Plan": [],
	"Call Application": [],
	"Partnership Consortium": [],
	"Joint Action Plan": [],
	"Joint Action": [],
	"Programme Proposal": [],
	"Regional Programme": [],
	"Promotion Activity": [],
	"Public Policy": ["experts.expert_name"],
	"Policy Proposal": [],
	"Advocacy Campaign": [],
	"Representative Body": [],
	"Body Mandate": ["deputy_name"],
	"Representative Election": [],
	"Funded Project": [],
	"Stakeholder Briefing": [],
	"Audience Segment": [],
	"Good Practice": [],
	"Hub Exchange": [],
	"Hub News": [],
	"Interaction": ["people.person_name"],
	"Member Vote": [],
	"Organisation Relation": [],
	"Survey": [],
	"Programme Round": [],
	"Field of Work": [],
}
# what tells people from namesakes: their functions, organisations and addresses
hub_found_as = {"Contact": "planota_hub.planota_hub.register.people.describe_people"}
# link fields find what the search bar finds
standard_queries = dict.fromkeys(
	("NGO", "Stakeholder", "Contact", "Municipality"), "planota_hub.finding.choices.choose"
)
global_search_doctypes = {
	"Default": [
		{"doctype": "NGO", "index": 1},
		{"doctype": "Stakeholder", "index": 2},
		{"doctype": "Municipality", "index": 3},
		{"doctype": "Field of Work", "index": 4},
		{"doctype": "Training Workshop", "index": 5},
		{"doctype": "Workshop Registration", "index": 6},
		{"doctype": "Development Plan", "index": 7},
		{"doctype": "Programme Round", "index": 8},
		{"doctype": "NGO Support Request", "index": 9},
		{"doctype": "Mentoring Session", "index": 10},
		{"doctype": "Stakeholder Briefing", "index": 41},
		{"doctype": "Audience Segment", "index": 45},
		{"doctype": "Good Practice", "index": 42},
		{"doctype": "Hub Exchange", "index": 43},
		{"doctype": "Hub News", "index": 44},
		{"doctype": "Hub Meeting", "index": 40},
		{"doctype": "Interaction", "index": 45},
		{"doctype": "Hub Event", "index": 46},
		{"doctype": "Event Registration", "index": 47},
		{"doctype": "Event Series", "index": 51},
		{"doctype": "Member Vote", "index": 48},
		{"doctype": "Organisation Relation", "index": 49},
		{"doctype": "Survey", "index": 50},
		{"doctype": "Partnership Consortium", "index": 11},
		{"doctype": "Joint Action Plan", "index": 12},
		{"doctype": "Joint Action", "index": 13},
		{"doctype": "Promotion Activity", "index": 14},
		{"doctype": "Regional Programme", "index": 15},
		{"doctype": "Programme Proposal", "index": 16},
		{"doctype": "Funding Call", "index": 17},
		{"doctype": "Call Application", "index": 18},
		{"doctype": "Local Need", "index": 19},
		{"doctype": "Local Network", "index": 20},
		{"doctype": "Representative Body", "index": 24},
		{"doctype": "Body Mandate", "index": 25},
		{"doctype": "Representative Election", "index": 26},
		{"doctype": "Public Policy", "index": 21},
		{"doctype": "Policy Proposal", "index": 22},
		{"doctype": "Advocacy Campaign", "index": 23},
	]
}

# Personal data: what each area keeps of people, why, how long and how it goes
hub_personal_data = [
	"planota_hub.planota_hub.register.personal_data.declare",
	"planota_hub.capacity_building.personal_data.declare",
	"planota_hub.local_networks.personal_data.declare",
	"planota_hub.advocacy.personal_data.declare",
	"planota_hub.partnerships.personal_data.declare",
	"planota_hub.funding.personal_data.declare",
	"planota_hub.hub_network.personal_data.declare",
]
# what happens before a record of the framework goes with its person
hub_before_person_removed = {
	"Contact": [
		"planota_hub.planota_hub.merging.undo_values.forget_contact",
		"planota_hub.planota_hub.register.people.forget_contact",
	],
	"Email Unsubscribe": "planota_hub.planota_hub.briefings.opt_out.keep_unsubscription",
}
user_data_fields = list_user_data_fields(hub_personal_data)

# Tests
before_tests = "planota_hub.tests.before_tests"

# Developer mode: keep the typed block of each controller in step with its fields
export_python_type_annotations = True

# Website: public pages and web forms
# areas whose pages are made of what they say of their records (`public_areas`): records, and those with a plain list too
_plain_lists = ("news", "networks", "partnerships", "joint-plans", "projects", "hub-reports")
_pages_of_records = ("ngos", "needs", *_plain_lists)
website_route_rules = [
	{"from_route": "/u/<token>", "to_route": "briefing-opt-out"},
	*(
		{"from_route": f"/{area}/<name>", "to_route": "public-record", "defaults": {"area": area}}
		for area in _pages_of_records
	),
	*(
		{"from_route": f"/{area}", "to_route": "public-list", "defaults": {"area": area}}
		for area in _plain_lists
	),
	{"from_route": "/workshops/<name>", "to_route": "workshop"},
	{"from_route": "/events/<name>", "to_route": "event"},
	{"from_route": "/calls/<name>", "to_route": "call"},
	{"from_route": "/consultations/<name>", "to_route": "consultation"},
	{"from_route": "/campaigns/<name>", "to_route": "campaign"},
	{"from_route": "/elections/<name>", "to_route": "election"},
	{"from_route": "/meetings/<name>", "to_route": "meeting"},
	{"from_route": "/good-practices/<name>", "to_route": "good-practice"},
]
calendars = [
	"Training Workshop",
	"Hub Event",
	"Mentoring Session",
	"Funding Call",
	"Joint Action",
	"Promotion Activity",
	"Advocacy Campaign",
	"Hub Meeting",
	"Hub Exchange",
	"Interaction",
	"Representative Election",
]
doctype_calendar_js = {
	doctype: [
		*(["public/js/whole_days.js"] if doctype in _calendars_of_whole_days else []),
		"public/js/calendars.js",
	]
	for doctype in calendars
}
before_job = [
	"planota_hub.files.access.bracket_framework_condition",
	"planota_hub.personal_data.account_requests.spare_leaving_users",
]
before_request = [
	"planota_hub.website.too_many.set_limit",
	"planota_hub.guards.request_checks.check_request",
	"planota_hub.hub_network.publishing.public_page.answer_well_known",
	"planota_hub.guards.csrf_tokens.require_csrf_token",
	"planota_hub.files.paths.refuse_strange_path",
	"planota_hub.files.access.bracket_framework_condition",
	"planota_hub.website.form_answers.note_way_back",
	"planota_hub.public_forms.website.remember_language",
]
# the framework asks these once it knows whose the request is, by a session or by a key
auth_hooks = [
	"planota_hub.guards.request_checks.check_arguments",
	"planota_hub.guards.doors.guard_request",
]
after_request = [
	"planota_hub.guards.full_disk.answer_full_disk",
	"planota_hub.guards.input_faults.answer_input_fault",
	"planota_hub.website.form_answers.answer_too_large",
	"planota_hub.website.form_answers.answer_form",
	"planota_hub.website.form_answers.answer_refused_file",
	"planota_hub.guards.answers.cut_answer",
	"planota_hub.sheets.answers.make_answer_safe",
	"planota_hub.guards.security_headers.add_headers",
	"planota_hub.website.caching.answer_unchanged",
	"planota_hub.open_data.answers.allow_reading",
]
before_login = "planota_hub.guards.login_rules.speak_visitors_language"
make_email_body_message = [
	"planota_hub.mail.plain_text.lay_out_mail",
	"planota_hub.mail.hub_mail.name_sender",
]
update_website_context = "planota_hub.website.shell.dress_page"
page_renderer = [
	"planota_hub.public_forms.form.renderer.HubWebForm",
	"planota_hub.website.feeds.FeedPage",
	"planota_hub.website.register_file.RegisterFile",
	"planota_hub.hub_network.publishing.public_page.HubReportFile",
	"planota_hub.open_data.renderer.OpenDataFile",
	"planota_hub.guards.page_renderers.HubPage",
	"planota_hub.guards.page_renderers.UnknownListPage",
]
jinja = {
	"methods": [
		"planota_hub.website.pages.describe_hub",
		"planota_hub.mail.hub_mail.get_sign_off",
		"planota_hub.planota_hub.register.addresses.join_seat",
		"planota_hub.planota_hub.register.parties.describe_party",
		"planota_hub.planota_hub.register.public_interest.get_holding",
		"planota_hub.planota_hub.work_done.lines.list_work_done",
		"planota_hub.funding.projects.publicity.describe_publicity",
		"planota_hub.rules.readable.show_day",
		"planota_hub.rules.readable.show_day_in_text",
		"planota_hub.rules.readable.show_moment",
		"planota_hub.rules.readable.show_money",
		"planota_hub.rules.readable.show_number",
		"planota_hub.rules.readable.show_percent",
		"planota_hub.rules.readable.choose_form",
		"planota_hub.rules.unknown_numbers.show_known",
		"planota_hub.figures.page_numbers.explain_number",
	],
	"filters": [
		"planota_hub.rules.links.safe_link",
		"planota_hub.guards.template_filters.json",
		"planota_hub.guards.template_filters.striptags",
	],
}
role_home_page = {"NGO Representative": "portal"}
standard_portal_menu_items = [
	{"title": title, "route": route, "reference_doctype": doctype, "role": "NGO Representative"}
	for title, route, doctype in (
		("What waits for you", "/portal", "NGO"),
		("My NGOs", "/my-ngos", "NGO"),
		("Workshops", "/workshops", "Training Workshop"),
		("Events", "/events", "Hub Event"),
		("Support", "/my-support", "NGO Support Request"),
		("Networks", "/my-networks", "Local Network"),
		("Meetings", "/my-meetings", "Hub Meeting"),
		("Mandates", "/my-mandates", "Body Mandate"),
		("Partnerships", "/my-partnerships", "Partnership Consortium"),
		("Calls", "/my-calls", "Call Application"),
		("Consultations", "/consultations", "Policy Proposal"),
		("Campaigns", "/campaigns", "Advocacy Campaign"),
		("Elections", "/elections", "Representative Election"),
	)
]

# Web forms of the hub go to their own handlers, every other one to the framework; charts speak the reader's language;
# nobody learns who has an account
override_whitelisted_methods = {
	"frappe.desk.doctype.dashboard_chart.dashboard_chart.get": "planota_hub.figures.chart_labels.get",
	"frappe.desk.query_report.run": "planota_hub.figures.explanations.run",
	"frappe.desk.query_report.export_query": "planota_hub.figures.exports.export_query",
	"frappe.core.doctype.user.user.reset_password": "planota_hub.guards.login_rules.reset_password",
	"frappe.website.doctype.web_form.web_form.accept": "planota_hub.public_forms.intake.accept",
	"frappe.utils.file_manager.add_attachments": "planota_hub.files.access.add_attachments",
	"frappe.core.api.file.zip_files": "planota_hub.files.access.zip_files",
	"frappe.core.doctype.file.file.zip_files": "planota_hub.files.access.zip_files",
	# the framework's doors beside the documents (`guards/`); `after_migrate` tells when another app has taken one
	"frappe.automation.doctype.assignment_rule.assignment_rule.bulk_apply": (
		"planota_hub.guards.marks.apply_assignment_rules"
	),
	"frappe.client.get_count": "planota_hub.guards.lists.get_count",
	"frappe.client.validate_link": "planota_hub.guards.titles.validate_link",
	"frappe.core.doctype.communication.email.make": "planota_hub.guards.messages.make",
	"frappe.core.doctype.data_export.exporter.export_data": "planota_hub.guards.lists.export_data",
	"frappe.core.doctype.data_import.data_import.download_template": "planota_hub.guards.lists.download_template",
	"frappe.core.doctype.user_permission.user_permission.get_user_permissions": (
		"planota_hub.guards.people.get_user_permissions"
	),
	"frappe.desk.doctype.tag.tag.add_tag": "planota_hub.guards.marks.add_tag",
	"frappe.desk.doctype.tag.tag.add_tags": "planota_hub.guards.marks.add_tags",
	"frappe.desk.doctype.tag.tag.remove_tag": "planota_hub.guards.marks.remove_tag",
	"frappe.desk.form.assign_to.add": "planota_hub.guards.marks.add_assignment",
	"frappe.desk.form.assign_to.add_multiple": "planota_hub.guards.marks.add_assignments",
	"frappe.desk.form.assign_to.close": "planota_hub.guards.marks.close_assignment",
	"frappe.desk.form.assign_to.remove": "planota_hub.guards.marks.remove_assignment",
	"frappe.desk.form.assign_to.remove_multiple": "planota_hub.guards.marks.remove_assignments",
	"frappe.desk.form.document_follow.follow_document": "planota_hub.guards.marks.follow_document",
	"frappe.desk.form.document_follow.get_follow_users": "planota_hub.guards.marks.get_follow_users",
	"frappe.desk.form.document_follow.unfollow_document": "planota_hub.guards.marks.unfollow_document",
	"frappe.desk.form.document_follow.update_follow": "planota_hub.guards.marks.update_follow",
	"frappe.desk.form.load.get_communications": "planota_hub.guards.history.get_communications",
	"frappe.desk.form.load.get_docinfo": "planota_hub.guards.history.get_docinfo",
	"frappe.desk.form.load.getdoc": "planota_hub.guards.history.getdoc",
	"frappe.desk.form.save.cancel": "planota_hub.guards.history.cancel",
	"frappe.desk.form.save.discard": "planota_hub.guards.history.discard",
	"frappe.desk.form.save.savedocs": "planota_hub.guards.history.savedocs",
	"frappe.desk.form.utils.add_comment": "planota_hub.guards.marks.add_comment",
	"frappe.desk.form.utils.update_comment": "planota_hub.guards.marks.update_comment",
	"frappe.desk.like.toggle_like": "planota_hub.guards.marks.toggle_like",
	"frappe.desk.listview.get_group_by_count": "planota_hub.guards.lists.get_group_by_count",
	"frappe.desk.notifications.get_open_count": "planota_hub.guards.lists.get_open_count",
	"frappe.desk.search.get_link_title": "planota_hub.guards.titles.get_link_title",
	"frappe.desk.search.search_link": "planota_hub.guards.choices.search_link",
	"frappe.desk.search.search_widget": "planota_hub.guards.choices.search_widget",
	"frappe.email.relink": "planota_hub.guards.messages.relink",
	"frappe.model.rename_doc.update_document_title": "planota_hub.planota_hub.merging.framework.update_document_title",
	# Frappe 15 and 16 each have one of the next two
	"frappe.realtime.can_subscribe_doc": "planota_hub.guards.people.can_subscribe_doc",
	"frappe.realtime.has_permission": "planota_hub.guards.people.may_watch",
	"frappe.templates.includes.comments.comments.add_comment": "planota_hub.guards.marks.add_page_comment",
	"frappe.utils.global_search.search": "planota_hub.finding.search.search",
	"frappe.www.printview.get_html_and_style": "planota_hub.guards.stored.get_html_and_style",
	"frappe.www.printview.get_rendered_raw_commands": "planota_hub.guards.stored.get_rendered_raw_commands",
	"frappe.website.doctype.web_form.web_form.get_form_data": "planota_hub.public_forms.intake.get_form_data",
	# what calendar programs and feed readers subscribed to before these functions had their present places
	"planota_hub.capacity_building.calendar_files.entry": "planota_hub.capacity_building.workshops.calendar_files.entry",
	"planota_hub.capacity_building.calendar_files.feed": "planota_hub.capacity_building.workshops.calendar_files.feed",
	"planota_hub.funding.call_feed.deadlines": "planota_hub.funding.calls.feed.deadlines",
	"planota_hub.funding.call_feed.rss": "planota_hub.funding.calls.feed.rss",
}
hub_web_forms = {
	"report-need": "planota_hub.local_networks.needs.intake.report_need",
	"endorse-need": "planota_hub.local_networks.needs.endorsements.endorse_need",
	"join-network": "planota_hub.local_networks.networks.joining.join_network",
	"register-for-election": "planota_hub.local_networks.elections.intake.register_for_election",
	"register-ngo": "planota_hub.planota_hub.register.intake.register_ngo",
	"update-my-ngo": "planota_hub.planota_hub.register.intake.update_ngo",
	"ask-for-access": "planota_hub.planota_hub.register.access_requests.ask_for_access",
	"register-for-workshop": "planota_hub.capacity_building.workshops.intake.register_for_workshop",
	"register-for-event": "planota_hub.planota_hub.events.intake.register_for_event",
	"event-feedback": "planota_hub.planota_hub.events.intake.give_feedback",
	"workshop-feedback": "planota_hub.capacity_building.workshops.intake.give_feedback",
	"apply-with-potential": "planota_hub.capacity_building.plans.application.apply",
	"ask-for-support": "planota_hub.capacity_building.support.intake.ask_for_support",
	"report-on-joint-action": "planota_hub.partnerships.action_plans.reports.report_on_action",
	"submit-a-good-practice": "planota_hub.planota_hub.practices.intake.submit_practice",
	"my-personal-data": "planota_hub.personal_data.enquiry_intake.ask_about_data",
	"comment-on-proposal": "planota_hub.advocacy.proposals.comment_intake.comment_on_proposal",
	"support-campaign": "planota_hub.advocacy.campaigns.supporter_intake.support_campaign",
}
# the address of a form opens a new one; that of an NGO is opened from the page with the own NGOs
website_redirects = [
	{
		"source": f"/{form}",
		"target": f"/{form}/new",
		"redirect_http_status": 302,
		"forward_query_parameters": True,
	}
	for form in hub_web_forms
	if form != "update-my-ngo"
]
# the framework's form for the own account takes an address at its end for the name of a file
website_redirects.append({"source": r"/update-profile(/.*)?", "target": "/me", "redirect_http_status": 302})
# what people ask about their data goes one way, with a log-in or without
website_redirects += [
	{"source": rf"/{form}(/.*)?", "target": "/my-personal-data/new", "redirect_http_status": 302}
	for form in ("request-data", "request-to-delete-data")
]

# Public forms that stay open to guests whatever Hub Settings say: nobody can be kept from asking about their data
hub_open_forms = ["my-personal-data"]

# What people are asked to agree to: purpose -> function that returns its first text (see `public_forms/consent.py`)
hub_consent_texts = {
	"Register of NGOs": "planota_hub.planota_hub.web_form.register_ngo.register_ngo.get_consent_text",
	"Information": "planota_hub.planota_hub.web_form.register_ngo.register_ngo.get_news_text",
	"Newsletter": "planota_hub.planota_hub.newsletter.subscriptions.get_consent_text",
	"Portal Access Request": "planota_hub.planota_hub.web_form.ask_for_access.ask_for_access.get_consent_text",
	"Good Practices": "planota_hub.planota_hub.web_form.submit_a_good_practice.submit_a_good_practice.get_consent_text",
	"Workshops": "planota_hub.capacity_building.web_form.register_for_workshop.register_for_workshop.get_consent_text",
	"Events": "planota_hub.planota_hub.web_form.register_for_event.register_for_event.get_consent_text",
	"Support Requests": "planota_hub.capacity_building.web_form.ask_for_support.ask_for_support.get_consent_text",
	"Development Plans": "planota_hub.capacity_building.web_form.apply_with_potential.apply_with_potential.get_consent_text",
	"Needs": "planota_hub.local_networks.web_form.report_need.report_need.get_consent_text",
	"Networks": "planota_hub.local_networks.web_form.join_network.join_network.get_consent_text",
	"Elections": "planota_hub.local_networks.web_form.register_for_election.register_for_election.get_consent_text",
	"Consultations": "planota_hub.advocacy.web_form.comment_on_proposal.comment_on_proposal.get_consent_text",
	"Campaigns": "planota_hub.advocacy.web_form.support_campaign.support_campaign.get_consent_text",
}

# Public forms: what counts against the number that one mailbox may send a day, all together; the field with the address
hub_submissions = [
	{"doctype": "NGO", "address": "submitter_email"},
	{"doctype": "Communication", "address": "sender", "filters": {"reference_doctype": "NGO"}},
	{"doctype": "Portal Access Request", "address": "email", "filters": {"source": "Web Form"}},
	{"doctype": "Good Practice", "address": "contact_email", "filters": {"source": "Web Form"}},
	{"doctype": "NGO Support Request", "address": "requester_email", "filters": {"source": "Web Form"}},
	{"doctype": "Development Plan", "address": "applicant_email"},
	{"doctype": "Workshop Registration", "address": "email", "filters": {"source": "Web Form"}},
	{
		"doctype": "Event Registration",
		"address": "email",
		"filters": {"source": "Web Form", "with_series": 0},
	},
	{"doctype": "Local Need", "address": "reporter_email", "filters": {"source": "Web Form"}},
	{"doctype": "Need Endorsement", "address": "owner"},
	{"doctype": "Network Join Request", "address": "email", "filters": {"source": "Web Form"}},
	{"doctype": "Election Registration", "address": "email"},
	{"doctype": "Election Elector", "address": "registered_by"},
	{"doctype": "Proposal Comment", "address": "email", "filters": {"source": "Web Form"}},
	{"doctype": "Campaign Supporter", "address": "email", "filters": {"source": "Web Form"}},
	{"doctype": "Joint Action Report", "address": "reporter_email"},
	{"doctype": "Personal Data Enquiry", "address": "email", "filters": {"source": "Web Form"}},
	{"doctype": "Newsletter Subscription", "address": "email"},
]

# What each area shows the public, in the order in which a home page begins (see `public_forms/public_areas.py`)
hub_public_areas = [
	"planota_hub.planota_hub.news.pages.get_public_area",
	"planota_hub.planota_hub.events.pages.get_public_area",
	"planota_hub.capacity_building.workshops.pages.get_public_area",
	"planota_hub.funding.calls.feed.get_public_area",
	"planota_hub.advocacy.participation.pages.get_consultations_area",
	"planota_hub.local_networks.elections.pages.get_public_area",
	"planota_hub.advocacy.participation.pages.get_campaigns_area",
	"planota_hub.planota_hub.meetings.pages.get_public_area",
	"planota_hub.local_networks.needs.public_page.get_public_area",
	"planota_hub.planota_hub.practices.pages.get_public_area",
	"planota_hub.planota_hub.register.public_page.get_public_area",
	"planota_hub.local_networks.networks.public_page.get_public_area",
	"planota_hub.partnerships.consortia.public_page.get_public_area",
	"planota_hub.partnerships.action_plans.public_page.get_public_area",
	"planota_hub.funding.projects.public_page.get_public_area",
	"planota_hub.hub_network.publishing.public_page.get_public_area",
]
# What each area gives away as open data, in the order of the catalogue (see `public_forms/datasets.py`)
hub_open_data = [
	"planota_hub.planota_hub.register.open_data.get_dataset",
	"planota_hub.local_networks.needs.open_data.get_dataset",
	"planota_hub.local_networks.networks.open_data.get_dataset",
	"planota_hub.local_networks.bodies.open_data.get_bodies",
	"planota_hub.local_networks.bodies.open_data.get_mandates",
	"planota_hub.capacity_building.support.open_data.get_dataset",
	"planota_hub.capacity_building.workshops.open_data.get_dataset",
	"planota_hub.planota_hub.events.open_data.get_dataset",
	"planota_hub.funding.calls.open_data.get_dataset",
	"planota_hub.advocacy.participation.open_data.get_consultations",
	"planota_hub.advocacy.participation.open_data.get_campaigns",
	"planota_hub.funding.projects.open_data.get_projects",
	"planota_hub.funding.projects.open_data.get_results",
]
# what areas show on the page of a record of another one
hub_public_sections = {
	"NGO": [
		"planota_hub.local_networks.bodies.public_page.get_seats_of",
		"planota_hub.local_networks.networks.public_page.get_networks_of",
		"planota_hub.partnerships.consortia.public_page.get_partnerships_of",
		"planota_hub.partnerships.consortia.public_page.get_needs_of",
		"planota_hub.planota_hub.practices.pages.get_practices_of",
	]
}

# Public page /track: each answers for one kind of record what has become of it
hub_tracked_status = [
	"planota_hub.local_networks.needs.tracking.get_need_status",
	"planota_hub.planota_hub.register.tracking.get_registration_status",
	"planota_hub.capacity_building.plans.application.get_application_status",
	"planota_hub.capacity_building.support.intake.get_request_status",
	"planota_hub.planota_hub.practices.intake.get_practice_status",
]

# Capacity building: documents whose hours stand in the ledger of support
hub_support_sources = [
	"Training Workshop",
	"Mentoring Session",
	"NGO Support Request",
	"Call Application",
	"Interaction",
	"Hub Event",
]
# of a DocType of a lower floor: function that returns the rows of a document
hub_support_rows = {
	"Interaction": "planota_hub.capacity_building.support.interactions.get_support_rows",
	"Hub Event": "planota_hub.capacity_building.support.events.get_support_rows",
}

# What the hub did with an organisation or a person, or in a municipality: where it is written down, and on which day it
# happened (see `work_done/sources.py`)
_hours = "planota_hub.capacity_building.support.work_hours.count_hours"
hub_work_done = {
	"Hub Meeting": {"day": "starts_on"},
	"Briefing Recipient": {"day": "queued_on", "about": "briefing"},
	"Good Practice": {"day": "published_on"},
	"Hub Exchange": {"day": "exchange_date"},
	"Hub News": {"day": "news_date"},
	"Member Vote": {"day": "closed_on"},
	# of an anonymous survey the participants tell who took part, and no answer does
	"Survey Participant": {"day": "answered_on", "about": "survey", "project": "survey.funded_project"},
	"Interaction": {"day": "happened_on", "project": "funded_project", "hours": _hours},
	"Organisation Relation": {"day": "from_date"},
	"Hub Event": {"day": "starts_on", "project": "funded_project", "hours": _hours},
	"Event Registration": {
		"day": "registered_on",
		"about": "event",
		"project": "event.funded_project",
		"hours": _hours,
	},
	"Training Workshop": {"day": "starts_on", "project": "funded_project", "hours": _hours},
	"Workshop Registration": {
		"day": "registered_on",
		"about": "workshop",
		"project": "workshop.funded_project",
		"hours": _hours,
	},
	"Mentoring Session": {"day": "starts_on", "project": "funded_project", "hours": _hours},
	"NGO Support Request": {"day": "received_on", "project": "funded_project", "hours": _hours},
	"Development Plan": {"day": "starts_on", "about": "programme_round"},
	"Capacity Assessment": {"day": "assessed_on", "about": "development_plan"},
	"Call Application": {
		"day": "submitted_on",
		"about": "funding_call",
		"project": "funded_project",
		"hours": _hours,
	},
	"Funding Call": {"day": "opens_on"},
	"Funding Call Alert": {"day": "sent_on", "about": "funding_call"},
	"Funded Project": {"day": "starts_on", "project": "name"},
	"Local Need": {"day": "creation"},
	"Need Endorsement": {"day": "endorsed_on"},
	"Local Network": {"day": "founded_on"},
	"Network Join Request": {"day": "creation", "about": "local_network"},
	"Representative Body": {"day": "creation"},
	"Body Mandate": {"day": "from_date", "about": "body"},
	"Representative Election": {"day": "voting_from"},
	"Public Policy": {"day": "in_force_from"},
	"Policy Proposal": {"day": "consultation_opened_on"},
	"Proposal Comment": {"day": "confirmed_on", "about": "proposal"},
	"Advocacy Campaign": {"day": "starts_on"},
	"Campaign Supporter": {"day": "confirmed_on", "about": "campaign"},
	"Partnership Consortium": {"day": "starts_on"},
	"Joint Action Plan": {"day": "starts_on"},
	"Joint Action": {"day": "starts_on"},
	"Promotion Activity": {"day": "activity_date"},
	"Regional Programme": {"day": "starts_on"},
	"Programme Proposal": {"day": "creation", "about": "regional_programme"},
}

# Who was reached, on which channel: each returns a query of the contacts of its area (see `outreach/reached.py`)
hub_reached = [
	"planota_hub.planota_hub.outreach.reached.get_briefings",
	"planota_hub.planota_hub.outreach.reached.get_meetings",
	"planota_hub.planota_hub.outreach.reached.get_exchanges",
	"planota_hub.planota_hub.interactions.reached.get_interactions",
	"planota_hub.planota_hub.events.reached.get_events",
	"planota_hub.planota_hub.surveys.reached.get_surveys",
	"planota_hub.capacity_building.reached.get_support",
]

# Who took part in what was held: functions (first, last) that each return one query of what the reader may see (see
# `taking_part/participation.py`)
hub_participation = [
	"planota_hub.planota_hub.events.participation.get_participation",
	"planota_hub.planota_hub.meetings.participation.get_participation",
	"planota_hub.capacity_building.workshops.participation.get_participation",
]

# Local networks: what answers needs; each returns the answers of its area
hub_need_answers = [
	"planota_hub.planota_hub.meetings.need_answers.get_answers",
	"planota_hub.advocacy.need_answers.get_answers",
	"planota_hub.partnerships.need_answers.get_answers",
]
# Figures that indicators can be computed from: name -> function (start, end, filters) of the counted records
hub_metrics = {
	"needs_identified": "planota_hub.local_networks.metrics.get_identified_needs",
	"needs_addressed": "planota_hub.local_networks.metrics.get_addressed_needs",
	"municipalities_in_dialogue": "planota_hub.local_networks.metrics.get_municipalities_in_dialogue",
	"mandates_filled": "planota_hub.local_networks.metrics.get_filled_mandates",
	"applications_supported": "planota_hub.funding.calls.metrics.get_supported_applications",
	"applications_won": "planota_hub.funding.calls.metrics.get_applications_won",
	"amounts_won": "planota_hub.funding.calls.metrics.get_amounts_won",
	"stakeholders_informed": "planota_hub.planota_hub.outreach.metrics.get_informed_stakeholders",
	"hub_exchanges": "planota_hub.planota_hub.outreach.metrics.get_hub_exchanges",
	"ngos_registered": "planota_hub.planota_hub.register.metrics.get_registered_ngos",
	"seats_filled": "planota_hub.local_networks.metrics.get_filled_seats",
	"money_spent": "planota_hub.funding.projects.metrics.get_spending",
	"ngos_supported": "planota_hub.capacity_building.metrics.get_supported_ngos",
	"support_hours": "planota_hub.capacity_building.metrics.get_support_hours",
	"workshops_held": "planota_hub.capacity_building.metrics.get_held_workshops",
	"workshop_participants": "planota_hub.capacity_building.metrics.get_participants",
	"workshop_people": "planota_hub.capacity_building.metrics.get_people",
	"ngos_with_potential_completed": "planota_hub.capacity_building.metrics.get_completed_plans",
	"ngos_with_capacity_gain": "planota_hub.capacity_building.metrics.get_capacity_gains",
	"capacity_levels_gained": "planota_hub.capacity_building.metrics.get_levels_gained",
	"policy_proposals_submitted": "planota_hub.advocacy.metrics.get_submitted_proposals",
	"policy_proposals_adopted": "planota_hub.advocacy.metrics.get_adopted_proposals",
	"policy_asks_won": "planota_hub.advocacy.metrics.get_won_asks",
	"advocacy_campaigns": "planota_hub.advocacy.metrics.get_campaigns",
	"ngos_in_advocacy": "planota_hub.advocacy.metrics.get_involved_ngos",
	"consortia_signed": "planota_hub.partnerships.metrics.get_signed_consortia",
	"consortia_of_all_sectors": "planota_hub.partnerships.metrics.get_consortia_of_all_sectors",
	"joint_action_plans_agreed": "planota_hub.partnerships.metrics.get_agreed_plans",
	"joint_actions_done": "planota_hub.partnerships.metrics.get_done_actions",
	"people_reached": "planota_hub.partnerships.metrics.get_people_reached",
	"proposals_included": "planota_hub.partnerships.metrics.get_included_proposals",
	"proposals_made_priority": "planota_hub.partnerships.metrics.get_priority_proposals",
}

# Metrics that lie as records on the site: each returns them by name (see `metrics/registry.py`)
hub_stored_metrics = ["planota_hub.funding.own_metrics.stored.find_metrics"]

# What a hub publishes of a closed period (see `hub_network/publishing/building.py`): metrics with what they count,
# and functions (start, end) for the other parts of the file
hub_report_figures = {
	"ngos_registered": "organisations",
	"ngos_supported": "organisations",
	"support_hours": "hours",
	"workshops_held": "records",
	"workshop_people": "people",
	"ngos_with_potential_completed": "organisations",
	"needs_identified": "records",
	"needs_addressed": "records",
	"municipalities_in_dialogue": "records",
	"seats_filled": "records",
	"policy_proposals_submitted": "records",
	"policy_proposals_adopted": "records",
	"advocacy_campaigns": "records",
	"ngos_in_advocacy": "organisations",
	"consortia_signed": "records",
	"joint_actions_done": "records",
	"people_reached": "people",
	"applications_won": "records",
	"amounts_won": "euros",
	"money_spent": "euros",
}
hub_report_parts = {
	"indicators": ["planota_hub.funding.indicators.hub_report.get_reported_indicators"],
	"needs": ["planota_hub.local_networks.needs.hub_report.get_public_needs"],
	"practices": ["planota_hub.planota_hub.practices.hub_report.get_own_practices"],
}

# What reports and cards count, in words; each area of its own
hub_figure_explanations = [
	"planota_hub.planota_hub.explanations.explain",
	"planota_hub.capacity_building.explanations.explain",
	"planota_hub.local_networks.explanations.explain",
	"planota_hub.advocacy.explanations.explain",
	"planota_hub.partnerships.explanations.explain",
	"planota_hub.funding.explanations.explain",
	"planota_hub.hub_network.explanations.explain",
]

# Report on the money of projects: what others have counted on them, as figures of its summary
hub_project_summary = ["planota_hub.integrations.erpnext.counterparts.get_spending_summary"]

# What people took on and should have done by now; each returns the overdue steps of its area
hub_overdue_steps = [
	"planota_hub.capacity_building.plans.steps.get_overdue_steps",
	"planota_hub.planota_hub.meetings.decisions.get_overdue_steps",
	"planota_hub.planota_hub.interactions.tasks.get_overdue_steps",
	"planota_hub.partnerships.action_plans.progress.get_overdue_steps",
]

# Portal: what waits for the person who is logged in; each returns what its area finds (see `rules.waiting`)
hub_waiting = [
	"planota_hub.planota_hub.portal.confirmation.get_waiting",
	"planota_hub.planota_hub.meetings.waiting.get_waiting",
	"planota_hub.planota_hub.votes.waiting.get_waiting",
	"planota_hub.planota_hub.surveys.waiting.get_waiting",
	"planota_hub.capacity_building.support.waiting.get_waiting",
	"planota_hub.local_networks.bodies.waiting.get_waiting",
	"planota_hub.local_networks.elections.waiting.get_waiting",
	"planota_hub.partnerships.portal.get_waiting",
	"planota_hub.funding.calls.waiting.get_waiting",
]

# Monthly digest: sections in their order, each None when there is nothing to tell
hub_digest_sections = [
	"planota_hub.digest.sections.get_overdue_section",
	"planota_hub.digest.sections.get_closing_calls_section",
	"planota_hub.digest.sections.get_expiring_mandates_section",
	"planota_hub.digest.sections.get_indicators_section",
]
# Links that let one person do one thing without a log-in: what they are for (see `rules.signing_keys.Purpose`)
hub_link_purposes = [
	"planota_hub.planota_hub.briefings.opt_out.LINK_PURPOSES",
	"planota_hub.planota_hub.newsletter.mail.LINK_PURPOSES",
	"planota_hub.planota_hub.meetings.mail.LINK_PURPOSES",
	"planota_hub.planota_hub.meetings.decisions.LINK_PURPOSES",
	"planota_hub.planota_hub.votes.mail.LINK_PURPOSES",
	"planota_hub.planota_hub.surveys.mail.LINK_PURPOSES",
	"planota_hub.personal_data.mail.LINK_PURPOSES",
	"planota_hub.capacity_building.support.mail.LINK_PURPOSES",
	"planota_hub.capacity_building.workshops.mail.LINK_PURPOSES",
	"planota_hub.capacity_building.workshops.attendance.LINK_PURPOSES",
	"planota_hub.planota_hub.events.mail.LINK_PURPOSES",
	"planota_hub.planota_hub.events.attendance.LINK_PURPOSES",
	"planota_hub.local_networks.elections.mail.LINK_PURPOSES",
	"planota_hub.advocacy.participation.confirmations.LINK_PURPOSES",
	"planota_hub.partnerships.reminders.LINK_PURPOSES",
]

# What is sealed until it is counted: each returns the running votes of its area with their public keys (`rules.seal`)
hub_sealed = [
	"planota_hub.planota_hub.votes.secrecy.get_running_keys",
	"planota_hub.planota_hub.surveys.anonymity.get_running_keys",
	"planota_hub.local_networks.elections.rules.get_running_keys",
]

# Buttons of the Desk that send something: shown before what goes out (see `mail.steps.prepare_call`)
hub_previewed_calls = [
	"Hub Meeting.send_invitations",
	"Member Vote.replace_voter",
	"Member Vote.record_votes",
	"Survey.invite",
	"Survey Participant.send_link",
	"Body Mandate.invite_to_portal",
	"Representative Election.open_second_round",
	"Representative Election.note_departure",
	"Representative Election.take_back_departure",
	"Election Ballot.mark_as_mistake",
	"Election Correction.confirm",
	"Election Correction.reject",
	"planota_hub.hub_network.comparing.offers.send_offers",
	"planota_hub.capacity_building.doctype.workshop_registration.workshop_registration.cancel_registration",
	"planota_hub.capacity_building.workshops.participants_mail.write_to_participants",
	"planota_hub.planota_hub.events.intake.cancel_registration",
	"planota_hub.planota_hub.events.attendance.write_to_participants",
	"planota_hub.planota_hub.events.invitations.invite_segment",
	"planota_hub.funding.calls.alerts.alert_now",
	"planota_hub.planota_hub.register.portal_access.invite_to_portal",
]

# Places: DocTypes with the fields municipality, administrative_unit and statistical_region, which follow the register
hub_placed_doctypes = ["NGO", "Stakeholder", "Training Workshop", "Hub Event", "Hub Meeting", "Local Need"]

# Merging: what hangs on a record, and how two records become one (see `merging.declarations`)
hub_merging = [
	"planota_hub.planota_hub.register.merging.declare",
	"planota_hub.capacity_building.merging.declare",
	"planota_hub.local_networks.merging.declare",
	"planota_hub.advocacy.merging.declare",
	"planota_hub.partnerships.merging.declare",
	"planota_hub.funding.merging.declare",
	"planota_hub.hub_network.merging.declare",
]
# who an organisation is has changed: what is kept under some keys is worked out again
hub_organisation_keys = [
	"planota_hub.advocacy.campaigns.supporters.refresh_organisation_keys",
]
# records whose name is made of that of an organisation
hub_named_after = [
	{"doctype": "Need Endorsement", "fields": ["need", "member"], "fieldname": "member"},
	{"doctype": "Funding Call Alert", "fields": ["funding_call", "ngo"], "fieldname": "ngo"},
]
# an NGO became inactive or came back: each area follows by its own rule and says what it means (see `register.state`)
hub_ngo_states = [
	"planota_hub.planota_hub.meetings.ngo_state.follow_state",
	"planota_hub.capacity_building.ngo_state.follow_state",
	"planota_hub.local_networks.ngo_state.follow_state",
	"planota_hub.partnerships.consortia.ngo_state.follow_state",
	"planota_hub.funding.ngo_state.follow_state",
]
# which tags a record made of two keeps: each gets the tags so far and those of both, and returns what stays
hub_merged_tags = ["planota_hub.demo.marking.keep_mark_of_both"]
# Portal: who holds its role besides the representatives of NGOs; each returns a set of users
hub_portal_entitlements = ["planota_hub.local_networks.bodies.mandates.get_entitled_users"]

# Imports: what people call the columns and values of their own tables (see `sheets.names`)
hub_table_names = ["planota_hub.planota_hub.register.table_names.TABLE_NAMES"]

# Query Reports: filter -> function that asks for the names to which a column is narrowed down by it
# (`figures/query_reports.py`)
hub_query_report_filters = {"segment": "planota_hub.planota_hub.segments.filtering.select_ngos"}

# Segments: what each area can be asked about organisations (see `segments/deeds.py`), and the filter "In Segment"
hub_segment_deeds = [
	"planota_hub.planota_hub.segments.own_deeds.declare",
	"planota_hub.planota_hub.relations.segment_deeds.declare",
	"planota_hub.planota_hub.events.segment_deeds.declare",
	"planota_hub.planota_hub.surveys.segment_deeds.declare",
	"planota_hub.capacity_building.segment_deeds.declare",
	"planota_hub.local_networks.segment_deeds.declare",
	"planota_hub.partnerships.consortia.segment_deeds.declare",
	"planota_hub.funding.segment_deeds.declare",
	"planota_hub.advocacy.campaigns.segment_deeds.declare",
]
filters_config = ["planota_hub.planota_hub.segments.filtering.get_operators"]

# Surveys: what an answer can become -> function (answer, its words, what was chosen) that returns the new document
hub_survey_follow_ups = {
	"Interaction": "planota_hub.planota_hub.surveys.follow_ups.make_interaction",
	"Local Need": "planota_hub.local_networks.needs.surveys.make_need",
	"NGO Support Request": "planota_hub.capacity_building.support.surveys.make_request",
}

# Events: what an event can belong to
hub_event_owners = [
	"Funding Call",
	"Advocacy Campaign",
	"Local Network",
	"Local Need",
	"Policy Proposal",
	"Partnership Consortium",
	"Funded Project",
]
# Meetings: DocType whose meetings the hub holds -> function that returns its members
hub_meeting_members = {
	"Partnership Consortium": "planota_hub.partnerships.consortia.meeting_members.get_members",
	"Local Network": "planota_hub.local_networks.networks.membership.get_invited",
	"Representative Body": "planota_hub.local_networks.bodies.mandates.get_members",
	"Advocacy Campaign": "planota_hub.advocacy.campaigns.members.get_members",
}
# Votes: DocType on whose records members decide -> function (name, vote) that takes the step they decided on
hub_vote_subjects = {
	"Hub Meeting": "planota_hub.planota_hub.votes.results.adopt_minutes",
	"Policy Proposal": "planota_hub.advocacy.proposals.votes.adopt",
	"Partnership Consortium": "planota_hub.partnerships.consortia.votes.accept_partner",
}
# Votes: DocType that members take somebody into -> function (vote) that refuses a candidate who can't be taken in
hub_vote_candidates = {
	"Partnership Consortium": "planota_hub.partnerships.consortia.votes.check_candidate",
}
# what was counted may still be deleted: the evidence says so
ignore_links_on_delete = ["Counted Record", "Record Merge", "Register Entry", "Register Import Row"]
