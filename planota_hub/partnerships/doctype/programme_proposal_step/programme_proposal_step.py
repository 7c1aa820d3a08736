from frappe.model.document import Document


class ProgrammeProposalStep(Document):
	pass
