{% include "templates/includes/hub_web_form.js" %}

frappe.ready(() => {
	const hub = {{ hub | json }};
	const form = frappe.web_form;
	hub_web_form.prepare(form);

	if (hub.closed) {
		$(".web-form").replaceWith($("<p class='hub-card' role='alert'>").text(hub.texts[hub.closed]));
		return;
	}
	for (const [fieldname, value] of Object.entries(hub.known)) {
		if (!form.get_value(fieldname)) form.set_value(fieldname, value);
	}
	const $trap = hub_web_form.add_trap(hub.trap);
	form.validate = () => {
		form.doc[hub.trap] = $trap.val();
		return true;
	};
	form.handle_success = ({ outcome }) => hub_web_form.show_next_step(hub.texts, outcome);
});
