from frappe.model.document import Document


class CapacityAssessmentScore(Document):
	pass
