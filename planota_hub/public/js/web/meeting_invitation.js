// SPDX-License-Identifier: GPL-3.0-only
hub.on("[data-answer]", "click", async ({ currentTarget }) => {
	const { token, labels, thanks } = hub.page;
	const method = "planota_hub.planota_hub.meetings.answers.answer_invitation";
	const given = await hub.call(method, { token, answer: currentTarget.dataset.answer }, "[data-answer]");
	if (!given) return;
	const answered = hub.find("#hub-answered");
	answered.hidden = false;
	answered.dataset.stage = given.answer;
	answered.textContent = labels[given.answer];
	hub.say(thanks);
});
