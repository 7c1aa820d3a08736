# SPDX-License-Identifier: GPL-3.0-only
"""Telling NGOs of calls that suit them: only those that agreed, each once per call and in one e-mail a day.

That an NGO was told is a record, Funding Call Alert, whose name is made of call and NGO; it is written in the
same transaction as the e-mail, so there is never one without the other.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.email.queue import get_unsubcribed_url
from frappe.utils import add_to_date, cint, get_datetime, get_url, now, today

from planota_hub.funding.calls.conditions import NGOProfile
from planota_hub.funding.calls.matching import NO_MATCH, TO_CHECK, Match, match_call
from planota_hub.funding.calls.pages import call_url
from planota_hub.funding.calls.status import CALL, COMING_STATUSES
from planota_hub.mail.hub_mail import get_mail_sender, get_sign_off, is_quiet
from planota_hub.mail.jobs import one_of_many
from planota_hub.mail.rehearsal import get_rehearsal, leave_out, note_mail
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
	if get_rehearsal() is not None:
		send_alerts(call)
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

	The row of the call is locked, so two runs at the same time come one after the other. Who was told of another call
	today hears of this one with the next nightly run, together with all that is new by then.

	Args:
	        only_changed: look only at NGOs that were changed since the call was last looked at, unless the call was too.
	"""
	document, pending = look_for_pending(call, only_changed)
	told = get_told_today(match.ngo.name for match in pending)
	for match in pending:
		if match.ngo.name in told:
			leave_out(match.ngo.ngo_name, _("was told of another call today; hears of this one tomorrow"))
		else:
			send_news([(document, match)])
	if told:
		look_again(document)
	return sum(match.ngo.name not in told for match in pending)


def look_for_pending(call: str, only_changed: bool) -> tuple["FundingCall", list[Match]]:
	"""Return a call, locked, and the NGOs that are to be told of it; note when it was looked at."""
	document = frappe.get_doc(CALL, call, for_update=True)
	if document.status not in COMING_STATUSES:
		return document, []
	# what somebody saves in this moment is looked at the next time
	began = add_to_date(now(), minutes=-LONGEST_SAVE)
	looked = document.alerts_checked_on
	is_new = not looked or get_datetime(document.modified) >= get_datetime(looked)
	pending = get_pending(call, looked if only_changed and not is_new else None)
	document.db_set("alerts_checked_on", began, update_modified=False)
	return document, pending


def look_again(call: "FundingCall") -> None:
	"""Let the next run look at all NGOs for a call: somebody is still to be told."""
	call.db_set("alerts_checked_on", None, update_modified=False)


def get_told_today(ngos: Iterable[str]) -> set[str]:
	"""Return which of some NGOs got an e-mail about calls today: one a day is enough."""
	sent = {"ngo": ("in", sorted(set(ngos)) or [""]), "sent_on": (">=", today())}
	return set(frappe.get_all(ALERT, sent, pluck="ngo", order_by="ngo asc", limit_page_length=0))


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
	pending = []
	for match in matches:
		if {(match.ngo.email, match.ngo.name), (match.ngo.email, None)} & refused:
			leave_out(match.ngo.ngo_name, _("wants no e-mails about calls"))
		else:
			pending.append(match)
	return pending


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


def send_news(news: list[tuple["FundingCall", Match]]) -> None:
	"""Queue one e-mail to an NGO about all calls that are new to it, in its language, and write down that it was told."""
	ngo = news[0][1].ngo
	for call, match in news:
		alert = {"funding_call": call.name, "ngo": ngo.name, "match_state": match.state, "sent_on": now()}
		frappe.get_doc({"doctype": ALERT, **alert}).insert(ignore_permissions=True)
	# the reasons of a match are written in the language of the NGO too
	with speaking(get_reader_language_of(ngo)):
		send_mail(ngo, get_subject(news), get_message(news))


def get_reader_language_of(ngo: NGOProfile) -> str:
	"""Return the language in which an NGO reads: English where the hub does not speak its own."""
	wanted = get_reader_language(ngo.email, ngo.name)
	return wanted if wanted in LANGUAGES else "en"


