from frappe.model.document import Document


class RepresentativeElection(Document):
	pass
