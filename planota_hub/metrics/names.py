# SPDX-License-Identifier: GPL-3.0-only
"""What the metrics of this app and their filters are called, and what exactly they count.

A metric of another app is called after its name, and explained by the first line of its function's docstring.
"""

import frappe
from frappe import _


def get_label(name: str | None) -> str:
	"""Return what a metric is called in the reader's language."""
	known = get_names().get(name or "")
	return known[0] if known else _(frappe.unscrub(name or ""))


def get_filter_label(name: str) -> str:
	"""Return what a filter is called in the reader's language."""
	labels = {
		"municipality": _("Municipality"),
		"administrative_unit": _("Administrative Unit"),
		"field_of_work": _("Field of Work"),
		"legal_form": _("Legal Form"),
		"hours": _("Least Hours"),
		"kind": _("Kind of Support"),
		"complete_data": _("Only with Complete Data (1)"),
		"gain": _("Least Gain in Levels"),
		"once_per": _("Each Person Once in the"),
	}
	return labels.get(name) or _(frappe.unscrub(name))


def get_names() -> dict[str, tuple[str, str]]:
	"""Return label and description of every metric of this app."""
	return {**get_support_names(), **get_network_names(), **get_advocacy_names(), **get_partnership_names()}


def get_support_names() -> dict[str, tuple[str, str]]:
	return {
		"ngos_registered": (
			_("NGOs in the register"),
			_("NGOs that were verified until the last day and are active."),
		),
		"money_spent": (
			_("Money spent"),
			_("Spending that was entered in funded projects, on the day on which it was spent."),
		),
		"ngos_supported": (
			_("NGOs supported for a number of hours"),
			_("NGOs, each once, on the day on which its hours of support reached the least number."),
		),
		"support_hours": (_("Hours of support"), _("Hours in the ledger of support; filter them by kind.")),
		"workshops_held": (_("Workshops held"), _("Workshops that were held, on their first day.")),
		"workshop_participants": (
			_("Participants of workshops"),
			_("Attendances of workshops that were held; one person at two workshops counts twice."),
		),
		"workshop_people": (
			_("Different people at workshops"),
			_(
				"People who attended workshops, each once in the operation, on the day of the first attendance."
			),
		),
		"ngos_with_potential_completed": (
			_("NGOs with potential that completed their plan"),
			_("Development plans that were completed, on the day on which they ended."),
		),
		"ngos_with_capacity_gain": (
			_("NGOs whose capacity grew"),
			_("Development plans whose mean level has grown since the first assessment, by half a level."),
		),
		"capacity_levels_gained": (
			_("Levels of capacity gained"),
			_("Levels that were gained in all capacity areas together since the first assessment."),
		),
		"applications_supported": (
			_("Applications that the hub helped with"),
			_("Applications to calls, each once, on the day of the first help."),
		),
		"applications_won": (
			_("Applications won"),
			_("Approved applications that the hub helped with, on the day of the decision."),
		),
		"amounts_won": (
			_("Amounts won"),
			_("Amounts granted to applications that the hub helped with, amendments included."),
		),
	}


def get_network_names() -> dict[str, tuple[str, str]]:
	return {
		"needs_identified": (
			_("Local needs identified"),
			_("Local needs that were accepted, on the day of their acceptance."),
		),
		"needs_addressed": (
			_("Local needs addressed"),
			_("Local needs that are addressed, on the day since which they are."),
		),
		"municipalities_in_dialogue": (
			_("Municipalities with permanent dialogue"),
			_("Municipalities whose local network has met within the months of Hub Settings, each once."),
		),
		"mandates_filled": (
			_("Mandates filled"),
			_("Mandates of NGOs in representative bodies, on the day on which they began."),
		),
		"seats_filled": (
			_("Seats in bodies filled"),
			_("Mandates of NGOs in representative bodies that last on the last day."),
		),
		"stakeholders_informed": (
			_("Stakeholders informed"),
			_(
				"Stakeholders that were reached by a briefing, at a meeting, in an exchange or by a contact that was noted, "
				"each once, by the first of these."
			),
		),
		"hub_exchanges": (
			_("Exchanges with other hubs"),
			_("Exchanges with other hubs and networks that were held and have an outcome."),
		),
	}


def get_advocacy_names() -> dict[str, tuple[str, str]]:
	return {
		"policy_proposals_submitted": (
			_("Policy proposals submitted"),
			_("Policy proposals, on the day on which they were handed to their addressee."),
		),
		"policy_proposals_adopted": (
			_("Policy proposals adopted"),
			_("Policy proposals adopted at least partly, on the day of the reply."),
		),
		"policy_asks_won": (
			_("Asks that were won"),
			_("Single asks of policy proposals adopted at least partly, on the day of the reply."),
		),
		"advocacy_campaigns": (_("Advocacy campaigns"), _("Campaigns, on the day on which they began.")),
		"ngos_in_advocacy": (
			_("NGOs in advocacy"),
			_("NGOs that took part in a submitted proposal or a campaign, each once."),
		),
	}


def get_partnership_names() -> dict[str, tuple[str, str]]:
	return {
		"consortia_signed": (
			_("Consortia with a signed agreement"),
			_("Consortia, on the day of their first agreement."),
		),
		"consortia_of_all_sectors": (
			_("Consortia with all three sectors"),
			_("Consortia whose partners came from all three sectors when the first agreement was signed."),
		),
		"joint_action_plans_agreed": (
			_("Joint action plans agreed"),
			_("Joint action plans, on the day on which they were agreed."),
		),
		"joint_actions_done": (
			_("Joint actions done"),
			_("Actions of joint action plans, on the day on which they were done."),
		),
		"people_reached": (_("People reached"), _("Reach of all promotion activities together.")),
		"proposals_included": (
			_("Programme proposals included"),
			_("Programme proposals that were included in a regional programme."),
		),
		"proposals_made_priority": (
			_("Programme proposals made priority"),
			_("Programme proposals that were made a priority of a regional programme."),
		),
	}
