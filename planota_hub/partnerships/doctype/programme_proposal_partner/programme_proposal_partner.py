from frappe.model.document import Document


class ProgrammeProposalPartner(Document):
	pass
