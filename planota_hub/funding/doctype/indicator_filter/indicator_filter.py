from frappe.model.document import Document


class IndicatorFilter(Document):
	pass
