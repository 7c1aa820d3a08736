# SPDX-License-Identifier: GPL-3.0-only
"""Who sees which survey, participant and answer; see `planota_hub.permissions`. An anonymous answer nobody sees by itself."""

import frappe
from frappe.query_builder import Criterion, DocType

from planota_hub.permissions import ALL_NGO_ROLES, any_of, get_roles
from planota_hub.planota_hub.surveys.kinds import ANSWER, PARTICIPANT, SURVEY


def get_survey_condition(user: str) -> Criterion | None:
	"""Return the condition on Survey for a user: a coordinator sees the surveys that they hold or entered."""
	roles = get_roles(user)
	if user == "Administrator" or roles & ALL_NGO_ROLES:
		return None
	survey = DocType(SURVEY)
	reasons = []
	if "Network Coordinator" in roles:
		reasons.append((survey.responsible == user) | (survey.owner == user))
	return any_of(reasons, survey, user)


def get_participant_condition(user: str) -> Criterion | None:
	"""Return the condition on Survey Participant for a user: they are seen with their survey."""
	condition = get_survey_condition(user)
	return None if condition is None else is_of_survey(DocType(PARTICIPANT), condition)


def get_answer_condition(user: str) -> Criterion:
	"""Return the condition on Survey Answer for a user: of the surveys that they see, none that is anonymous."""
	answer = DocType(ANSWER)
	is_named = answer.is_anonymous == 0
	condition = get_survey_condition(user)
	return is_named if condition is None else is_named & is_of_survey(answer, condition)


def is_of_survey(table: DocType, condition: Criterion) -> Criterion:
	survey = DocType(SURVEY)
	return table.survey.isin(frappe.qb.from_(survey).select(survey.name).where(condition))
