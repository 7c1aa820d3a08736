// SPDX-License-Identifier: GPL-3.0-only
const { token, texts } = JSON.parse(document.currentScript.dataset.page);

frappe.ready(() => {
	const $button = $("#hub-cancel");
	const say = (text) => $("#hub-answer").prop("hidden", false).text(text).trigger("focus");
	$button.on("click", () => {
		if (!window.confirm(texts.confirm)) return;
		$button.prop("disabled", true);
		frappe.call({
			method: "planota_hub.capacity_building.workshops.intake.cancel_by_link",
			args: { token },
			callback: () => {
				$(".hub-actions").remove();
				$(".hub-stage").attr("data-stage", "Cancelled").text(texts.cancelled);
				say(texts.done);
			},
			error: () => $button.prop("disabled", false),
		});
	});
});
