// SPDX-License-Identifier: GPL-3.0-only
const { token, texts } = JSON.parse(document.currentScript.dataset.page);

frappe.ready(() => {
	const $form = $("#hub-vote");
	const say = (text) => $("#hub-answer").prop("hidden", false).text(text).trigger("focus");
	$form.on("submit", (event) => {
		event.preventDefault();
		const candidate = $form.find("[name=candidate]:checked").val();
		const cast_by = $("#hub-cast-by").val().trim();
		if (!candidate) return say(texts.candidate);
		if (!cast_by) return say(texts.name);
		if (!$("#hub-entitled").prop("checked")) return say(texts.entitled);
		$("#hub-answer").prop("hidden", true);
		const $button = $form.find("button").prop("disabled", true);
		frappe.call({
			method: "planota_hub.local_networks.elections.voting.cast_vote",
			args: { token, candidate, cast_by, is_entitled: 1 },
			callback: ({ message }) => {
				$form.remove();
				say(message.message);
			},
			always: () => $button.prop("disabled", false),
		});
	});
});
