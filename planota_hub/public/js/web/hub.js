// SPDX-License-Identifier: GPL-3.0-only
/** What the scripts of the hub's pages share: what the page knows, a request, an answer that is read out. */

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
	 * Ask the site to do something while the buttons `asking` rest.
	 *
	 * Resolves to what it answered, or to null after having said why it refused.
	 */
	async call(method, args, asking) {
		const buttons = document.querySelectorAll(asking);
		for (const button of buttons) button.disabled = true;
		const { answer, refusal } = await this.send(method, args);
		for (const button of buttons) button.disabled = false;
		if (refusal) this.say(refusal);
		return refusal ? null : answer;
	},

	/** Send values as an object, or those of a form with its files. */
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
			return { refusal: response ? this.shared.failed : this.shared.lost };
		}
		if (response.ok) return { answer: content.message || {} };
		return { refusal: this.read_messages(content) || this.shared.failed };
	},

	/** What the site said, in plain words. */
	read_messages({ _server_messages }) {
		const texts = JSON.parse(_server_messages || "[]").map((said) => JSON.parse(said).message);
		const parser = new DOMParser();
		return texts.map((text) => parser.parseFromString(text, "text/html").body.textContent).join("\n");
	},

	/** Show a text and let screen readers read it. */
	say(text) {
		const answer = this.find("#hub-answer");
		answer.textContent = text;
		answer.hidden = false;
		answer.focus();
	},
};
