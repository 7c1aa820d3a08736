// SPDX-License-Identifier: GPL-3.0-only
hub.on(".hub-actions button", "click", async ({ currentTarget }) => {
	const { token, done, states } = hub.page;
	const answer = await hub.call(currentTarget.dataset.method, { token }, ".hub-actions button");
	if (!answer) return;
	hub.find(".hub-actions").remove();
	hub.find("#hub-state").textContent = states[answer.outcome];
	hub.say(done[answer.outcome]);
});
