# SPDX-License-Identifier: GPL-3.0-only
"""What a visitor sees of a form at each moment: a step with what was typed, its errors, or the confirmation."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import frappe
from frappe import _
from frappe.utils import cint, cstr
from werkzeug.datastructures import MultiDict

from planota_hub.public_forms import intake
from planota_hub.public_forms.consent import having_read
from planota_hub.public_forms.form import once
from planota_hub.public_forms.form.meanwhile import bring_together, find_changes
from planota_hub.public_forms.form.outcomes import Confirmation
from planota_hub.public_forms.form.steps import (
	FILE,
	Step,
	arrange,
	as_attribute,
	get_fields,
	get_position,
	make_steps,
)
from planota_hub.public_forms.form.values import (
	Values,
	check_step,
	describe,
	describe_as_typed,
	find_field,
	get_initial,
	read_request,
	read_state,
	without_label,
)

# what a page of a form sends besides its fields
ACTION, STEP, KEY, SHOWN, RESTORED, READ = (
	"hub_go",
	"hub_step",
	"hub_key",
	"hub_shown",
	"hub_restored",
	"hub_read",
)
NEXT, BACK, SEND, SHOW = "next", "back", "send", "show"

REFUSED, CHANGED_MEANWHILE, TOO_MANY, BUSY = 422, 409, 429, 503


class FormPage:
	"""A form as it stands before one visitor."""

	def __init__(self, context: frappe._dict):
		self.name = context.doc.name
		self.doctype = context.doc.doc_type
		self.hub = context.hub
		self.is_edit = bool(context.reference_doc)
		self.button = _(context.button_label) if context.button_label else _("Send")
		self.closed = self.hub.get("closed")
		steps = make_steps(context.web_form_doc.web_form_fields, context.web_form_doc.doc_type)
		self.begin(steps, {**(context.reference_doc or {}), **self.hub.get("known", {})})

	def begin(self, steps: list[Step], known: dict) -> None:
		"""Begin with the steps of a form and what is known for it; nothing was done yet."""
		self.steps, self.known = steps, known
		self.fields = get_fields(self.steps)
		self.current = get_initial(self.steps, self.known)
		self.values: Values = self.current
		self.shown: Values = self.current
		self.number = 0
		self.key = once.make_key()
		self.status = 200
		self.errors: dict[str, str] = {}
		self.general_error: str | None = None
		self.changes: list[tuple[str, str, str, str | None]] = []
		self.is_restored = False
		self.read: list[str] = []
		self.is_fresh = True
		self.confirmation: Confirmation | None = None
		self.sent: list[tuple[str, str]] = []

	# what was done

	def take_request(self, sent: MultiDict) -> None:
		"""Do what the visitor asked for: the next step, the one before, this one again, or to send the form."""
		self.is_fresh = False
		self.values = self.read_typed(sent)
		self.key = cstr(sent.get(KEY))
		self.shown = read_state(sent.get(SHOWN)) if self.is_edit else self.current
		self.number = min(max(cint(sent.get(STEP)), 0), len(self.steps) - 1)
		self.is_restored = bool(cint(sent.get(RESTORED)))
		self.read = sent.getlist(READ)
		action = sent.get(ACTION)
		if action == BACK:
			self.go_back()
		elif action == NEXT:
			self.go_on()
		elif action == SEND:
			self.send(sent)

	def read_typed(self, sent: MultiDict) -> Values:
		"""Return what was typed on all steps."""
		return read_request(self.steps, sent)

	def show_typed(self, sent: MultiDict) -> None:
		"""Show what somebody had typed into a form that has closed meanwhile; nothing of it is sent or kept."""
		self.is_fresh = False
		self.values = self.read_typed(sent)
		typed = ((row, self.values[row.fieldname]) for row in self.fields if not row.is_hidden)
		self.sent = [(row.label, describe_as_typed(row, value)) for row, value in typed if value]

	def go_back(self) -> None:
		"""Show the step before."""
		self.number = max(self.number - 1, 0)

	def go_on(self) -> None:
		"""Show the next step once this one is filled in."""
		_said, errors = check_step(self.steps[self.number], self.values)
		if errors:
			self.refuse(errors)
		else:
			self.number = min(self.number + 1, len(self.steps) - 1)

	def send(self, sent: MultiDict) -> None:
		"""Send the form when nothing is wrong on any step, and show what became of it, or what is wrong."""
		said = self.check_steps()
		if said is None or self.has_changed_meanwhile():
			return
		with self.telling_what_is_wrong(), having_read(self.read):
			values = {**said, **self.get_unseen(sent)}
			answer = once.send_once(self.key, self.name, values, lambda: intake.take(self.name, values))
			self.confirm(answer, said)

	def check_steps(self) -> dict | None:
		"""Return what the fields of all steps say; None after having shown the first step on which something is wrong."""
		said: dict = {}
		for number, step in enumerate(self.steps):
			understood, errors = check_step(step, self.values)
			said |= understood
			if errors:
				self.number = number
				self.refuse(errors)
				return None
		return said

	def get_unseen(self, sent: MultiDict) -> dict:
		"""Return what goes along with a form and is no field of it: trap, token of a link, name of the record."""
		return {
			intake.HONEYPOT_FIELD: cstr(sent.get(intake.HONEYPOT_FIELD)),
			"token": self.hub.get("token"),
			"name": self.known.get("name") if self.is_edit else None,
		}

	def confirm(self, answer: dict, said: dict) -> None:
		"""Show what became of what was sent, and say it once more."""
		confirm = self.hub.get("confirm")
		self.confirmation = confirm(answer) if confirm else Confirmation()
		if self.confirmation.repeats:
			described = (
				(row.label, describe(row, said[row.fieldname])) for row in self.fields if not row.is_hidden
			)
			self.sent = [(label, text) for label, text in described if text]

	# what is wrong

	def refuse(self, errors: dict[str, str], status: int = REFUSED) -> None:
		"""Show the step again with what is wrong on it."""
		self.errors, self.status = errors, status

	@contextmanager
	def telling_what_is_wrong(self) -> Iterator[None]:
		"""Show what the handler of the form refuses, beside the field that it names; nothing of it is saved."""
		frappe.db.savepoint(intake.SAVEPOINT)
		try:
			yield
		except frappe.QueryDeadlockError:
			# the database has taken back everything itself
			self.refuse_all(
				_("Too many people are sending forms just now. Please press the button once more."), BUSY
			)
		except frappe.TimestampMismatchError:
			take_back()
			self.refuse_all(
				_("Somebody else is saving the same record just now. Please press the button once more.")
			)
		except frappe.RateLimitExceededError as error:
			take_back()
			self.refuse_all(get_message(error), TOO_MANY)
		except (frappe.ValidationError, frappe.PermissionError) as error:
			take_back()
			self.place(get_message(error))
		finally:
			frappe.clear_messages()

	def refuse_all(self, message: str, status: int = REFUSED) -> None:
		"""Show the step again with an error that is not about one of its fields."""
		self.general_error, self.status = message, status

	def place(self, message: str) -> None:
		"""Show a message beside the field that it names, on its step, else above the step."""
		field = find_field(self.steps, self.doctype, message)
		if not field:
			self.refuse_all(message)
			return
		self.number = get_position(self.steps, field.fieldname)
		self.refuse({field.fieldname: without_label(message, field.label)})

	def has_changed_meanwhile(self) -> bool:
		"""Tell whether others have changed the record; then the form shows it, with what its sender changed."""
		if not self.is_edit or not find_changes(self.shown, self.current):
			return False
		typed, shown = self.values, self.shown
		self.values, disputed = bring_together(typed, shown, self.current)
		self.changes = [
			(
				field.label,
				self.describe_typed(field, shown),
				self.describe_typed(field, self.current),
				self.describe_typed(field, typed) if field.fieldname in disputed else None,
			)
			for field in self.fields
			if field.fieldname in find_changes(shown, self.current)
		]
		self.shown, self.status = self.current, CHANGED_MEANWHILE
		return True

	def describe_typed(self, field: frappe._dict, typed: Values) -> str:
		"""Return what was typed into a field, safe to be shown; a dash for nothing."""
		value = typed.get(field.fieldname)
		is_number = field.fieldtype in ("Int", "Float", "Currency", "Percent")
		return (frappe.utils.escape_html(cstr(value)) if is_number else describe(field, value)) or "–"

	# what the template asks

	# what a form says that can be left and gone on with later, and the label of its button; None for others
	notice: str | None = None
	later: str | None = None
	# what goes along besides what the steps of every form have, by name
	marks: dict[str, str] = {}
	trap = intake.HONEYPOT_FIELD

	@property
	def step(self):
		"""The step that is shown."""
		return self.steps[self.number]

	@property
	def parts(self) -> list:
		"""The headings of the step with what stands below them."""
		return arrange(self.step)

	@property
	def heading(self) -> str | None:
		"""Which step of how many this is, and its name; None in a form of one step."""
		if len(self.steps) < 2:
			return None
		place = _("{0} of {1}").format(self.number + 1, len(self.steps))
		return f"{place}: {self.step.name}" if self.step.name else place

	@property
	def is_last(self) -> bool:
		"""Whether the form is sent from this step."""
		return self.number == len(self.steps) - 1

	@property
	def has_files(self) -> bool:
		"""Whether files can be sent from this step."""
		return any(row.fieldtype == FILE for row in self.step.fields)

	@property
	def carried(self) -> list[tuple[str, str]]:
		"""Name and value of what was typed on the other steps, and of what nobody sees."""
		here = {row.fieldname for row in self.step.fields if not row.is_hidden}
		pairs = []
		for name, value in self.values.items():
			if name not in here:
				pairs += [(name, one) for one in (value if isinstance(value, list) else [value]) if one]
		return pairs

	@property
	def consent_texts(self) -> list[str]:
		"""The names of the consent texts that were read: on the step that shows them, otherwise as the form says."""
		texts = self.hub.get("consent_texts", {})
		here = [texts[row.fieldname] for row in self.step.fields if row.fieldname in texts]
		return [name for name in here if name] or self.read

	@property
	def problems(self) -> list[tuple[str, str, str]]:
		"""Name, label and error of each field with one, in the order of the step."""
		return [
			(row.fieldname, row.label, self.errors[row.fieldname])
			for row in self.fields
			if row.fieldname in self.errors
		]

	@property
	def state(self) -> str:
		"""What the form showed when it was opened, to be brought back with it."""
		return json.dumps(self.shown, ensure_ascii=False) if self.is_edit else ""

	def get_condition(self, field: frappe._dict) -> str:
		"""The condition of a field, as the script reads it."""
		return as_attribute(field)


def take_back() -> None:
	"""Take back what was written since the form began to be sent, and whatever was to follow from it."""
	frappe.db.rollback(save_point=intake.SAVEPOINT)
	frappe.db.after_commit.reset()
	frappe.db.after_rollback.run()


def get_message(error: Exception) -> str:
	"""Return what was said of an error, safe to be shown."""
	said = [frappe._dict(message).message for message in frappe.local.message_log]
	return cstr(said[-1] if said else error)


def get_address() -> str:
	"""Return the address of the form that is open, in whatever language it is read."""
	arguments = {name: value for name, value in frappe.request.args.to_dict().items() if name != "_lang"}
	return frappe.request.path + (f"?{urlencode(arguments)}" if arguments else "")
