from frappe.model.document import Document


class LocalNetworkMunicipality(Document):
	pass
