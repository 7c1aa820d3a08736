# SPDX-License-Identifier: GPL-3.0-only
"""What stands around every page of the hub: its name and menu above, who it is and who pays for it below.

The hub's own pages and web forms are made from `templates/hub_page.html`, which loads one stylesheet and no script.
What the framework makes itself, as a Web Page of blocks, keeps its scripts and wears the same head and foot:
`templates/hub_framework_page.html`. The Desk and the pages of other apps stay as they are.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_build_version, get_url

from planota_hub.mail.wording import LANGUAGES
from planota_hub.public_forms.website import language_links
from planota_hub.website.feeds import get_announced
from planota_hub.website.form_answers import take_what_was_said
from planota_hub.website.menu import get_main_menu, get_pages_about, get_portal_menu
from planota_hub.website.pages import get_addresses, get_addresses_of, speak_language_of

FRAMEWORK_PAGE = "templates/hub_framework_page.html"
TEXT_PAGE = "templates/hub_web_page.html"
# pages of the framework that belong to no app: a visitor meets them on the way to the hub's
FRAMEWORK_TEMPLATES = (
	"www/message.html",
	"www/error.html",
	"www/404.html",
)
APP = "planota_hub"


def dress_page(context: dict) -> dict | None:
	"""Give a page of the website its head and foot. Hook `update_website_context`.

	Args:
	        context: what the framework fills the page with; `template` names its file.

	Returns:
	        What is to be added to it; nothing for a page of another app.
	"""
	if not is_hub_page(context):
		return None
	is_text = is_plain_text(context.get("doc"))
	if is_text and frappe.request:
		speak_language_of(context["doc"].route)
	dress = {"base_template_path": FRAMEWORK_PAGE, "shell": get_shell(context), "no_cache": 1}
	if context.get("template") in FRAMEWORK_TEMPLATES:
		dress["is_private"] = True
	if is_text:
		dress["template"] = TEXT_PAGE
		frappe.flags.is_public_page = True
	return dress


def is_plain_text(document: Document | None) -> bool:
	"""Tell whether a page is a Web Page without blocks, pictures that move, comments and scripts."""
	return bool(
		document
		and document.doctype == "Web Page"
		and document.get("content_type") != "Page Builder"
		and not any(document.get(fieldname) for fieldname in ("slideshow", "enable_comments", "javascript"))
	)


def is_hub_page(context: dict) -> bool:
	"""Tell whether a page is one of this app, or of the framework in the hub's name."""
	template = context.get("template") or ""
	if template in FRAMEWORK_TEMPLATES:
		return True
	document = context.get("doc")
	if document and document.doctype in ("Web Form", "Web Page"):
		module = document.get("module")
		return not module or frappe.db.get_value("Module Def", module, "app_name", cache=True) == APP
	return bool(context.get("is_hub_page"))


def get_shell(context: dict) -> frappe._dict:
	"""Return what the head and the foot of a page show, in the visitor's language."""
	settings = frappe.get_cached_doc("Hub Settings")
	# a record's page is made from a template of another path
	path = (frappe.request.path if frappe.request else context.get("path") or "").strip("/")
	address = "" if path == "home" else path
	menu = get_main_menu(path)
	same = get_addresses_of(path)
	return frappe._dict(
		name=settings.hub_name or _("NGO Hub"),
		logo=settings.logo,
		image=get_url(settings.logo) if settings.logo else None,
		menu=menu,
		portal=get_portal_menu(path, menu),
		pages=get_pages_about(),
		privacy=get_addresses().get("privacy"),
		# a script that has changed is fetched anew
		version=get_build_version(),
		language=frappe.local.lang,
		languages=[link | {"url": f"{same.get(link['code'], '')}{link['url']}"} for link in language_links()],
		is_guest=frappe.session.user == "Guest",
		is_staff=frappe.session.data.get("user_type") == "System User",
		csrf_token=frappe.session.data.get("csrf_token") or "",
		address=frappe.request.full_path.rstrip("?") if frappe.request else "/",
		canonical=get_canonical(address),
		feeds=get_announced(path),
		alternates=[
			*((code, get_url(same.get(code) or f"/{address}?_lang={code}")) for code in LANGUAGES),
			("x-default", get_url(f"/{address}")),
		],
		contact=settings,
		said=take_what_was_said(),
		# whoever was led to the log-in because their session is over learns why
		has_ended=bool(path == "login" and frappe.form_dict.get("ended")),
		publicity_statement=settings.publicity_statement,
		funders=settings.funder_logos,
	)


def get_canonical(path: str) -> str:
	"""Return by which address search engines know a page: in a language that was asked for, it has one of its own."""
	asked = frappe.request.args.get("_lang") if frappe.request else None
	return get_url(f"/{path}?_lang={asked}" if asked in LANGUAGES else f"/{path}")
