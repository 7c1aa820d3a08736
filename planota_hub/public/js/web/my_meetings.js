// SPDX-License-Identifier: GPL-3.0-only
hub.on("[data-decision]", "click", async ({ currentTarget }) => {
	const method = "planota_hub.planota_hub.meetings.portal.finish_decision";
	const { decision } = currentTarget.dataset;
	if (await hub.call(method, { decision }, "[data-decision]"))
		window.location.assign("/my-meetings?finished=1");
});
