from frappe.model.document import Document


class ProjectFunder(Document):
	pass
