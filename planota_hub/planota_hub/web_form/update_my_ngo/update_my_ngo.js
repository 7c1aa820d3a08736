{% include "templates/includes/hub_web_form.js" %}

frappe.ready(() => {
	const hub = {{ hub | json }};
	const form = frappe.web_form;
	hub_web_form.prepare(form);

	// the figures of a year appear with what is known of it
	form.on("figures_year", (field, year) => {
		const known = hub.figures[year] || {};
		for (const fieldname of Object.keys(form.fields_dict)) {
			if (fieldname.startsWith("figures_") && fieldname !== "figures_year") {
				form.set_value(fieldname, known[fieldname.slice("figures_".length)] || "");
			}
		}
	});

	form.handle_success = () => {
		$(".web-form-container").hide();
		$(".success-page").removeClass("hide");
		$(".success-footer").html(
			$("<a class='btn btn-primary btn-md' href='/my-ngos'>").text(hub.back)
		);
		window.scrollTo(0, 0);
		$(".success-title").attr("tabindex", "-1").trigger("focus");
	};
});
