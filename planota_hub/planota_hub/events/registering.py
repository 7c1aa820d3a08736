# SPDX-License-Identifier: GPL-3.0-only
"""The registration for events, by the rules of `taking_part.intake`."""

from frappe import _

from planota_hub.planota_hub.events.mail import LETTERS
from planota_hub.planota_hub.events.seats import SEATS, set_active_key
from planota_hub.planota_hub.taking_part.intake import Intake

INTAKE = Intake(SEATS, LETTERS, "Events", set_active_key, lambda: _("Event"))
