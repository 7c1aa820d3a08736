// SPDX-License-Identifier: GPL-3.0-only
hub.on("#hub-vote", "submit", async (event) => {
	event.preventDefault();
	const form = event.currentTarget;
	const { token, texts } = hub.page;
	const candidate = form.querySelector("[name=candidate]:checked")?.value;
	const cast_by = hub.find("#hub-cast-by").value.trim();
	if (!candidate) return hub.say(texts.candidate);
	if (!cast_by) return hub.say(texts.name);
	if (!hub.find("#hub-entitled").checked) return hub.say(texts.entitled);
	const answer = await hub.call(
		"planota_hub.local_networks.elections.voting.cast_vote",
		{ token, candidate, cast_by, is_entitled: 1 },
		"#hub-vote button"
	);
	if (!answer) return;
	form.remove();
	hub.say(answer.message);
});
