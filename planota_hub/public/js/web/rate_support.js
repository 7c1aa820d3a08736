// SPDX-License-Identifier: GPL-3.0-only
const { token } = JSON.parse(document.currentScript.dataset.page);

frappe.ready(() => {
	const $form = $("#hub-rating");
	$form.on("submit", (event) => {
		event.preventDefault();
		const $button = $form.find("button").prop("disabled", true);
		frappe.call({
			method: "planota_hub.capacity_building.support.intake.rate_support",
			args: {
				token,
				rating: $form.find("[name=rating]:checked").val(),
				comment: $("#hub-comment").val(),
			},
			callback: () => {
				$form.remove();
				$("#hub-answer").prop("hidden", false).trigger("focus");
			},
			error: () => $button.prop("disabled", false),
		});
	});
});
