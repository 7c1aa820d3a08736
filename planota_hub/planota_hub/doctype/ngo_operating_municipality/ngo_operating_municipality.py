from frappe.model.document import Document


class NGOOperatingMunicipality(Document):
	pass
