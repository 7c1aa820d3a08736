import frappe
from frappe import _
from frappe.model.document import Document

from planota_hub.local_networks import election_ballots
from planota_hub.local_networks.election_people import ELECTION, STANDING
from planota_hub.planota_hub.meeting_rules import refuse
from planota_hub.planota_hub.server_fields import reset_server_fields
from planota_hub.planota_hub.text_rules import clean_field, validate_plain_text

SERVER_FIELDS = (
	"status",
	"reason",
	"mistake_note",
	"administrative_unit",
	"field_of_work",
	"vote_key",
	"cast_by",
)


class ElectionBallot(Document):
	def validate(self):
		self.keep_server_fields()
		validate_plain_text(self)
		self.clean_candidate()
		self.validate_channel()
		if self.is_new():
			election_ballots.judge(self)
			self.set_title()

	def keep_server_fields(self):
		"""Whether a ballot counts is decided here alone, whatever a form, an import or the API sends."""
		reset_server_fields(self, SERVER_FIELDS)
		self.update(self.flags.set_by_hub or {})

	def clean_candidate(self):
		"""The name on the ballot is typed freely, so it is a plain text like any other."""
		clean_field(self, self.meta.get_field("candidate"))

	def validate_channel(self):
		"""Online votes come from the electors themselves, never from the Desk."""
		if self.channel == election_ballots.ONLINE and not self.cast_by:
			refuse(self, "channel", _("online ballots are cast by the electors themselves."))

	def set_title(self):
		self.ballot_title = frappe.db.get_value("NGO", self.ngo, "ngo_name")

	@frappe.whitelist(methods=["POST"])
	def mark_as_mistake(self, note: str) -> None:
		"""Take back a ballot that was entered wrongly; Hub Managers only."""
		frappe.only_for(("Hub Manager", "System Manager"))
		election_ballots.annul(self, note)


@frappe.whitelist()
def get_candidate_names(election: str) -> list[str]:
	"""Return whom a ballot of an election can name, for the form.

	Raises:
	        frappe.PermissionError: for whoever may not see the election.
	"""
	frappe.has_permission(ELECTION, "read", election, throw=True)
	filters = {"parenttype": ELECTION, "parent": election, "status": STANDING}
	return frappe.get_all("Election Candidate", filters, pluck="candidate_name", order_by="idx asc")
