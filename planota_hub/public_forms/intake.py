# SPDX-License-Identifier: GPL-3.0-only
"""What the public may send through the hub's web forms, and what is refused.

The framework saves whatever a web form's fields hold, for guests too. The hub's forms go another way:
`accept` stands before the framework's own function of that name (hook `override_whitelisted_methods`)
and gives each form of the hook `hub_web_forms` to its own handler, which takes a short list of fields
and decides everything else itself. Every other web form of the site is left to the framework.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.rate_limiter import rate_limit
from frappe.utils import add_to_date, cint, cstr, now_datetime
from frappe.website.doctype.web_form.web_form import accept as accept_any_web_form
from frappe.website.doctype.web_form.web_form import get_form_data as get_data_of_any_form

from planota_hub.mail.account import can_leave
from planota_hub.public_forms.limits import counting
from planota_hub.public_forms.tracking import make_tracking_code
from planota_hub.rules.arguments import read_json
from planota_hub.rules.decimals import get_marks_of_reader, read_typed_number
from planota_hub.rules.fields import get_email_key, read_email_address
from planota_hub.rules.text import SURROGATES

# a field that people never see and robots fill in
HONEYPOT_FIELD = "hub_second_name"

ATTEMPTS = 3
# to which a form is taken back that was refused after it had written something
SAVEPOINT = "hub_form"
FORMS_READ_PER_TEN_MINUTES = 60
# of all forms together from one network address; `limits` says how many of each form people may send
FORMS_PER_MINUTE = 120
# a form holds values, and lists of them
MOST_LEVELS = 2
MAX_NUMBER = 999_999_999
NUMBER_FIELDTYPES = {"Int": int, "Float": float, "Currency": float}


@frappe.whitelist(allow_guest=True, methods=["POST"])
def accept(web_form: str, data: str):
	"""Save what a visitor typed into a web form.

	Args:
	        web_form: name of the Web Form.
	        data: its values as JSON.

	Raises:
	        frappe.PermissionError: for a guest while Hub Settings close the forms of the hub, all of them.
	        frappe.ValidationError: when the values can't be read, or one of them is refused.
	"""
	handlers = frappe.get_hooks("hub_web_forms").get(web_form)
	if not handlers:
		read_json(_("Values"), data, dict)
		return accept_any_web_form(web_form=web_form, data=data)
	return take(web_form, parse_submission(data))


@rate_limit(limit=FORMS_PER_MINUTE, seconds=60)
def take(web_form: str, values: dict) -> dict:
	"""Give what was sent with a form of the hub to its handler, and return what became of it.

	Raises:
	        frappe.PermissionError: for a guest while the form is closed to guests.
	        frappe.ValidationError: when a value is refused.
	        frappe.RateLimitExceededError: when one network address sends too many forms; see `limits`.
	"""
	refuse_closed_form(web_form)
	with counting(web_form):
		return run_handler(frappe.get_attr(frappe.get_hooks("hub_web_forms")[web_form][-1]), values)


@frappe.whitelist(allow_guest=True)
@rate_limit(limit=FORMS_READ_PER_TEN_MINUTES, seconds=600)
def get_form_data(doctype: str, docname: str | None = None, web_form_name: str | None = None) -> dict:
	"""Return what the framework shows in one of its own web forms.

	Raises:
	        frappe.PermissionError: for a form of the hub; its page brings along all that it shows, and the
	        framework would give out more, or fail.
	"""
	if web_form_name in frappe.get_hooks("hub_web_forms"):
		frappe.throw(_("This form can't be opened in this way."), frappe.PermissionError)
	return get_data_of_any_form(doctype=doctype, docname=docname, web_form_name=web_form_name)


def run_handler(handler: Callable[[dict], dict], values: dict) -> dict:
	"""Run a handler; anew when the database broke it off because two forms came in each other's way.

	Nothing of the first attempt is kept then: a form is all that its request writes.
	"""
	for _attempt in range(ATTEMPTS - 1):
		try:
			return handler({**values})
		except frappe.QueryDeadlockError:
			frappe.db.rollback()
			frappe.db.savepoint(SAVEPOINT)
			frappe.clear_messages()
	return handler(values)


def parse_submission(data: str) -> dict:
	"""Return the values of a form.

	Raises:
	        frappe.ValidationError: when they are not one JSON object of values and lists of values, or one holds
	        half of a character, which no database can keep.
	"""
	try:
		values = json.loads(data)
	except (ValueError, RecursionError):
		values = None
	readable = isinstance(values, dict) and is_flat(values.values())
	if not readable or SURROGATES.search(json.dumps(values, ensure_ascii=False)):
		frappe.throw(_("The form could not be read. Please reload the page and try again."))
	return values


def is_flat(values: Iterable, levels: int = MOST_LEVELS) -> bool:
	"""Tell whether values hold no more than so many levels of lists and objects."""
	nested = [value for value in values if isinstance(value, list | dict)]
	if not levels:
		return not nested
	return all(is_flat(value.values() if isinstance(value, dict) else value, levels - 1) for value in nested)


def pick_values(doctype: str, fieldnames: tuple[str, ...], values: dict) -> dict:
	"""Return the allowed single values of a form; all others are dropped.

	Raises:
	        frappe.ValidationError: when a value is no single one or no number, with the field's name.
	"""
	meta = frappe.get_meta(doctype)
	return {name: read_value(meta.get_field(name), values.get(name)) for name in fieldnames}


def read_value(field, value) -> str | int | float | None:
	"""Return one value of a form: trimmed text, or a number where the field holds one, None when it is left empty."""
	label = _(field.label, context=field.parent)
	if isinstance(value, list | dict):
		frappe.throw(_("{0}: please enter one value.").format(label))
	text = cstr(value).strip()
	if field.fieldtype not in NUMBER_FIELDTYPES:
		return text
	return read_number(label, value, field.fieldtype) if text else None


def read_number(label: str, value: str | int | float, fieldtype: str) -> int | float:
	"""Return a number of a form, as people write it or as a number; an empty field counts as 0.

	Raises:
	        frappe.ValidationError: when it is no number, negative or beyond any plausible size.
	"""
	kind = NUMBER_FIELDTYPES[fieldtype]
	try:
		if isinstance(value, str) and value:
			number = read_typed_number(value, kind is int, get_marks_of_reader())
		else:
			number = kind(cstr(value) or 0)
	except ValueError:
		number = -1
	if not 0 <= number <= MAX_NUMBER:
		frappe.throw(_("{0}: please enter a number from 0 to {1}.").format(label, MAX_NUMBER))
	return number


def require_values(doctype: str, fieldnames: tuple[str, ...], values: dict) -> None:
	"""Refuse a form in which a required value is empty.

	Raises:
	        frappe.MandatoryError: with the labels of all empty fields.
	"""
	meta = frappe.get_meta(doctype)
	empty = [_(meta.get_label(name), context=doctype) for name in fieldnames if not values[name]]
	if empty:
		frappe.throw(_("Please fill in: {0}.").format(", ".join(empty)), frappe.MandatoryError)


def get_closed_reason(web_form: str) -> str | None:
	"""Return why the current visitor can't send a form at all; None when it is open.

	Hub Settings may close the public forms to guests, but those that the law keeps open (hook `hub_open_forms`).
	"""
	if web_form in frappe.get_hooks("hub_open_forms"):
		return None
	if frappe.session.user != "Guest" or frappe.get_cached_doc("Hub Settings").anonymous_intake_allowed:
		return None
	return _("This form is closed for guests at the moment. Please log in, or contact the hub directly.")


def refuse_closed_form(web_form: str) -> None:
	"""Refuse guests while Hub Settings close the public forms.

	Raises:
	        frappe.PermissionError: for a guest while they are closed.
	"""
	if reason := get_closed_reason(web_form):
		frappe.throw(reason, frappe.PermissionError)


def require_consent(values: dict, message: str | None = None) -> None:
	"""Refuse a form whose sender did not agree to the use of the data.

	Raises:
	        frappe.ValidationError: with the message.
	"""
	if not cint(values.get("consent")):
		frappe.throw(message or _("Please agree to the use of your data; nothing is saved without it."))


def is_robot(values: dict) -> bool:
	"""Tell whether the field that no person sees was filled in."""
	return bool(values.get(HONEYPOT_FIELD))


def read_email(label: str, value) -> str:
	"""Return an e-mail address in the form of `read_email_address`.

	Raises:
	        frappe.ValidationError: when it is missing or malformed, with the field's name.
	"""
	if email := read_email_address(value):
		return email
	frappe.throw(_("{0}: please enter an e-mail address such as name@example.org.").format(label))


def check_throttle(email: str) -> None:
	"""Refuse an e-mail address that has sent as many forms as Hub Settings allow within a day, all forms together.

	All addresses of one mailbox count as one; see `get_email_key`.

	Raises:
	        frappe.RateLimitExceededError: when the limit is reached. A limit of 0 means none.
	"""
	limit = cint(frappe.get_cached_doc("Hub Settings").public_intake_per_email_per_day)
	if limit and count_recent_submissions(email) >= limit:
		frappe.throw(
			_("From this e-mail address {0} forms were sent today. Please try again tomorrow.").format(limit),
			frappe.RateLimitExceededError,
		)


def count_recent_submissions(email: str) -> int:
	"""Count what came from a mailbox in the last 24 hours; each area declares what counts (hook `hub_submissions`)."""
	since = [">", add_to_date(now_datetime(), days=-1)]
	key = get_email_key(email)
	sent = 0
	for kind in frappe.get_hooks("hub_submissions"):
		filters = {**kind.get("filters", {}), "creation": since, kind["address"]: ["is", "set"]}
		addresses = frappe.get_all(
			kind["doctype"], filters, pluck=kind["address"], order_by="creation desc", limit_page_length=0
		)
		sent += sum(get_email_key(address) == key for address in addresses)
	return sent


def receive(
	doc: Document,
	email: str | None,
	tell_staff: Callable[..., None],
	confirm: Callable[..., bool],
) -> dict:
	"""Save once what came through a form, tell the staff and the sender about it, and return the answer.

	Args:
	        doc: new, with `submission_fingerprint` in its `flags.intake`.
	        email: address of the sender; None for somebody who stays anonymous.
	        confirm: tells whether the sender could be sent an e-mail.

	Raises:
	        frappe.RateLimitExceededError: when the e-mail address sent too many forms within a day.
	"""
	known = get_same(doc.flags.intake["submission_fingerprint"], doc.get("ngo"), doc.meta.has_field("ngo"))
	if code := frappe.db.get_value(doc.doctype, known, "tracking_code", order_by="creation asc"):
		return received(code, mailed=False)
	if email:
		check_throttle(email)
	with saving_for_guest():
		doc.insert(ignore_permissions=True)
	tell_staff(doc)
	return received(doc.tracking_code, mailed=confirm(doc))


def received(tracking_code: str, mailed: bool) -> dict:
	"""Return the answer to a form whose sender can follow what becomes of it."""
	return {"outcome": "received", "tracking_code": tracking_code, "mailed": mailed and can_leave()}


def deceive_robot() -> dict:
	"""Return an answer that looks like any other; its code leads nowhere."""
	return received(make_tracking_code(), mailed=True)


def fingerprint(values: dict) -> str:
	"""Return a digest by which the same submission is recognised when it is sent again.

	The NGO for which it came is not in it: that may have been merged into another since; see `get_same`.
	"""
	said = {name: value for name, value in values.items() if name != "ngo"}
	canonical = json.dumps(said, sort_keys=True, ensure_ascii=False)
	return hashlib.sha256(canonical.encode()).hexdigest()


def get_same(fingerprint: str, ngo: str | None, has_ngo: bool = True) -> dict:
	"""Return the filters by which the same submission for the same NGO is found."""
	same = {"submission_fingerprint": fingerprint}
	return {**same, "ngo": ngo or ("is", "not set")} if has_ngo else same


@contextmanager
def saving_for_guest() -> Iterator[None]:
	"""Save something sent through a public form as nobody's own, also when somebody is logged in."""
	user, in_web_form = frappe.session.user, frappe.flags.in_web_form
	frappe.session.user, frappe.flags.in_web_form = "Guest", True
	try:
		yield
	finally:
		frappe.session.user, frappe.flags.in_web_form = user, in_web_form
