# SPDX-License-Identifier: GPL-3.0-only
"""What the hub's public pages share: the visitor's language, what an address asks for, the way to another page."""

from urllib.parse import quote, urlencode

import frappe
from frappe.utils import cint

from planota_hub.mail.wording import LANGUAGES
from planota_hub.rules.links import is_own_path
from planota_hub.rules.text import INVISIBLE

# beyond any list of the hub
LAST_PAGE = 100_000


def remember_language() -> None:
	"""Keep the language that a visitor chose with `?_lang=` for the pages and forms that follow.

	Frappe obeys `_lang` for one request only, so the answer to a form would come in another language. Of who is logged
	in it is that of the account, which a link never changes, only a button.
	"""
	language = frappe.request.args.get("_lang")
	if language not in LANGUAGES:
		return
	if frappe.session.user == "Guest":
		frappe.local.cookie_manager.set_cookie("preferred_language", language)
	elif frappe.request.method == "POST":
		keep_language(language)


def language_links() -> list[dict]:
	"""Return the language switch of the current page: `code`, `name`, `url`, `is_current`."""
	if not frappe.request:
		return []
	return [
		{
			"code": code,
			"name": name,
			"url": "?" + urlencode({**frappe.request.args.to_dict(), "_lang": code}),
			"is_current": frappe.local.lang == code,
		}
		for code, name in LANGUAGES.items()
	]


@frappe.whitelist(methods=["POST"])
def choose_language(language: str, path: str = "/") -> None:
	"""Let who is logged in read the site, and get its mails, in another language; then go on where they were.

	Args:
	        language: code of a language that the hub speaks.
	        path: page of this site to go back to; any other address leads home.
	"""
	if language in LANGUAGES and frappe.session.user != "Guest":
		keep_language(language)
	frappe.local.response.type = "redirect"
	frappe.local.response.location = path if is_own_path(path) else "/"


def keep_language(language: str) -> None:
	"""Let a language be that of the account of who is logged in."""
	frappe.db.set_value("User", frappe.session.user, "language", language)
	frappe.clear_cache(user=frappe.session.user)


def add_page_context(context, is_private: bool = False) -> None:
	"""Give a page of the hub what each of them has, and keep it out of the page cache.

	Args:
	        is_private: whether the page is for one person alone, by a link or a log-in: no search engine lists it.
	"""
	context.no_cache = 1
	context.is_private = is_private
	frappe.flags.is_public_page = not is_private


def get_parameter(name: str) -> str:
	"""Return what the address of a page asks for; nothing when it is no plain text."""
	value = frappe.form_dict.get(name)
	return INVISIBLE.sub("", value).strip() if isinstance(value, str) else ""


def get_page_number() -> int:
	"""Return which page of a list the address asks for, the first one when it says nothing that makes sense."""
	return min(max(cint(get_parameter("page")), 1), LAST_PAGE)


def require_log_in() -> None:
	"""Send a guest to the log-in, and from there back to the page that was asked for."""
	if frappe.session.user == "Guest":
		wanted = frappe.request.full_path.rstrip("?") if frappe.request else "/"
		ended = "&ended=1" if frappe.local.response.get("session_expired") else ""
		redirect(f"/login?redirect-to={quote(wanted)}{ended}")


def redirect(path: str) -> None:
	"""Send the visitor to another page of the site, for this time only.

	`frappe.redirect` answers "moved permanently", which a browser remembers beyond the next log-in.
	"""
	frappe.flags.redirect_location = path
	raise frappe.Redirect(302)
