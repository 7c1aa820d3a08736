from frappe.model.document import Document


class HubFunderLogo(Document):
	pass
