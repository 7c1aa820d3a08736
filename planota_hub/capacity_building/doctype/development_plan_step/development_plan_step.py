from frappe.model.document import Document


class DevelopmentPlanStep(Document):
	pass
