from frappe.model.document import Document


class ProjectSpending(Document):
	pass
