# SPDX-License-Identifier: GPL-3.0-only
"""Small forms of the portal and of links in mails, without a script: the browser gets a page, a script the bare answer.

A form (`hub_act.html`) says from which page it comes (`hub_back`), and perhaps to which it leads (`hub_next`). What was
done is said on that page; to a guest, for whom nothing is kept, on one of its own. So is what was refused, with the way
back to what was entered.
"""

import json
from urllib.parse import quote

import frappe
from frappe import _
from frappe.translate import get_language
from frappe.utils import cstr, strip_html
from frappe.website.serve import get_response
from werkzeug.wrappers import Request, Response

from planota_hub.files.paths import PRIVATE
from planota_hub.files.uploads import say_too_large
from planota_hub.rules.links import is_own_path
from planota_hub.rules.refusals import as_server_messages
from planota_hub.website.statuses import explain

METHODS = "/api/method/"
BACK, NEXT, SHOWN = "hub_back", "hub_next", "hub_shown"
SECONDS_KEPT = 60
FORBIDDEN, TOO_LARGE = 403, 413
NOT_SENT_ON = ("csrf_token", SHOWN)


def note_way_back() -> None:
	"""Note where a form of a page comes from, which is no argument of what it asks for. Hook `before_request`."""
	back, following = (frappe.form_dict.pop(name, None) for name in (BACK, NEXT))
	if frappe.request.method == "POST" and frappe.request.path.startswith(METHODS):
		frappe.flags.way_back = [
			path for path in (back, following) if isinstance(path, str) and is_own_path(path)
		]


def answer_form(response: Response | None, request: Request) -> None:
	"""Lead a browser that has sent a form of a page by itself to a page. Hook `after_request`."""
	ways = frappe.flags.way_back
	if response is None or not ways or not (request.headers.get("Accept") or "").startswith("text/html"):
		return
	if response.status_code >= 400:
		refuse(response, ways[0])
	elif response.mimetype == "application/json":
		said = read_text(json.loads(response.get_data()).get("message"))
		if frappe.session.user == "Guest":
			show_page(response, _("Thank you"), ways[-1], {"said": said})
		else:
			lead_on(response, ways[-1], said)


def answer_too_large(response: Response | None, request: Request) -> None:
	"""Say in the shell why a request was not even read: what came with it is too large. Hook `after_request`.

	The framework refuses it before it knows who asks; the page is that of a guest, in the language of the browser.
	"""
	if response is None or response.status_code != TOO_LARGE:
		return
	frappe.set_user("Guest")
	frappe.local.form_dict = frappe._dict()
	frappe.local.lang = get_language()
	if (request.headers.get("Accept") or "").startswith("text/html"):
		show_page(response, _("Please check"), "/", {"refused": say_too_large()})
	else:
		response.set_data(json.dumps({"_server_messages": as_server_messages(say_too_large())}))
		response.mimetype = "application/json"


def answer_refused_file(response: Response | None, request: Request) -> None:
	"""Say in the shell that a file is not for the visitor, with the way to the log-in: the framework's page is bare.

	Hook `after_request`.
	"""
	if response is None or response.status_code != FORBIDDEN or not request.path.startswith(PRIVATE):
		return
	if not (request.headers.get("Accept") or "").startswith("text/html"):
		return
	is_guest = frappe.session.user == "Guest"
	way = f"/login?redirect-to={quote(request.path)}" if is_guest else "/portal"
	label = _("Log in") if is_guest else _("My portal")
	show_page(response, _("Not Permitted"), way, {"said": explain(FORBIDDEN)}, label)


def read_text(answer) -> str:
	"""Return what an answer says to people: it is a text, or has one beside what programs read."""
	text = answer.get("message") if isinstance(answer, dict) else answer
	return cstr(text) if isinstance(text, str) else ""


def lead_on(response: Response, path: str, said: str) -> None:
	"""Lead a browser to a page, which says what was done."""
	if said:
		frappe.cache.set_value(get_key(), said, expires_in_sec=SECONDS_KEPT)
	response.status_code, response.headers["Location"] = 303, quote(path, safe="/?=&%")
	response.set_data(b"")


def take_what_was_said() -> str:
	"""Return what the page has to say of the form before it, once."""
	if frappe.session.user == "Guest" or not (text := frappe.cache.get_value(get_key(), expires=True)):
		return ""
	frappe.cache.delete_value(get_key())
	return cstr(text)


def get_key() -> str:
	"""Return under which name the text for the own session is kept."""
	return f"hub_said:{frappe.session.sid}"


def refuse(response: Response, back: str) -> None:
	"""Show why a form was refused, with a way back; one that others were faster with can be sent once more."""
	said = [strip_html(cstr(frappe._dict(message).message)) for message in frappe.local.message_log]
	failed = response.status_code >= 500 or not said
	refused = {
		"refused": _("This could not be saved. Please try again.") if failed else said[-1],
		"again": get_fields() if frappe.local.response.get(SHOWN) else None,
		"method": frappe.request.path,
	}
	show_page(response, _("Please check"), back, refused)


def show_page(response: Response, title: str, way: str, context: dict, label: str | None = None) -> None:
	"""Answer with a page in the shell that leads to another one: back, unless a label says otherwise."""
	status = response.status_code
	button = {"primary_action": way, "primary_label": label or _("Back")}
	frappe.respond_as_web_page(title, "", http_status_code=status, context=context, **button)
	page = get_response("message", status)
	response.set_data(page.get_data())
	response.mimetype, response.status_code = "text/html", status


def get_fields() -> list[tuple[str, str]]:
	"""Return what was entered, to be sent once more by who has seen what others changed."""
	entered = [
		(name, value) for name, value in frappe.request.form.items(multi=True) if name not in NOT_SENT_ON
	]
	return [*entered, (SHOWN, frappe.local.response[SHOWN])]
