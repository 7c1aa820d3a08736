# SPDX-License-Identifier: GPL-3.0-only
"""ERPNext: the only code that knows its DocTypes and fields.

Nothing here imports ERPNext: the app must load on a site without it, and ERPNext's CRM may move.
"""

from planota_hub.integrations.adapter import Adapter, LeadKind, PartyKind
from planota_hub.integrations.erpnext.custom_fields import CUSTOM_FIELDS
from planota_hub.integrations.erpnext.field_maps import (
	CUSTOMER_FIELDS,
	SUPPLIER_FIELDS,
	get_customer_defaults,
	get_origin,
	get_supplier_defaults,
	read_lead,
	read_notes,
)

ADAPTER = Adapter(
	app="erpnext",
	title="ERPNext",
	custom_fields=CUSTOM_FIELDS,
	parties=(
		PartyKind("Customer", "customer_name", CUSTOMER_FIELDS, get_customer_defaults, get_origin),
		PartyKind("Supplier", "supplier_name", SUPPLIER_FIELDS, get_supplier_defaults),
	),
	leads=(LeadKind("Lead", read_lead, read_notes),),
)
