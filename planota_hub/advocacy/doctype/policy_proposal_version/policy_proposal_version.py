from frappe.model.document import Document


class PolicyProposalVersion(Document):
	pass
