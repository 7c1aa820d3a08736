from frappe.model.document import Document


class DevelopmentPlanGoal(Document):
	pass
