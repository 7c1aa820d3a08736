# SPDX-License-Identifier: GPL-3.0-only
"""One person holds at most one registration for a workshop that is not cancelled; a mailbox may hold several."""

from functools import partial

from planota_hub.capacity_building.workshops.waiting_list import KIND
from planota_hub.planota_hub.taking_part import known_people

set_active_key = partial(known_people.set_active_key, KIND)
refuse_known_person = partial(known_people.refuse_known_person, KIND)
