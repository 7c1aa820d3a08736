# SPDX-License-Identifier: GPL-3.0-only
"""Telling NGOs of a call that suits them: only those that agreed, each once per call.

That an NGO was told is a record, Funding Call Alert, whose name is made of call and NGO; it is written in the
same transaction as the e-mail, so there is never one without the other.
"""

from datetime import datetime
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.email.queue import get_unsubcribed_url
from frappe.utils import add_to_date, cint, get_datetime, now

from planota_hub.funding.calls.matching import NO_MATCH, TO_CHECK, Match, match_call
from planota_hub.funding.calls.pages import call_url
from planota_hub.funding.calls.status import CALL, COMING_STATUSES
from planota_hub.mail.hub_mail import get_mail_sender, get_sign_off, is_quiet
from planota_hub.mail.jobs import one_of_many
from planota_hub.mail.unsubscribing import offer_one_click
from planota_hub.mail.wording import LANGUAGES, speaking
from planota_hub.planota_hub.register.language import get_reader_language
from planota_hub.rules.readable import show_day, show_money

if TYPE_CHECKING:
	from planota_hub.funding.doctype.funding_call.funding_call import FundingCall

ALERT = "Funding Call Alert"
# minutes that a save may take from its time stamp to its end
LONGEST_SAVE = 10
UNSUBSCRIBE = "/api/method/frappe.email.queue.unsubscribe"


def enqueue_alerts(call: str) -> None:
	"""Tell the matching NGOs of a published call in the background, if Hub Settings say so."""
	if is_quiet() or not cint(frappe.get_cached_doc("Hub Settings").alert_on_publish):
		return
	frappe.enqueue(
		"planota_hub.funding.calls.alerts.send_alerts", queue="long", call=call, enqueue_after_commit=True
	)


@frappe.whitelist(methods=["POST"])
def alert_now(call: str) -> int:
	"""Tell the matching NGOs of a call that have not been told yet; return how many are.

	Raises:
	        frappe.PermissionError: for whoever may not change the call.
	        frappe.ValidationError: when the call can't be applied for any more, or not yet published.
	"""
	frappe.has_permission(CALL, "write", call, throw=True)
	if frappe.db.get_value(CALL, call, "status") not in COMING_STATUSES:
		frappe.throw(_("Only calls that are open or announced are sent to NGOs."))
	return send_alerts(call)


def send_alerts(call: str, only_changed: bool = False) -> int:
	"""Queue one e-mail to each NGO that is to be told; return how many.

	The row of the call is locked, so two runs at the same time come one after the other.

	Args:
	        only_changed: look only at NGOs that were changed since the call was last looked at, unless the call was too.
	"""
	document = frappe.get_doc(CALL, call, for_update=True)
	if document.status not in COMING_STATUSES:
		return 0
	# what somebody saves in this moment is looked at the next time
	began = add_to_date(now(), minutes=-LONGEST_SAVE)
	looked = document.alerts_checked_on
	is_new = not looked or get_datetime(document.modified) >= get_datetime(looked)
	pending = get_pending(call, looked if only_changed and not is_new else None)
	for language, matches in group_by_language(pending).items():
		# the reasons of a match are written in the language of the NGO too
		with speaking(language):
			for match in matches:
				send_alert(document, match)
	document.db_set("alerts_checked_on", began, update_modified=False)
	return len(pending)


def group_by_language(matches: list[Match]) -> dict[str, list[Match]]:
	"""Return matches by the language in which their NGO is written to: English where the hub does not speak its own."""
	groups: dict[str, list[Match]] = {}
	for match in matches:
		wanted = get_reader_language(match.ngo.email, match.ngo.name)
		groups.setdefault(wanted if wanted in LANGUAGES else "en", []).append(match)
	return groups


