from frappe.model.document import Document


class DevelopmentPlanTemplateStep(Document):
	pass
