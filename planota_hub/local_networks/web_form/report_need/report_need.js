// SPDX-License-Identifier: GPL-3.0-only
{% include "templates/includes/hub_web_form.js" %}

hub_web_form.start({{ hub | json }}, (form, hub) => {
	// whoever stays anonymous is asked for nothing about the person
	const person = ["ngo", "reporter_name", "reporter_email", "reporter_phone", "consent_text", "consent"];
	const show_person = () => {
		const named = !cint(form.get_value("is_anonymous"));
		for (const fieldname of person) form.fields_dict[fieldname]?.$wrapper.toggle(named);
		for (const fieldname of ["reporter_name", "reporter_email", "consent"]) {
			form.set_df_property(fieldname, "reqd", named ? 1 : 0);
		}
	};
	form.on("is_anonymous", show_person);
	show_person();

	form.handle_success = (answer) => hub_web_form.show_tracking_code(hub.texts, answer);
});
