# SPDX-License-Identifier: GPL-3.0-only
"""The demo region: plausible organisations, bodies and users that show the app at work.

Every record that `load` creates wears the tag in `DEMO_TAG`; the tag decides what `state` counts and
what `clear` removes.
"""

from planota_hub.demo.clearing import clear
from planota_hub.demo.loading import load, logins
from planota_hub.demo.marking import DEMO_TAG, state

__all__ = ["DEMO_TAG", "clear", "load", "logins", "state"]
