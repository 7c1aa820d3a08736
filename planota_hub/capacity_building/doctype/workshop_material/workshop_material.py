from frappe.model.document import Document


class WorkshopMaterial(Document):
	pass
