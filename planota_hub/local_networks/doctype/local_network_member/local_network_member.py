from frappe.model.document import Document


class LocalNetworkMember(Document):
	pass
