# SPDX-License-Identifier: GPL-3.0-only
"""The text of a briefing for one recipient: Jinja in a sandbox that knows the placeholders and nothing else."""

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr, strip_html
from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError

from planota_hub.planota_hub.briefings.audience import Addressee

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.stakeholder_briefing.stakeholder_briefing import StakeholderBriefing

# what is written between the braces comes out of the editor with its quotes and signs as entities
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
MARKUP_IN_TAG = re.compile(r"<[^<>]*>")
MAX_LENGTH = 200_000  # characters of one message


class Sandbox(ImmutableSandboxedEnvironment):
	"""Knows no function and calculates nothing, so that no text can take the site's time or memory."""

	intercepted_binops = frozenset(("*", "**", "%"))

	def call_binop(self, context, operator, left, right):
		raise SecurityError(_("{0} is not possible in a message").format(operator))

	def call(self, context, function, *args, **kwargs):
		raise SecurityError(_("functions are not possible in a message"))


def make_sandbox(autoescape: bool) -> Sandbox:
	environment = Sandbox(autoescape=autoescape, undefined=StrictUndefined)
	environment.globals.clear()
	for name in ("center", "indent", "format", "wordwrap", "attr", "map", "tojson", "xmlattr", "safe"):
		environment.filters.pop(name, None)
	return environment


# body and subject: the body is HTML, the subject is not
SANDBOXES = {"message": make_sandbox(True), "briefing_title": make_sandbox(False)}


def get_placeholders() -> dict[str, str]:
	"""Return the placeholders of a message with what stands for each."""
	return {
		"organisation": _("Name of the organisation"),
		"person": _("Name of the person; empty when the message goes to the organisation's own address"),
		"function": _("Function of the person"),
		"municipality": _("Municipality of the organisation; empty for national bodies"),
		"type": _("Kind of organisation, for example municipality"),
		"action": _("The current action that the briefing is about"),
		"hub_name": _("Name of the hub"),
	}


def get_values(briefing: "StakeholderBriefing", addressee: Addressee | frappe._dict) -> dict[str, str]:
	"""Return what the placeholders stand for in the message to one addressee."""
	language = frappe.get_system_settings("language")
	return {
		"organisation": addressee.organisation,
		"person": cstr(addressee.person),
		"function": _(addressee.function, language) if addressee.function else "",
		"municipality": cstr(addressee.municipality),
		"type": _(addressee.recipient_type, language),
		"action": get_action_title(briefing),
		"hub_name": cstr(frappe.get_cached_doc("Hub Settings").hub_name),
	}


def get_action_title(briefing: "StakeholderBriefing") -> str:
	"""Return the title of the current action; empty without one."""
	if not briefing.about_doctype or not briefing.about:
		return ""
	field = frappe.get_meta(briefing.about_doctype).get_title_field()
	return cstr(frappe.db.get_value(briefing.about_doctype, briefing.about, field, cache=True))


@lru_cache(maxsize=64)
def compile_template(fieldname: str, source: str) -> Template:
	"""Return a text ready to be filled in; compiled once for all recipients of a briefing.

	Raises:
	        jinja2.TemplateError: for a broken one.
	"""
	return SANDBOXES[fieldname].from_string(source)


def render_field(briefing: "StakeholderBriefing", fieldname: str, values: dict[str, str]) -> str:
	"""Return the subject (`briefing_title`) or the body (`message`) with its placeholders filled in.

	Raises:
	        frappe.ValidationError: naming the field and what is wrong, for a broken template.
	"""
	source = TAG.sub(
		lambda match: html.unescape(MARKUP_IN_TAG.sub("", match[0])), cstr(briefing.get(fieldname))
	)
	try:
		text = compile_template(fieldname, source.replace("\xa0", " ")).render(values)
	except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError, MemoryError) as error:
		throw_broken(briefing, fieldname, cstr(error) or type(error).__name__)
	if len(text) > MAX_LENGTH:
		throw_broken(briefing, fieldname, _("the text becomes longer than {0} characters").format(MAX_LENGTH))
	return " ".join(text.split()) if fieldname == "briefing_title" else text


def throw_broken(briefing: "StakeholderBriefing", fieldname: str, problem: str) -> None:
	names = ", ".join(f"{{{{ {name} }}}}" for name in get_placeholders())
	frappe.throw(
		_("{0}: the text can't be filled in: {1}. Possible placeholders are {2}.").format(
			_(briefing.meta.get_label(fieldname), context=briefing.doctype),
			html.escape(problem, quote=False),
			names,
		),
		title=_("Broken Template"),
	)


def render(briefing: "StakeholderBriefing", addressee: Addressee) -> tuple[str, str]:
	"""Return subject and body of the message to one addressee.

	Raises:
	        frappe.ValidationError: for a broken template, and for a body that is empty.
	"""
	values = get_values(briefing, addressee)
	subject, body = (render_field(briefing, name, values) for name in ("briefing_title", "message"))
	if not strip_html(body).strip() and "<img" not in body:
		throw_broken(briefing, "message", _("nothing is left of it"))
	return subject, body


def write_subject(title: str, message: frappe._dict) -> str:
	"""Return the subject of a message of the log as its recipient reads it.

	Args:
	        title: of the briefing.
	        message: row of the log, with the recipient's own data and the `briefing`.
	"""
	if "{" not in title:
		return title
	briefing = frappe.get_cached_doc("Stakeholder Briefing", message.briefing)
	return render_field(briefing, "briefing_title", get_values(briefing, message))


def get_sample() -> Addressee:
	"""Return an invented addressee, for a test while the audience is still empty."""
	return Addressee(
		recipient_doctype="Stakeholder",
		recipient="",
		organisation=_("Name of the Organisation"),
		recipient_type="Municipality",
		municipality=_("Municipality"),
		person=_("Name of the Person"),
		function="Director",
	)
