from frappe import _
from frappe.model.document import Document
from frappe.utils import flt

from planota_hub.partnerships.consortia.partners import (
	key_of,
	refuse_twice,
	set_lead,
	set_partners,
	throw_twice,
)
from planota_hub.partnerships.programmes.stages import take_step
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import validate_plain_text


class ProgrammeProposal(Document):
	def validate(self):
		validate_plain_text(self)
		set_lead(self)
		self.validate_partners()
		self.validate_amounts()
		take_step(self)

	def validate_partners(self):
		set_partners(self.partners)
		refuse_twice(self.partners)
		for row in self.partners:
			if key_of(row) == (self.lead_type, self.lead):
				throw_twice(row)

	def validate_amounts(self):
		for fieldname in ("amount", "financed_amount"):
			if flt(self.get(fieldname)) < 0:
				refuse(self, fieldname, _("expected is an amount of 0 or more."))
