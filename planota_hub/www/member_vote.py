# SPDX-License-Identifier: GPL-3.0-only
"""Page `/member-vote?token=…`: a vote of members, cast without a log-in by the personal link."""

import frappe
from frappe import _

from planota_hub.planota_hub.votes.casting import get_obstacle, get_voter
from planota_hub.planota_hub.votes.members import describe_voter
from planota_hub.planota_hub.votes.outcome import ABSTAINED
from planota_hub.planota_hub.votes.secrecy import VOTE
from planota_hub.planota_hub.votes.texts import (
	describe_candidate,
	describe_outcome,
	describe_rule,
	describe_secrecy,
	describe_tie,
	describe_whose,
	list_results,
	name_option,
)
from planota_hub.public_forms.website import add_page_context, get_parameter
from planota_hub.rules.readable import show_moment

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show one voter the question and the options, or why nobody can vote now; of a closed vote its result."""
	add_page_context(context, is_private=True)
	# scripts that are put on all pages would see the choice; the rest of them is left out in the template
	context.web_include_js = []
	context.title = _("Your vote")
	context.token = get_parameter("token")
	try:
		voter = get_voter(context.token)
	except (frappe.PermissionError, frappe.DoesNotExistError) as error:
		frappe.clear_messages()
		context.http_status_code, context.message = 403, str(error)
		return
	vote = frappe.get_doc(VOTE, voter.parent)
	row = vote.getone("voters", {"name": voter.name})
	context.vote, context.voter = vote, describe_voter(row)
	context.whose, context.rule = describe_whose(vote), describe_rule(vote)
	context.secrecy = describe_secrecy(vote)
	context.candidate, context.tie = describe_candidate(vote), describe_tie(vote)
	context.until = show_moment(vote.voting_until) if vote.voting_until else ""
	context.obstacle = get_obstacle(vote, row)
	context.choice = row.choice
	context.chosen = name_option(row.choice)
	context.choices = [] if context.obstacle else list_choices(vote)
	context.outcome, context.results = describe_outcome(vote), list_results(vote)


def list_choices(vote) -> list[dict]:
	"""Return `value`, `label` and `explanation` of what can be chosen."""
	choices = [
		{"value": row.option, "label": name_option(row.option), "explanation": row.explanation}
		for row in vote.options
	]
	if vote.allows_abstention:
		choices.append({"value": ABSTAINED, "label": _("I abstain"), "explanation": ""})
	return choices
