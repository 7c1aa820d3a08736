// SPDX-License-Identifier: GPL-3.0-only
hub.on("#hub-sign-in", "submit", async (event) => {
	event.preventDefault();
	const { token, texts } = hub.page;
	const answer = await hub.call(
		"planota_hub.capacity_building.workshops.attendance.sign_in",
		{ token, email: hub.find("#hub-email").value, name: hub.find("#hub-name").value },
		"#hub-sign-in button"
	);
	if (!answer) return;
	hub.say(texts[answer.outcome]);
	if (answer.outcome === "name needed") {
		hub.find("#hub-name-field").hidden = false;
		hub.find("#hub-name").required = true;
		hub.find("#hub-name").focus();
	} else {
		hub.find("#hub-sign-in").remove();
	}
});
