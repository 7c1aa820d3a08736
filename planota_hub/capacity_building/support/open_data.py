# SPDX-License-Identifier: GPL-3.0-only
"""What support the hub offers, as open data: the categories among which its form lets people choose."""

import frappe
from frappe import _
from frappe.utils import get_url

from planota_hub.capacity_building.support.open_referral import (
	PATH,
	STANDARD,
	describe_interface,
	get_service,
	write_services,
)
from planota_hub.public_forms.datasets import (
	DataField,
	Dataset,
	StandardFile,
	get_key_fields,
	get_options,
	get_updated_field,
)
from planota_hub.public_forms.public_areas import as_list

CATEGORY = "Support Request Category"
OFFERED = {"disabled": 0}


def get_dataset() -> Dataset:
	"""Return the offers of support. Hook `hub_open_data`."""
	return Dataset(
		folder="support-offers",
		title=_("Support for NGOs"),
		description=_("With what the hub helps non-governmental organisations, free of charge."),
		keywords=[_("support"), _("advice"), _("capacity building")],
		theme="SOCI",
		doctype=CATEGORY,
		columns=["category_name", "kind"],
		get_filters=lambda: as_list(OFFERED),
		describe=describe,
		fields=[
			*get_key_fields(_("Form by which support is asked for")),
			DataField("name", _("Name"), is_required=True),
			DataField("kind", _("Kind of Support"), options=get_options(CATEGORY, "kind"), is_required=True),
			get_updated_field(),
		],
		asked={"kind": "kind"},
		standards=[
			StandardFile(
				path=f"{PATH}/services",
				title=_("Support and workshops (Open Referral)"),
				media_type="application/json",
				standard=STANDARD,
				write=write_services,
				get_item=get_service,
			),
			StandardFile(
				path=PATH, title="", media_type="application/json", standard="", write=describe_interface
			),
		],
	)


def describe(records: list[frappe._dict]) -> list[dict]:
	"""Return categories as rows."""
	return [
		{
			"id": record.name,
			"url": get_url("/ask-for-support/new"),
			"name": record.category_name,
			"kind": record.kind,
		}
		for record in records
	]
