from frappe.model.document import Document


class ProjectPublicityDuty(Document):
	pass
