from frappe.model.document import Document


class NGOYearlyFigure(Document):
	pass
