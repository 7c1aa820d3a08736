{% include "templates/includes/hub_web_form.js" %}

frappe.ready(() => {
	const hub = {{ hub | json }};
	const form = frappe.web_form;
	hub_web_form.prepare(form);

	if (hub.closed) {
		$(".web-form").replaceWith($("<p class='hub-card' role='alert'>").text(hub.texts.closed));
		return;
	}

	for (const [fieldname, value] of Object.entries(hub.known)) {
		if (!form.get_value(fieldname)) form.set_value(fieldname, value);
	}
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

	const $trap = hub_web_form.add_trap(hub.trap);
	form.validate = () => {
		form.doc[hub.trap] = $trap.val();
		return true;
	};

	form.handle_success = (answer) => hub_web_form.show_tracking_code(hub.texts, answer);
});
