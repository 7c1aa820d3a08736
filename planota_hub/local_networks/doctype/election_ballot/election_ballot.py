# SPDX-License-Identifier: GPL-3.0-only
import frappe
from frappe import _
from frappe.model import no_value_fields
from frappe.model.document import Document

from planota_hub.guards.documents import get_hidden_fields
from planota_hub.local_networks.elections import ballots as election_ballots
from planota_hub.local_networks.elections import mail as election_mail
from planota_hub.local_networks.elections.people import ELECTION
from planota_hub.rules.refusals import refuse, refuse_missing
from planota_hub.rules.server_fields import keep_server_fields, reset_server_fields
from planota_hub.rules.text import clean_field, validate_plain_text

SERVER_FIELDS = (
	"status",
	"reason",
	"mistake_note",
	"administrative_unit",
	"field_of_work",
	"vote_key",
	"cast_by",
	"ballot_title",
	"sealed_choice",
	"receipt",
	"told_on",
	"taken_back_by",
)


def get_other_fields(ballot: "ElectionBallot") -> list[str]:
	"""Return the fields, those that a site has added among them, that the framework would let be changed."""
	return [
		field.fieldname
		for field in ballot.meta.fields
		if field.fieldtype not in no_value_fields and not field.set_only_once
	]


class ElectionBallot(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		administrative_unit: DF.Link | None
		ballot_title: DF.Data | None
		candidate: DF.Autocomplete | None
		cast_by: DF.Data | None
		channel: DF.Literal["Post", "E-mail", "In Person", "Online"]
		election: DF.Link
		field_of_work: DF.Link | None
		is_signed: DF.Check
		is_stamped: DF.Check
		mistake_note: DF.SmallText | None
		names_nobody: DF.Check
		ngo: DF.Link
		reason: DF.Literal[
			"",
			"Not an Elector",
			"NGO Not Active",
			"Second Ballot",
			"Not a Candidate",
			"No Clear Mark",
			"Candidate of Another Unit",
			"No Vote in the Unit",
			"Not Signed",
			"No Stamp or Statement",
			"Before the Voting",
			"After the Voting",
			"After the Count",
			"Broken Seal",
			"Entered by Mistake",
		]
		receipt: DF.Data | None
		received_on: DF.Datetime
		scan: DF.Attach | None
		sealed_choice: DF.LongText | None
		status: DF.Literal["Valid", "Invalid", "Late"]
		taken_back_by: DF.Link | None
		told_on: DF.Datetime | None
		vote_key: DF.Data | None
	# end: auto-generated types

	def validate(self):
		self.keep_server_fields()
		validate_plain_text(self)
		self.clean_candidate()
		self.validate_channel()
		self.validate_scan()
		if self.is_new():
			election_ballots.judge(self)
			self.set_title()

	def after_insert(self):
		if not (self.channel == election_ballots.ONLINE or self.told_on):
			election_mail.tell_of_entered_ballot(self)

	def keep_server_fields(self):
		"""Whether a ballot counts is decided here alone, and what was cast stays, whatever the Desk or the API sends.

		Fields of the form that can't be changed are refused by the framework; all others are put back.
		"""
		reset_server_fields(self, SERVER_FIELDS)
		keep_server_fields(self, get_other_fields(self))
		self.update(self.flags.set_by_hub or {})

	def clean_candidate(self):
		"""The name on the ballot is typed freely, so it is a plain text like any other."""
		clean_field(self, self.meta.get_field("candidate"))

	def validate_scan(self):
		"""What the staff enter is backed by what came in: a file of the hub that only its readers can open."""
		if not self.is_new() or self.channel == election_ballots.ONLINE:
			return
		refuse_missing(self, "scan", _("please attach a scan of what came in."), _("Scan Missing"))
		if not frappe.db.exists("File", {"file_url": self.scan, "is_private": 1}):
			refuse(self, "scan", _("please upload the scan as a private file."), _("Not Private"))

	def validate_channel(self):
		"""Online votes come from the electors themselves, never from the Desk."""
		if self.channel == election_ballots.ONLINE and not self.cast_by:
			refuse(self, "channel", _("online ballots are cast by the electors themselves."))

	def set_title(self):
		self.ballot_title = frappe.db.get_value("NGO", self.ngo, "ngo_name")

	def as_dict(self, *args, **kwargs) -> frappe._dict:
		"""Return the ballot without the fields that the current user may not read.

		Who writes the choice down does not read it again; the API would answer a save with the whole document.
		"""
		hidden = get_hidden_fields(self.doctype)
		values = super().as_dict(*args, **kwargs)
		return frappe._dict({key: value for key, value in values.items() if key not in hidden})

	@frappe.whitelist(methods=["POST"])
	def mark_as_mistake(self, note: str) -> None:
		"""Take back a ballot that was entered wrongly; by somebody else of the staff than who entered it."""
		frappe.only_for(("Hub Officer", "Hub Manager", "System Manager"))
		election_ballots.annul(self, note)
		election_mail.tell_of_mistake(self)


@frappe.whitelist()
def get_candidate_names(election: str, ngo: str | None = None) -> list[str]:
	"""Return whom a ballot of an election can name, for the form.

	Args:
	        ngo: an elector, to name only those who stand in its unit.

	Raises:
	        frappe.PermissionError: for whoever may not see the election.
	"""
	frappe.has_permission(ELECTION, "read", election, throw=True)
	return election_ballots.get_candidate_names(election, ngo)
