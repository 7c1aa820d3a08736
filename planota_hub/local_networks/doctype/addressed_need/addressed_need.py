from frappe.model.document import Document


class AddressedNeed(Document):
	pass
