# SPDX-License-Identifier: GPL-3.0-only
"""The embedded site: Planota Hub on one machine, with nothing but Python and Node.

It makes a registry's copy of the Frappe engine behave as the real one. The app in `planota_hub/`
never imports from here: what works on a bench must work here without knowing the difference.
"""