def send_mail(ngo: NGOProfile, subject: str, message: dict) -> None:
	if note_mail(ngo.email, subject, message["lines"]):
		return
	entry = frappe.sendmail(
		recipients=[ngo.email],
		sender=get_mail_sender(),
		subject=subject,
		template="hub_message",
		args=message,
		reference_doctype="NGO",
		reference_name=ngo.name,
		unsubscribe_message=_("Send no more calls to this address"),
	)
	if entry:
		offer_one_click(entry, get_unsubcribed_url("NGO", ngo.name, ngo.email, UNSUBSCRIBE, None))


def get_subject(news: list[tuple["FundingCall", Match]]) -> str:
	if len(news) > 1:
		return _("Calls for your organisation: {0}").format(len(news))
	return _("A call for your organisation: {0}").format(news[0][0].call_title)


def get_message(news: list[tuple["FundingCall", Match]]) -> dict:
	"""Return the text of the e-mail: what the calls are, and why one suits the NGO."""
	call, match = news[0]
	if len(news) > 1:
		lines = [_("these calls suit {0}:").format(match.ngo.ngo_name)]
		facts = [(each.call_title, describe_days(each)) for each, _match in news]
		link = (_("Open the calls"), get_url("/calls"))
	else:
		lines = [describe_one(call, match)]
		facts = [fact for fact in get_facts(call, match) if fact[1]]
		link = (_("Open the call"), call_url(call.name))
	if any(one.state == TO_CHECK for _call, one in news):
		lines.append(
			_("Please check the conditions: the register does not tell us whether you meet them all.")
		)
	lines.append(_("You get this because your organisation agreed to information by e-mail."))
	return {"lines": lines, "facts": facts, "link": link, "hub": get_sign_off()}


def describe_one(call: "FundingCall", match: Match) -> str:
	if call.status == "Announced":
		return _("a call has been announced that {0} can apply to.").format(match.ngo.ngo_name)
	return _("a call is open that {0} can apply to.").format(match.ngo.ngo_name)


def describe_days(call: "FundingCall") -> str:
	"""Return in words when a call opens and closes."""
	days = []
	if call.status == "Announced":
		days.append(_("opens on {0}").format(show_day(call.opens_on)))
	days.append(_("until {0}").format(show_day(call.closes_on)) if call.closes_on else _("open until spent"))
	return ", ".join(days)


def get_facts(call: "FundingCall", match: Match) -> list[tuple[str, str]]:
	"""Return what the table of the e-mail says, some of it empty."""
	funder = frappe.db.get_value("Stakeholder", call.funder, "stakeholder_name") if call.funder else ""
	return [
		(_("Call", context="Funding Call"), call.call_title),
		(_("Funder"), funder),
		(_("Opens on"), show_day(call.opens_on) if call.status == "Announced" else ""),
		(_("Last day"), show_day(call.closes_on)),
		(_("At most per project"), show_money(call.maximum_amount) if call.maximum_amount else ""),
		*((criterion.label, criterion.reason) for criterion in match.criteria),
	]


def alert_new_matches() -> None:
	"""Scheduler, daily: tell NGOs of all calls that they came to match; each gets one e-mail."""
	if not cint(frappe.get_cached_doc("Hub Settings").alert_on_publish):
		return
	news: dict[str, list[tuple[FundingCall, Match]]] = defaultdict(list)
	for call in frappe.get_all(
		CALL, filters={"status": ("in", COMING_STATUSES)}, pluck="name", order_by="name asc"
	):
		with one_of_many(_("NGOs could not be told of a call"), CALL, call):
			document, pending = look_for_pending(call, only_changed=True)
			for match in pending:
				news[match.ngo.name].append((document, match))
	told = get_told_today(news)
	for ngo, of_ngo in news.items():
		if ngo in told or not is_told(ngo, of_ngo):
			for document, _match in of_ngo:
				look_again(document)


def is_told(ngo: str, news: list[tuple["FundingCall", Match]]) -> bool:
	"""Tell an NGO what is new; tell whether that went well."""
	with one_of_many(_("An NGO could not be told of calls"), "NGO", ngo):
		send_news(news)
		return True
	return False
