from frappe.model.document import Document


class ProjectClaim(Document):
	pass
