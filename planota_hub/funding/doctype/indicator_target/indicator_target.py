from frappe.model.document import Document


class IndicatorTarget(Document):
	pass
