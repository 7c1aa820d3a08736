// SPDX-License-Identifier: GPL-3.0-only
hub.on("#hub-cancel", "click", async () => {
	const { token, texts } = hub.page;
	if (!window.confirm(texts.confirm)) return;
	const method = "planota_hub.capacity_building.workshops.intake.cancel_by_link";
	if (!(await hub.call(method, { token }, "#hub-cancel"))) return;
	hub.find(".hub-actions").remove();
	const stage = hub.find(".hub-stage");
	stage.dataset.stage = "Cancelled";
	stage.textContent = texts.cancelled;
	hub.say(texts.done);
});
