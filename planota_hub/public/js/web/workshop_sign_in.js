// SPDX-License-Identifier: GPL-3.0-only
const { token, texts } = JSON.parse(document.currentScript.dataset.page);

frappe.ready(() => {
	$("#hub-sign-in").on("submit", (event) => {
		event.preventDefault();
		frappe.call({
			method: "planota_hub.capacity_building.workshops.attendance.sign_in",
			args: { token, email: $("#hub-email").val() },
			callback: ({ message }) => {
				$("#hub-sign-in").remove();
				$("#hub-answer").prop("hidden", false).text(texts[message.outcome]).trigger("focus");
			},
		});
	});
});
