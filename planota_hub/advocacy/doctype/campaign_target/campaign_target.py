from frappe.model.document import Document


class CampaignTarget(Document):
	pass
