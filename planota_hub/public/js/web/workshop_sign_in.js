// SPDX-License-Identifier: GPL-3.0-only
const { token, texts } = JSON.parse(document.currentScript.dataset.page);

frappe.ready(() => {
	const answer = (outcome) => {
		$("#hub-answer").prop("hidden", false).text(texts[outcome]).trigger("focus");
	};

	$("#hub-sign-in").on("submit", (event) => {
		event.preventDefault();
		frappe.call({
			method: "planota_hub.capacity_building.workshops.attendance.sign_in",
			args: { token, email: $("#hub-email").val(), name: $("#hub-name").val() },
			callback: ({ message }) => {
				answer(message.outcome);
				if (message.outcome === "name needed") {
					$("#hub-name-field").prop("hidden", false);
					$("#hub-name").prop("required", true).trigger("focus");
				} else {
					$("#hub-sign-in").remove();
				}
			},
		});
	});
});
