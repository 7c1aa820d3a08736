# SPDX-License-Identifier: GPL-3.0-only
"""What is asked often is found by an index: on sites of before too."""

from planota_hub.advocacy.doctype.campaign_supporter import campaign_supporter
from planota_hub.capacity_building.doctype.mentoring_session import mentoring_session
from planota_hub.capacity_building.doctype.support_entry import support_entry
from planota_hub.funding.doctype.counted_record import counted_record


def execute() -> None:
	for doctype in (campaign_supporter, counted_record, mentoring_session, support_entry):
		doctype.on_doctype_update()