def get_pending(call: str, changed_since: datetime | str | None = None) -> list[Match]:
	"""Return the NGOs that fit a call, agreed to information by e-mail and have not been told of it.

	Args:
	        changed_since: leave out those that were not changed since.
	"""
	told = {
		ngo
		for (ngo,) in frappe.db.get_values(
			ALERT, {"funding_call": call}, ["ngo"], order_by="ngo asc", for_update=True
		)
	}
	filters = {"consent_news": 1, "email": ("is", "set")}
	if changed_since:
		filters["modified"] = (">=", changed_since)
	matches = [
		match for match in match_call(call, filters) if match.state != NO_MATCH and match.ngo.name not in told
	]
	refused = get_unsubscribed({match.ngo.email for match in matches})
	return [
		match
		for match in matches
		if not {(match.ngo.email, match.ngo.name), (match.ngo.email, None)} & refused
	]


def get_unsubscribed(emails: set[str]) -> set[tuple[str, str | None]]:
	"""Return who wants no more e-mail: the address with the NGO, or with None when it wants none at all."""
	rows = frappe.get_all(
		"Email Unsubscribe",
		filters={"email": ("in", sorted(emails) or [""])},
		fields=["email", "reference_doctype", "reference_name", "global_unsubscribe"],
		order_by="email asc",
		limit_page_length=0,
	)
	return {
		(row.email, None if row.global_unsubscribe else row.reference_name)
		for row in rows
		if row.global_unsubscribe or row.reference_doctype == "NGO"
	}


def send_alert(call: "FundingCall", match: Match) -> None:
	"""Queue the e-mail to one NGO and write down that it was told."""
	frappe.get_doc(
		{
			"doctype": ALERT,
			"funding_call": call.name,
			"ngo": match.ngo.name,
			"match_state": match.state,
			"sent_on": now(),
		}
	).insert(ignore_permissions=True)
	entry = frappe.sendmail(
		recipients=[match.ngo.email],
		sender=get_mail_sender(),
		subject=_("A call for your organisation: {0}").format(call.call_title),
		template="hub_message",
		args=get_message(call, match),
		reference_doctype="NGO",
		reference_name=match.ngo.name,
		unsubscribe_message=_("Send no more calls to this address"),
	)
	if entry:
		url = get_unsubcribed_url("NGO", match.ngo.name, match.ngo.email, UNSUBSCRIBE, None)
		offer_one_click(entry, url)


def get_message(call: "FundingCall", match: Match) -> dict:
	"""Return the text of the e-mail: what the call is, and why it suits the NGO."""
	lines = [_("a call is open that {0} can apply to.").format(match.ngo.ngo_name)]
	if call.status == "Announced":
		lines = [_("a call has been announced that {0} can apply to.").format(match.ngo.ngo_name)]
	if match.state == TO_CHECK:
		lines.append(
			_("Please check the conditions: the register does not tell us whether you meet them all.")
		)
	lines.append(_("You get this because your organisation agreed to information by e-mail."))
	return {
		"lines": lines,
		"facts": [fact for fact in get_facts(call, match) if fact[1]],
		"link": (_("Open the call"), call_url(call.name)),
		"hub": get_sign_off(),
	}


def get_facts(call: "FundingCall", match: Match) -> list[tuple[str, str]]:
	"""Return what the table of the e-mail says, some of it empty."""
	funder = frappe.db.get_value("Stakeholder", call.funder, "stakeholder_name") if call.funder else ""
	return [
		(_("Call"), call.call_title),
		(_("Funder"), funder),
		(_("Opens on"), show_day(call.opens_on) if call.status == "Announced" else ""),
		(_("Last day"), show_day(call.closes_on)),
		(_("At most per project"), show_money(call.maximum_amount) if call.maximum_amount else ""),
		*((criterion.label, criterion.reason) for criterion in match.criteria),
	]


def alert_new_matches() -> None:
	"""Scheduler, daily: tell NGOs that came to match an open call since it was published."""
	if not cint(frappe.get_cached_doc("Hub Settings").alert_on_publish):
		return
	for call in frappe.get_all(
		CALL, filters={"status": ("in", COMING_STATUSES)}, pluck="name", order_by="name asc"
	):
		with one_of_many(_("NGOs could not be told of a call"), CALL, call):
			send_alerts(call, only_changed=True)
