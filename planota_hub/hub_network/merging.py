# SPDX-License-Identifier: GPL-3.0-only
"""Keys and fingerprints between hubs: they are drawn or computed, and no record that is merged stands behind them."""

from frappe import _

from planota_hub.planota_hub.merging.declarations import Merging, Unrelated


def declare() -> Merging:
	"""Hook `hub_merging`."""
	own = _("Belongs to the key that signs the reports of a hub")
	return Merging(
		held=(
			Unrelated("Hub Settings", ("report_fingerprint",), own),
			Unrelated("Network Hub", ("fingerprint", "public_key"), own),
			Unrelated("Hub Report", ("fingerprint",), own),
			Unrelated("Received Hub Report", ("fingerprint",), own),
			Unrelated("Received Figure", ("figure_key",), _("Names a figure of the report")),
		)
	)
