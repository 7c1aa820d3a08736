// SPDX-License-Identifier: GPL-3.0-only
Object.assign(frappe._messages, {{ hub_messages | json }});

const hub_web_form = {
	// run a form with what the page knows (`hub`): say why it is closed, or fill in what is known of the visitor
	// and send along the trap, and the token of the link that somebody came with
	start(hub, run) {
		frappe.ready(() => {
			const form = frappe.web_form;
			this.leave_checks_to_server();
			this.prepare(form);
			if (hub.closed) {
				const $reason = $("<p class='hub-card' role='alert'>").text(`${hub.closed} `);
				const { url, label } = hub.elsewhere || {};
				if (url) $reason.append($("<a>").attr("href", url).text(label));
				$(".web-form").replaceWith($reason);
				return;
			}
			for (const [fieldname, value] of Object.entries(hub.known || {})) {
				if (!form.get_value(fieldname)) form.set_value(fieldname, value);
			}
			if (hub.trap) {
				const $trap = this.add_trap(hub.trap);
				form.validate = () => {
					form.doc[hub.trap] = $trap.val();
					if (hub.token) form.doc.token = hub.token;
					return true;
				};
			}
			run(form, hub);
		});
	},

	// the framework's checks know no international domain and no slash in a phone number, and would not let them be sent;
	// the server knows, and says at which field and what is expected
	leave_checks_to_server() {
		window.validate_email = (text) => /^\S+@\S+\.\S+$/.test(text.trim());
		window.validate_phone = (text) => /^[+\d\s().,/-]+$/.test(text);
	},

	// what each web form of the hub needs to be comfortable on a phone and by keyboard
	prepare(form) {
		for (const field of Object.values(form.fields_dict)) {
			if (field.df.fieldtype === "MultiCheck") this.name_group(field);
			else if (field.$input?.length) this.help_typing(field);
		}
		this.follow_pages(form);
	},

	name_group(field) {
		const $label = field.$wrapper.find(".control-label").first();
		field.$wrapper.attr({ role: "group", "aria-label": $label.text() });
		$label.toggleClass("reqd", Boolean(field.df.reqd));
		if (field.df.fold_text) this.fold(field);
	},

	// a long list of choices shows what is chosen, and all of it on demand
	fold(field) {
		const $summary = $("<summary>");
		const show_chosen = () => {
			const chosen = field.options.filter((option) => field.get_value().includes(option.value));
			$summary.html(chosen.map((option) => option.label).join(", ") || field.df.fold_text);
		};
		field.$checkbox_area.wrap("<details>").before($summary);
		field.$wrapper.on("change", ":checkbox", show_chosen);
		show_chosen();
	},

	// tie the label to its field, offer the right keyboard, stop at the length that the server takes
	help_typing(field) {
		const { fieldname, fieldtype, options, max_length } = field.df;
		const id = `hub-${fieldname}`;
		field.$input.attr("id", id);
		field.$wrapper.find("label.control-label, .checkbox label").first().attr("for", id);
		if (max_length) field.$input.attr("maxlength", max_length);
		const keyboard = { Email: "email", Phone: "tel", URL: "url", Int: "numeric", Float: "decimal" };
		const inputmode = keyboard[options] || keyboard[fieldtype];
		if (inputmode) field.$input.attr("inputmode", inputmode);
	},

	// a new page of the form starts at its top and leaves the introduction behind
	follow_pages(form) {
		const show_page = form.toggle_section.bind(form);
		form.toggle_section = () => {
			show_page();
			$(".web-form-introduction p").toggle(form.current_section === 0);
			document.querySelector(".web-form-header")?.scrollIntoView();
		};
	},

	// the page that follows takes the place of the form
	show_success() {
		$(".web-form-container").hide();
		$(".success-page").removeClass("hide");
		window.scrollTo(0, 0);
		$(".success-title").attr("tabindex", "-1").trigger("focus");
	},

	// what was sent counts at once, or once the link in the e-mail was opened
	show_next_step(texts, outcome) {
		const $card = $("<div class='hub-card mt-4'>").append($("<p>").text(texts[outcome] || texts.received));
		if (outcome === "to_confirm") $card.append($("<p class='hub-muted mt-2'>").text(texts.spam));
		$(".success-body").append($card);
		this.show_success();
	},

	// what was sent can be followed by the code under which the hub keeps it, unless it was known before
	show_tracking_code(texts, { outcome, tracking_code, mailed }) {
		if (outcome === "known") {
			$(".success-icon").remove();
			$(".success-title").text(texts.known_title);
			$(".success-message").text(texts.known);
			this.show_success();
			return;
		}
		const $code = $("<output class='hub-code' data-tracking-code>").text(tracking_code);
		const $copy = $("<button type='button' class='btn btn-default btn-sm'>").text(texts.copy);
		$copy.on("click", () =>
			navigator.clipboard?.writeText(tracking_code).then(() => $copy.text(texts.copied))
		);
		$(".success-body").append(
			$("<div class='hub-card mt-4'>").append(
				$("<strong>").text(texts.code),
				$code,
				$copy,
				$("<p class='hub-muted mt-3'>").text(
					mailed ? `${texts.keep} ${texts.mailed}` : texts.keep
				)
			)
		);
		$(".success-footer").prepend(
			$("<a class='btn btn-primary btn-md'>")
				.attr("href", `/track?code=${encodeURIComponent(tracking_code)}`)
				.text(texts.track)
		);
		this.show_success();
	},

	// robots fill in every field they find; people never see this one
	add_trap(fieldname) {
		const $trap = $("<input type='text' tabindex='-1' autocomplete='off'>").attr("name", fieldname);
		$("<div class='hub-trap' aria-hidden='true'>").append($trap).appendTo(".web-form");
		return $trap;
	},
};
