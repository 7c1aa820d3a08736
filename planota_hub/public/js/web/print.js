// SPDX-License-Identifier: GPL-3.0-only
document.querySelector(".print-button").addEventListener("click", () => window.print());
