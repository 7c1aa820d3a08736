from planota_hub.rules.document_row import DocumentRow


class BodyMandateReport(DocumentRow):
	pass
