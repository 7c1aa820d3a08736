from planota_hub.rules.document_row import DocumentRow


class PolicyExpert(DocumentRow):
	pass
