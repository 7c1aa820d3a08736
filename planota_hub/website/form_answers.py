# SPDX-License-Identifier: GPL-3.0-only
"""Small forms of the portal without a script: the browser gets a page, where a script gets the bare answer.

A form (`hub_act.html`) says from which page it comes (`hub_back`), and perhaps to which it leads (`hub_next`). What was
done is said on that page; what was refused on one of its own, from which the way back leads to what was entered.
"""

import json
from urllib.parse import quote

import frappe
from frappe import _
from frappe.utils import cstr, strip_html
from frappe.website.serve import get_response
from werkzeug.wrappers import Request, Response

from planota_hub.rules.links import is_own_path

METHODS = "/api/method/"
BACK, NEXT, SHOWN = "hub_back", "hub_next", "hub_shown"
SECONDS_KEPT = 60
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
		say_on_next_page(json.loads(response.get_data()).get("message"))
		response.status_code, response.headers["Location"] = 303, quote(ways[-1], safe="/?=&%")
		response.set_data(b"")


def say_on_next_page(text) -> None:
	"""Keep what was done for the page that the browser opens next."""
	if isinstance(text, str):
		frappe.cache.set_value(get_key(), text, expires_in_sec=SECONDS_KEPT)


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
	status = response.status_code
	frappe.respond_as_web_page(
		_("Please check"),
		"",
		http_status_code=status,
		primary_action=back,
		primary_label=_("Back"),
		context={
			"refused": said[-1] if said and status < 500 else _("This could not be noted. Please try again."),
			"again": get_fields() if frappe.local.response.get(SHOWN) else None,
			"method": frappe.request.path,
			"back": back,
		},
	)
	page = get_response("message", status)
	response.set_data(page.get_data())
	response.mimetype, response.status_code = "text/html", status


def get_fields() -> list[tuple[str, str]]:
	"""Return what was entered, to be sent once more by who has seen what others changed."""
	entered = [
		(name, value) for name, value in frappe.request.form.items(multi=True) if name not in NOT_SENT_ON
	]
	return [*entered, (SHOWN, frappe.local.response[SHOWN])]
