# SPDX-License-Identifier: GPL-3.0-only
"""What a step of a campaign needs; which steps there are stands in the workflow."""

from typing import TYPE_CHECKING

from frappe import _
from frappe.utils import today

from planota_hub.rules.refusals import refuse, refuse_missing

if TYPE_CHECKING:
	from planota_hub.advocacy.doctype.advocacy_campaign.advocacy_campaign import AdvocacyCampaign

FIRST_STAGE = "Draft"
PUBLIC_STAGES = ("Active", "Evaluated", "Closed")


def approve(campaign: "AdvocacyCampaign") -> None:
	refuse_missing(campaign, "objectives", _("please enter at least one objective that can be measured."))
	refuse_missing(campaign, "strategy", _("please describe how the goal is to be reached."))


def start(campaign: "AdvocacyCampaign") -> None:
	campaign.evaluated_on = None
	refuse_missing(campaign, "targets", _("please enter whom the campaign wants to win over."))
	if campaign.is_public:
		refuse_missing(campaign, "public_text", _("please write the text of the public page."))


def evaluate(campaign: "AdvocacyCampaign") -> None:
	"""What has changed is said, measured and counted before a campaign can be closed."""
	refuse_missing(campaign, "outcome_level", _("please say how far the goal was reached."))
	refuse_missing(campaign, "outcome", _("please write the evaluation before you go on."))
	for row in campaign.objectives:
		message = _("please enter the achieved figure and tick this.")
		refuse_missing(row, "is_measured", message, _("Not Measured Yet"), also=("achieved_value",))
	for action in campaign.actions:
		if action.status == "Planned":
			refuse(action, "status", _("please mark the action as done or cancelled."), _("Open Action"))
	campaign.evaluated_on = campaign.evaluated_on or today()


CONDITIONS = {"Approved": approve, "Active": start, "Evaluated": evaluate, "Closed": evaluate}
