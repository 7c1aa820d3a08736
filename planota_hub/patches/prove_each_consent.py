# SPDX-License-Identifier: GPL-3.0-only
"""Each consent of an NGO has a proof of its own: until now one stood for both."""

import frappe

from planota_hub.public_forms.consent import PROOF_FIELDS, WITHDRAWN_FIELDS


def execute() -> None:
	ngo = frappe.qb.DocType("NGO")
	for old, new in zip(PROOF_FIELDS["consent_register"], PROOF_FIELDS["consent_news"], strict=True):
		unproved = (ngo.consent_news == 1) & ngo[new].isnull()
		frappe.qb.update(ngo).set(ngo[new], ngo[old]).where(unproved).run()
		frappe.qb.update(ngo).set(ngo[old], None).where(ngo.consent_register == 0).run()
	withdrawn, news_withdrawn = (ngo[field] for field in WITHDRAWN_FIELDS.values())
	declined = (ngo.consent_news == 0) & news_withdrawn.isnull()
	frappe.qb.update(ngo).set(news_withdrawn, withdrawn).where(declined).run()
	only_news = (ngo.consent_news == 0) & (ngo.consent_register == 1)
	frappe.qb.update(ngo).set(withdrawn, None).where(only_news).run()
