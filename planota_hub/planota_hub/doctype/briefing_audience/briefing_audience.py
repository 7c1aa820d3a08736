from frappe.model.document import Document


class BriefingAudience(Document):
	pass
