// SPDX-License-Identifier: GPL-3.0-only
{% include "templates/includes/hub_web_form.js" %}

hub_web_form.start({{ hub | json }}, (form, hub) => {
	// the figures of a year appear with what is known of it
	form.on("figures_year", (field, year) => {
		const known = hub.figures[year] || {};
		for (const fieldname of Object.keys(form.fields_dict)) {
			if (fieldname.startsWith("figures_") && fieldname !== "figures_year") {
				form.set_value(fieldname, known[fieldname.slice("figures_".length)] ?? "");
			}
		}
	});

	form.handle_success = () => {
		$(".success-footer").html(
			$("<a class='btn btn-primary btn-md' href='/my-ngos'>").text(hub.back)
		);
		hub_web_form.show_success();
	};
});
