// SPDX-License-Identifier: GPL-3.0-only
const { token, labels, thanks } = JSON.parse(document.currentScript.dataset.page);

frappe.ready(() => {
	const $buttons = $("[data-answer]");
	$buttons.on("click", (event) => {
		$buttons.prop("disabled", true);
		frappe.call({
			method: "planota_hub.planota_hub.meetings.answers.answer_invitation",
			args: { token, answer: event.currentTarget.dataset.answer },
			callback: ({ message }) => {
				$("#hub-answered")
					.prop("hidden", false)
					.attr("data-stage", message.answer)
					.text(labels[message.answer]);
				$("#hub-answer").prop("hidden", false).text(thanks).trigger("focus");
			},
			always: () => $buttons.prop("disabled", false),
		});
	});
});
