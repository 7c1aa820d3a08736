// SPDX-License-Identifier: GPL-3.0-only
hub.on("#hub-rating", "submit", async (event) => {
	event.preventDefault();
	const form = event.currentTarget;
	const { rating, comment } = Object.fromEntries(new FormData(form));
	const args = { token: hub.page.token, rating, comment };
	const method = "planota_hub.capacity_building.support.intake.rate_support";
	if (!(await hub.call(method, args, "#hub-rating button"))) return;
	form.remove();
	hub.say(hub.page.thanks);
});
