# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe.model.document import Document

from planota_hub.planota_hub.interactions import rules
from planota_hub.planota_hub.interactions.organisation_names import set_name
from planota_hub.planota_hub.interactions.tasks import TASKS, set_open_tasks, validate_tasks
from planota_hub.rules.text import validate_plain_text


class Interaction(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from planota_hub.planota_hub.doctype.interaction_person.interaction_person import InteractionPerson
		from planota_hub.planota_hub.doctype.interaction_subject.interaction_subject import InteractionSubject
		from planota_hub.planota_hub.doctype.interaction_task.interaction_task import InteractionTask

		about: DF.Table[InteractionSubject]
		channel: DF.Literal["Phone Call", "Visit", "Message", "Letter", "Talk at a Meeting", "E-mail"]
		communication: DF.Link | None
		direction: DF.Literal["We", "They"]
		ends_on: DF.Datetime | None
		funded_project: DF.Link | None
		happened_on: DF.Datetime
		held_by: DF.Link | None
		hours: DF.Float
		municipality: DF.Link | None
		next_due_date: DF.Date | None
		note: DF.Text | None
		open_tasks: DF.Int
		organisation: DF.DynamicLink | None
		organisation_doctype: DF.Literal["", "NGO", "Stakeholder"]
		organisation_name: DF.Data | None
		people: DF.Table[InteractionPerson]
		support_kind: DF.Literal[
			"", "Mentoring", "Counselling", "Information", "Application Help", "Report Help"
		]
		tasks: DF.Table[InteractionTask]
		topic: DF.Data
	# end: auto-generated types

	def before_validate(self):
		if not self.flags.of_message and not self.communication:
			self.held_by = self.held_by or frappe.session.user
		rules.set_names_of_people(self)

	def validate(self):
		validate_plain_text(self)
		self.keep_message()
		rules.validate_time(self)
		rules.validate_whom(self)
		rules.validate_people(self)
		rules.validate_subjects(self)
		rules.set_municipality(self)
		set_name(self)
		validate_tasks(self)
		set_open_tasks(self)

	def on_update(self):
		TASKS.update(self)

	def keep_message(self):
		"""The message of which the entry was made, and the tasks of its rows, stay as they are stored."""
		before = self.get_doc_before_save()
		if not self.flags.of_message:
			self.communication = before.communication if before else None
		TASKS.keep(self)


def on_doctype_update() -> None:
	"""Index when an organisation was last reached."""
	frappe.db.add_index(
		"Interaction",
		["organisation_doctype", "organisation", "happened_on"],
		"interaction_organisation_day",
	)
