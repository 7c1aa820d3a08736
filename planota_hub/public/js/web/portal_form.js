// SPDX-License-Identifier: GPL-3.0-only
/**
 * Forms of the portal and of links (`data-act`): what the site answers is said on the page as it is then, the present one
 * or the one that `data-next` names. A form with `data-question` asks first. After one with `data-last` nothing is left
 * to do: the answer stands where the forms were.
 */

const SAID = "hub-said";
const METHODS = "/api/method/";

hub.on("form[data-act]", "submit", async (event) => {
	event.preventDefault();
	const form = event.currentTarget;
	const { question, next } = form.dataset;
	const refusal = hub.look_at_files(form);
	if (refusal) {
		hub.forget();
		return hub.refuse(refusal, form);
	}
	if (question && !window.confirm(question)) return;
	const values = new FormData(form);
	values.delete("csrf_token"); // goes along as a header
	for (const name of ["hub_back", "hub_next"]) values.delete(name); // of a browser without a script
	const method = form.getAttribute("action").slice(METHODS.length);
	const answer = await hub.call(method, values, event.submitter, form);
	// who has read what others changed meanwhile may press once more
	if (hub.shown && form.elements.hub_shown) form.elements.hub_shown.value = hub.shown;
	if (answer === null) return;
	const text = answer.message ?? answer;
	if ("last" in form.dataset) return close_with(text);
	if (typeof text === "string") sessionStorage.setItem(SAID, text);
	if (next) window.location.assign(next);
	else window.location.reload();
});

function close_with(text) {
	for (const part of document.querySelectorAll("form[data-act], [data-until-sent]")) part.remove();
	hub.say(text);
}

const said = sessionStorage.getItem(SAID);
if (said) {
	sessionStorage.removeItem(SAID);
	hub.say(said);
}
hub.restore();
// whoever comes back by the button of the browser finds the page as it was left
window.addEventListener("pageshow", ({ persisted }) => persisted && hub.rest(false));
