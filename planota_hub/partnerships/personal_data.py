# SPDX-License-Identifier: GPL-3.0-only
"""Personal data of consortia and joint action plans."""

from frappe import _lt

from planota_hub.personal_data.declarations import Activity, Area, Kept, Period, Person, PersonalData

SIGNED = _lt("Who signed an agreement stays as long as the agreement: it proves that it was signed")

ACTIVITIES = (
	Activity(
		"partnerships",
		_lt("Partnerships"),
		_lt("To conclude agreements and to follow joint actions"),
		_lt("Legitimate interest of the partners in the agreement; contract"),
		_lt("People who sign for a partner or report on an action"),
		_lt("Staff of the hub and the partners"),
		_lt("Names of who signed an agreement stay as long as the agreement"),
	),
)

PERSONAL_DATA = (
	PersonalData(
		"Consortium Partner",
		"partnerships",
		(Person(names=("signatory_name",), fields=("signatory_function",)),),
		not_personal=("partner_name", "letter_of_intent"),
	),
	PersonalData(
		"Consortium Agreement",
		"partnerships",
		(Person(names=("content",)),),
		kept=(Kept(("content",), SIGNED),),
	),
	PersonalData(
		"Partnership Consortium", "partnerships", not_personal=("consortium_name", "signed_agreement")
	),
	PersonalData(
		"Joint Action Plan Party",
		"partnerships",
		(Person(names=("signatory_name",), fields=("signatory_function",)),),
		not_personal=("partner_name",),
	),
	PersonalData("Joint Action Plan", "partnerships", not_personal=("plan_of_name", "signed_agreement")),
	PersonalData(
		"Joint Action Report",
		"partnerships",
		(Person("reporter_email", ("reported_by",), keys=("submission_fingerprint",)),),
		Period("done_on", {"status": ("in", ("Done", "Dropped"))}, "Joint Action"),
		not_personal=("evidence_file",),
	),
	PersonalData("Joint Action", "partnerships", not_personal=("partner_name", "evidence_file")),
	PersonalData("Programme Proposal", "partnerships", not_personal=("lead_name",)),
	PersonalData("Programme Proposal Partner", "partnerships", not_personal=("partner_name",)),
	PersonalData("Promotion Activity", "partnerships", not_personal=("served_name", "attachment")),
	PersonalData("Regional Programme", "partnerships", not_personal=("programme_name",)),
)


def declare() -> Area:
	"""Return what consortia and joint action plans keep of people."""
	return Area(ACTIVITIES, PERSONAL_DATA)
