// SPDX-License-Identifier: GPL-3.0-only
// What ESLint asks of the JavaScript of the app, with the globals of Frappe's pages, and of that of the bundler.
import js from "@eslint/js";
import globals from "globals";

// what the framework and the app's own scripts bring to every page of the Desk or the website
const PAGE_GLOBALS = [
	"$",
	"L",
	"__",
	"cint",
	"format_currency",
	"format_number",
	"frappe",
	"locals",
	"moment",
	"planota_hub",
];

// globals of the browser that are fields of records too: a local may be called so, the global is never meant
const FIELDS_TOO = ["event", "name", "status"];

const rules = {
	...js.configs.recommended.rules,
	eqeqeq: "error",
	"no-redeclare": ["error", { builtinGlobals: true }],
	"no-restricted-globals": ["error", ...FIELDS_TOO],
	"no-restricted-properties": [
		"error",
		{
			object: "frappe",
			property: "perm",
			message:
				"Asked before a DocType is loaded, it remembers that nobody may. Ask frm or frappe.model.",
		},
	],
	"no-shadow": ["error", { allow: FIELDS_TOO, builtinGlobals: true }],
	"no-unused-vars": ["error", { varsIgnorePattern: "^hub$" }],
	"no-var": "error",
	"prefer-const": "error",
};

// scripts that a template fills in: what it fills in becomes a name of the same length, so that places stay
const template = {
	meta: { name: "template" },
	preprocess: (text) => [
		text.replace(/\{%.*?%\}/gs, blank).replace(/\{\{.*?\}\}/gs, (part) => "frappe".padEnd(part.length)),
	],
	postprocess: ([messages]) => messages,
};

function blank(part) {
	return part.replace(/[^\n]/g, " ");
}

function readonly(names) {
	return Object.fromEntries(names.map((name) => [name, "readonly"]));
}

export default [
	{ linterOptions: { reportUnusedDisableDirectives: "error" } },
	{
		files: ["planota_hub/**/*.js"],
		languageOptions: {
			sourceType: "script",
			globals: { ...globals.browser, ...readonly(PAGE_GLOBALS) },
		},
		rules,
	},
	{
		files: ["planota_hub/*/web_form/**/*.js"],
		processor: template,
	},
	{
		files: ["planota_hub/public/js/web/*.js"],
		ignores: ["planota_hub/public/js/web/hub.js"],
		languageOptions: { globals: readonly(["hub"]) },
	},
	{
		files: ["embedded/**/*.mjs", "tests/**/*.mjs"],
		languageOptions: { globals: globals.nodeBuiltin },
		rules,
	},
];
