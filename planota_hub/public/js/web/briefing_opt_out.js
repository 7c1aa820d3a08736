// SPDX-License-Identifier: GPL-3.0-only
hub.on("[data-method]", "click", async ({ currentTarget }) => {
	const { method } = currentTarget.dataset;
	const answer = await hub.call(
		`planota_hub.planota_hub.briefings.opt_out.${method}`,
		{ token: hub.page.token },
		"[data-method]"
	);
	if (!answer) return;
	hub.find("#hub-left").hidden = method !== "opt_out";
	hub.find("#hub-stays").hidden = method === "opt_out";
	hub.find("#hub-left [role=status]").focus();
});
