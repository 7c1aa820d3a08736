// SPDX-License-Identifier: GPL-3.0-only
/**
 * The log-in (`/login`). Of its sections, that is shown which the address names behind #. What the site answers are the
 * framework's answers to a log-in, with a second factor or without one, and to those who have forgotten their password.
 */

const HTTP_OK = 200,
	UNAUTHORISED = 401,
	NOT_FOUND = 404;
const SMS = "SMS"; // its prompt is English in every language
const sections = [...document.querySelectorAll("[data-section]")];
const answer_place = hub.find("#hub-answer");
let attempt; // the log-in that waits for a code

function show_section() {
	const asked = window.location.hash.slice(1);
	const section = sections.find(
		({ dataset }) => dataset.section === asked && (attempt || asked !== "code")
	);
	open_section(section || sections[0], Boolean(section));
}

function open_section(section, is_focused) {
	for (const other of sections) other.hidden = other !== section;
	hub.forget();
	section.querySelector("h1").after(answer_place);
	const field = section.querySelector("input");
	const typed = hub.find("#login_email")?.value;
	if (field?.autocomplete === "username" && !field.value && typed?.includes("@")) field.value = typed;
	if (is_focused) field?.focus();
}

const ACTS = {
	async login(form, button) {
		const { usr, pwd } = read(form);
		attempt = undefined;
		go_on(await hub.ask(button.value || "login", { usr: usr.trim(), pwd }, button), hub.page.wrong);
	},

	async code(form, button) {
		go_on(await hub.ask("login", { ...attempt, ...read(form) }, button), hub.page.wrong_code);
	},

	async forgot(form, button) {
		const said = await hub.ask("frappe.core.doctype.user.user.reset_password", read(form), button);
		say_what_was_sent(said);
	},

	async "login-with-email-link"(form, button) {
		say_what_was_sent(await hub.ask("frappe.www.login.send_login_link", read(form), button));
	},

	async signup(form, button) {
		const values = { ...read(form), redirect_to: get_wanted() };
		const { answer, refusal } = await hub.ask("frappe.core.doctype.user.user.sign_up", values, button);
		hub.rest(false);
		hub.say(refusal || answer[1]);
	},
};

const read = (form) => Object.fromEntries(new FormData(form));

/** Whether there is an account with an address, nobody learns here. */
function say_what_was_sent({ refusal, status = refusal && 0 }) {
	hub.rest(false);
	hub.say(refusal && status !== NOT_FOUND ? refusal : hub.page.sent);
}

/** Lead on who is let in; ask for the code of who needs one. */
function go_on({ content, refusal, said, status = refusal ? 0 : HTTP_OK }, wrong) {
	// the framework has no words for a wrong password, and fails at a code that is too old
	const is_wrong = status === UNAUTHORISED || (attempt && status);
	if (status !== HTTP_OK) return hub.say(said || (is_wrong ? wrong : refusal));
	const { message, verification, tmp_id, redirect_to, home_page } = content;
	if (message === "Password Reset") return window.location.assign(redirect_to);
	if (verification) return ask_for_code(verification, tmp_id);
	window.location.assign(get_wanted() || redirect_to || home_page);
}

function ask_for_code({ setup, prompt: words, method }, tmp_id) {
	attempt = { tmp_id };
	hub.rest(false);
	hub.find("#prompt").textContent = (method !== SMS && words) || (setup ? hub.page.code : hub.page.no_code);
	window.location.hash = "code";
}

/** Where whoever logs in wanted to go: an address of this site only. */
function get_wanted() {
	const wanted = new URLSearchParams(window.location.search).get("redirect-to");
	if (!wanted) return "";
	try {
		const address = new URL(wanted, window.location.origin);
		return address.origin === window.location.origin ? address.href : "";
	} catch {
		return "";
	}
}

hub.on("form[data-act]", "submit", (event) => {
	event.preventDefault();
	const form = event.currentTarget;
	ACTS[form.dataset.act](form, event.submitter || form.querySelector("[type=submit]"));
});
hub.let_show_passwords();
window.addEventListener("hashchange", show_section);
// whoever comes back by the button of the browser may log in once more
window.addEventListener("pageshow", ({ persisted }) => persisted && hub.rest(false));
show_section();
