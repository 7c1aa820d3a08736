from frappe.model.document import Document


class JointActionPlanParty(Document):
	pass
