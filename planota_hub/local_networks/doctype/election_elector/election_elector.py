from planota_hub.rules.document_row import DocumentRow


class ElectionElector(DocumentRow):
	pass
