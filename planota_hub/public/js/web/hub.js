// SPDX-License-Identifier: GPL-3.0-only
/** What the scripts of the hub's pages share: what the page knows, a request, an answer that is read out. */

const TOO_LARGE = 413;

const hub = {
	page: JSON.parse(document.currentScript.dataset.page),
	shared: JSON.parse(document.currentScript.dataset.shared),

	find(selector) {
		return document.querySelector(selector);
	},

	on(selector, event, act) {
		for (const element of document.querySelectorAll(selector)) element.addEventListener(event, act);
	},

	/**
	 * Ask the site to do what a `form` is for; `button` was pressed, and says so. No form can be sent meanwhile, and
	 * none after the site has done it, until the page is shown anew.
	 *
	 * Resolves to what it answered, or to null after having said why it refused: beside the field of the form that
	 * the refusal names, else above the form.
	 */
	async call(method, args, button, form) {
		const { answer, refusal, has_ended, shown } = await this.ask(method, args, button);
		this.shown = shown;
		if (refusal) this.refuse(refusal, form);
		if (has_ended) this.lead_to_log_in(args);
		return refusal ? null : answer;
	},

	/** Send values, as `send` does, while the button says so and all of them rest: for longer, unless the site refused. */
	async ask(method, args, button) {
		const label = button?.textContent;
		this.rest(true);
		if (button) button.textContent = this.shared.sending;
		this.forget();
		const said = await this.send(method, args);
		if (button) button.textContent = label;
		if (said.refusal) this.rest(false);
		return said;
	},

	/** Let the buttons of all forms rest while one is sent, or rest no longer. */
	rest(is_sending) {
		for (const button of document.querySelectorAll("form[data-act] button")) button.disabled = is_sending;
	},

	/**
	 * Send values as an object, or those of a form with its files.
	 *
	 * Resolves to the `answer` with all of its `content`, or to a `refusal` in words: those of the site, where it `said`
	 * any. `status` is missing where the site was not reached.
	 */
	async send(method, args) {
		const isForm = args instanceof FormData;
		const headers = { Accept: "application/json" };
		if (!isForm) headers["Content-Type"] = "application/json";
		if (this.shared.token) headers["X-Frappe-CSRF-Token"] = this.shared.token;
		let response, content;
		try {
			const body = isForm ? args : JSON.stringify(args);
			response = await fetch(`/api/method/${method}`, { method: "POST", headers, body });
			content = await response.json();
		} catch {
			if (response?.status === TOO_LARGE) return { refusal: this.shared.too_large };
			return { refusal: response ? this.shared.failed : this.shared.lost };
		}
		if (response.ok) return { answer: content.message || {}, content };
		if (content.session_expired) return { refusal: this.shared.ended, has_ended: true };
		const said = this.read_messages(content);
		const { status } = response;
		return { refusal: said || this.shared.failed, said, status, content, shown: content.hub_shown };
	},

	/** Keep what was entered in this tab, and offer the way to the log-in and back. */
	lead_to_log_in(args) {
		const page = window.location.pathname + window.location.search;
		const entries = args instanceof FormData ? [...args] : Object.entries(args);
		const values = entries.filter(([, value]) => typeof value === "string");
		sessionStorage.setItem(`hub-kept:${page}`, JSON.stringify(values));
		const link = document.createElement("a");
		link.href = `/login?redirect-to=${encodeURIComponent(page)}`;
		link.textContent = this.shared.log_in;
		this.find("#hub-answer").append(" ", link);
	},

	/** Enter again what was kept when the session ended. */
	restore() {
		const key = `hub-kept:${window.location.pathname}${window.location.search}`;
		const kept = sessionStorage.getItem(key);
		if (!kept || !this.shared.token) return;
		sessionStorage.removeItem(key);
		const values = JSON.parse(kept);
		const known = Object.fromEntries(values);
		const keys = (form) => [
			...form.querySelectorAll("input[type=hidden]:not([name=csrf_token], [name^=hub_])"),
		];
		const fits = (form) =>
			keys(form).every(({ name, value }) => known[name] === value) &&
			values.every(([name]) => form.elements[name]);
		const form = [...document.querySelectorAll("form[data-act]")].find(fits);
		if (!form) return;
		for (const [name, value] of values) {
			const field = form.elements[name];
			if (field.type === "checkbox") field.checked = true;
			else if (field.type !== "hidden") field.value = value;
		}
		const folded = form.closest("details");
		if (folded) folded.open = true;
		this.say(this.shared.kept);
	},

	/** What the site said, in plain words. */
	read_messages({ _server_messages }) {
		const texts = JSON.parse(_server_messages || "[]").map((said) => JSON.parse(said).message);
		const parser = new DOMParser();
		return texts.map((text) => parser.parseFromString(text, "text/html").body.textContent).join("\n");
	},

	/** Say why a form was refused: beside the field that the text names by its label, else above the form. */
	refuse(text, form) {
		const [field, said] = this.find_named(text, form) || [];
		if (!field) return this.say(text);
		const error = document.createElement("p");
		error.className = "hub-error";
		error.id = `${field.id || field.name}-error`;
		error.textContent = said[0].toUpperCase() + said.slice(1);
		field.before(error);
		field.setAttribute("aria-invalid", "true");
		const described = [error.id, field.getAttribute("aria-describedby")].filter(Boolean);
		field.setAttribute("aria-describedby", described.join(" "));
		field.focus();
	},

	/** What is wrong with the files of a form, before any of them is sent. */
	look_at_files(form) {
		for (const { files, accept, dataset } of form.querySelectorAll("input[type=file]")) {
			for (const { name, size } of files) {
				if (size > Number(dataset.most)) return dataset.tooLarge;
				if (!accept.split(",").some((ending) => name.toLowerCase().endsWith(ending)))
					return dataset.wrongKind;
			}
		}
		return "";
	},

	/** The field of a form that a text names at its beginning, or after the row in which it is kept; and what is said of it. */
	find_named(text, form) {
		for (const field of form?.elements || []) {
			for (const name of this.names_of(field)) {
				const [before, ...said] = text.split(`${name}: `);
				if (said.length && (!before || /\d, $/.test(before))) return [field, said.join(`${name}: `)];
			}
		}
		return null;
	},

	/** By which names messages name a field. */
	names_of: (field) =>
		[...(field.labels || [])].map((label) => label.textContent.trim()).concat(field.dataset.name || []),

	/** Let the buttons beside passwords show and hide them; the page brings the words for both. */
	let_show_passwords() {
		for (const button of document.querySelectorAll("[data-shows]")) button.hidden = false;
		this.on("[data-shows]", "click", ({ currentTarget: button }) => {
			const field = this.find(`#${button.dataset.shows}`);
			const is_shown = field.type === "password";
			field.type = is_shown ? "text" : "password";
			button.setAttribute("aria-pressed", String(is_shown));
			button.firstChild.data = is_shown ? this.page.hide : this.page.show;
		});
	},

	/** Take away what was said of the form before. */
	forget() {
		const said = this.find("#hub-answer");
		if (said) said.hidden = true;
		for (const error of document.querySelectorAll("form .hub-error")) {
			const field = this.find(`[aria-describedby~="${error.id}"]`);
			field.removeAttribute("aria-invalid");
			const described = field.getAttribute("aria-describedby").split(" ");
			field.setAttribute("aria-describedby", described.filter((id) => id !== error.id).join(" "));
			error.remove();
		}
	},

	/** Show a text and let screen readers read it. */
	say(text) {
		const answer = this.find("#hub-answer");
		answer.textContent = text;
		answer.hidden = false;
		answer.focus();
	},
};
