// SPDX-License-Identifier: GPL-3.0-only
const { token, done, states } = JSON.parse(document.currentScript.dataset.page);

frappe.ready(() => {
	const $buttons = $(".hub-actions button");
	$buttons.on("click", (event) => {
		$buttons.prop("disabled", true);
		frappe.call({
			method: event.currentTarget.dataset.method,
			args: { token },
			callback: ({ message }) => {
				$(".hub-actions").remove();
				$("#hub-state").text(states[message.outcome]);
				$("#hub-answer").prop("hidden", false).text(done[message.outcome]).trigger("focus");
			},
			error: () => $buttons.prop("disabled", false),
		});
	});
});
