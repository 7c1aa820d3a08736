from frappe.model.document import Document


class DevelopmentPlanScore(Document):
	pass
