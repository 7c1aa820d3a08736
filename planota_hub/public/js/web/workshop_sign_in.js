// SPDX-License-Identifier: GPL-3.0-only
hub.on("#hub-sign-in", "submit", async (event) => {
	event.preventDefault();
	const { token, texts } = hub.page;
	const answer = await hub.call(
		"planota_hub.capacity_building.workshops.attendance.sign_in",
		{ token, email: hub.find("#hub-email").value },
		"#hub-sign-in button"
	);
	if (!answer) return;
	hub.find("#hub-sign-in").remove();
	hub.say(texts[answer.outcome]);
});
