// SPDX-License-Identifier: GPL-3.0-only
hub.on(".hub-report", "submit", async (event) => {
	event.preventDefault();
	const form = event.currentTarget;
	const { subject, report } = Object.fromEntries(new FormData(form));
	const answer = await hub.call(
		"planota_hub.local_networks.bodies.mandate_portal.report_back",
		{ mandate: form.dataset.mandate, subject, report },
		".hub-report button"
	);
	if (answer) window.location.reload();
});
