from frappe.model.document import Document


class ProjectBudgetLine(Document):
	pass
