// SPDX-License-Identifier: GPL-3.0-only
/** A form that is sent without leaving the page, and whose entries are kept in this window until they were sent. */

const CHECKABLE = ["checkbox", "radio"];

const form_page = {
	content: hub.find("#content"),
	article: () => hub.find(".hub-form-page"),
	form: () => hub.find("#hub-form"),

	start() {
		const { person } = this.article().dataset;
		this.draft = `hub-form ${this.form()?.getAttribute("action")} ${person}`;
		for (const element of document.querySelectorAll("[data-with-script]")) element.hidden = false;
		this.content.addEventListener("submit", (event) => this.submit(event));
		this.content.addEventListener("input", () => this.keep());
		this.content.addEventListener("change", ({ target }) => {
			this.keep_file(target);
			this.follow_choices();
		});
		this.content.addEventListener("click", (event) => this.click(event));
		window.addEventListener("popstate", (event) => this.go_to(event.state?.step));
		this.prepare();
		const kept = "fresh" in this.article().dataset && sessionStorage.getItem(this.draft);
		if (kept) this.put_back(JSON.parse(kept));
		else if (this.form()) history.replaceState({ step: this.step() }, "");
	},

	step: () => Number(hub.find("#hub-form [name=hub_step]").value),

	/** What was typed, without the token of the log-in, which another log-in would not know, and without files. */
	entries: () =>
		[...new FormData(form_page.form())].filter(
			([fieldname, value]) => fieldname !== "csrf_token" && typeof value === "string"
		),

	keep() {
		if (this.form()) sessionStorage.setItem(this.draft, JSON.stringify(this.entries()));
	},

	/** The files that were chosen, by their fields: no page brings them back. */
	files: {},

	keep_file({ type, name, files }) {
		if (type === "file") this.files[name] = files;
	},

	choose_files_again() {
		for (const field of this.form()?.querySelectorAll("input[type=file]") || []) {
			if (!this.files[field.name]?.length) continue;
			field.files = this.files[field.name];
			field.parentNode.querySelector("[data-choose-again]")?.remove();
		}
	},

	prepare() {
		this.follow_choices();
		this.choose_files_again();
		for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
		if ("done" in this.article().dataset) sessionStorage.removeItem(this.draft);
	},

	/** Show the fields that depend on others, and say of folded lists what is chosen in them. */
	follow_choices() {
		if (!this.form()) return;
		const typed = new FormData(this.form());
		for (const field of document.querySelectorAll("[data-shown-if]")) {
			const conditions = Object.entries(JSON.parse(field.dataset.shownIf));
			field.hidden = !conditions.every(([other, wanted]) => {
				// what is not asked says nothing, whatever was chosen there before
				const asked = hub.find(`#hub-form .hub-field[data-fieldname="${other}"]`);
				const value = (!asked?.hidden && typed.get(other)) || "";
				return wanted.length ? wanted.includes(value) : value;
			});
		}
		for (const summary of document.querySelectorAll("summary[data-empty]")) {
			const chosen = [...summary.parentNode.querySelectorAll(":checked + span")];
			summary.textContent =
				chosen.map((label) => label.textContent).join(", ") || summary.dataset.empty;
		}
	},

	click(event) {
		const button = event.target.closest("[data-copy], [data-forget]");
		if (!button) return;
		if ("forget" in button.dataset) {
			sessionStorage.removeItem(this.draft);
			return;
		}
		const code = hub.find("[data-tracking-code]").textContent;
		navigator.clipboard.writeText(code).then(() => (button.textContent = hub.page.copied));
	},

	submit(event) {
		event.preventDefault();
		const refusal = hub.look_at_files(this.form());
		if (refusal) {
			hub.forget();
			hub.refuse(refusal, this.form());
			return;
		}
		const { name: action, value } = event.submitter || hub.find("#hub-form [name=hub_go]");
		this.send([...new FormData(this.form()), [action, value]], event.submitter);
	},

	go_to(step) {
		if (step === undefined) return;
		if (this.form())
			this.send([...new FormData(this.form()), ["hub_go", "show"]], null, { step, replaces: true });
		else location.reload();
	},

	put_back(entries) {
		const token = hub.find("#hub-form [name=csrf_token]");
		if (token) entries.push([token.name, token.value]);
		const restored = [...entries, ["hub_go", "show"], ["hub_restored", "1"]];
		this.send(restored, null, { replaces: true, keeps_typed: true });
	},

	/** The fields in which something was typed or chosen since the page came. */
	typed() {
		return [...this.form().elements].filter(
			({ name, type, value, defaultValue, checked, defaultChecked, options }) => {
				if (!name || type === "hidden" || type === "file") return false;
				if (options) return [...options].some((one) => one.selected !== one.defaultSelected);
				return CHECKABLE.includes(type) ? checked !== defaultChecked : value !== defaultValue;
			}
		);
	},

	/** Put what was typed meanwhile into the form that has come, where the person goes on typing. */
	type_again(fields, place) {
		if (!fields.length || !this.form()) return;
		const elements = [...this.form().elements];
		for (const { name, type, value, checked } of fields) {
			const is_checkable = CHECKABLE.includes(type);
			const field = elements.find((one) => one.name === name && (!is_checkable || one.value === value));
			if (field && is_checkable) field.checked = checked;
			else if (field) field.value = value;
		}
		this.follow_choices();
		this.keep();
		elements.find(({ name }) => name && name === place)?.focus();
	},

	/** Send what was typed, and show the page that comes back in the place of this one. */
	async send(entries, button, { step, replaces, keeps_typed } = {}) {
		if (this.is_sending) return;
		const body = this.form().enctype === "multipart/form-data" ? new FormData() : new URLSearchParams();
		for (const [fieldname, value] of entries) body.append(fieldname, value);
		if (step !== undefined) body.set("hub_step", step);
		const label = button?.textContent;
		this.rest(true);
		if (button) button.textContent = hub.page.sending;
		let page;
		try {
			const response = await fetch(this.form().action, { method: "POST", body });
			page = new DOMParser().parseFromString(await response.text(), "text/html");
		} catch {
			this.wait_for_connection(button);
		}
		this.rest(false);
		if (button) button.textContent = label;
		if (page?.querySelector(".hub-form-page")) {
			const typed = keeps_typed ? this.typed() : [];
			const place = document.activeElement.name;
			this.show(page, replaces);
			this.type_again(typed, place);
		} else if (page) hub.say(hub.page.failed);
	},

	rest(is_sending) {
		this.is_sending = is_sending;
		if (!this.form()) return;
		this.form().setAttribute("aria-busy", is_sending);
		for (const button of this.form().querySelectorAll("[type=submit]")) button.disabled = is_sending;
	},

	/** Without a connection nothing is lost, and the same button is pressed again once there is one. */
	wait_for_connection(button) {
		hub.say(navigator.onLine ? hub.page.lost : hub.page.offline);
		if (navigator.onLine || !button) return;
		window.addEventListener("online", () => button.isConnected && button.click(), { once: true });
	},

	/** Show a page; one that replaces another has no place of its own on the way back. */
	show(page, replaces) {
		const before = this.form() && this.step();
		document.title = page.title;
		this.content.replaceChildren(...page.querySelector("#content").childNodes);
		this.prepare();
		if (this.form()) {
			this.keep();
			if (!replaces && before !== this.step()) history.pushState({ step: this.step() }, "");
			else history.replaceState({ step: this.step() }, "");
		}
		window.scrollTo(0, 0);
		(hub.find("#content [autofocus]") || this.content).focus();
	},
};

form_page.start();
