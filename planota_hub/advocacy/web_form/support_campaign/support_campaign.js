// SPDX-License-Identifier: GPL-3.0-only
{% include "templates/includes/hub_web_form.js" %}

hub_web_form.start({{ hub | json }}, (form, hub) => {
	const show_kind = () => {
		const is_organisation = form.get_value("supporter_kind") === "Organisation";
		for (const fieldname of ["ngo", "organisation", "registration_number"]) {
			const field = form.fields_dict[fieldname];
			if (field) field.$wrapper.toggle(is_organisation && !field.df.hidden);
		}
	};
	form.on("supporter_kind", show_kind);
	show_kind();

	form.handle_success = ({ outcome }) => hub_web_form.show_next_step(hub.texts, outcome);
});
