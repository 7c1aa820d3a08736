from frappe.model.document import Document


class PolicyEvidence(Document):
	pass
