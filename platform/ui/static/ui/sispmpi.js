/* Makes pages nicer; every page works without it. */
(function () {
  "use strict";

  var RELEASE_AFTER_MS = 8000;

  function release(form) {
    form.removeAttribute("aria-busy");
  }

  /* A second click on "Enviar" must not send twice; the mark is taken off again in case a file came back. */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      return;
    }
    form.setAttribute("aria-busy", "true");
    window.setTimeout(release, RELEASE_AFTER_MS, form);
  });

  document.addEventListener("htmx:afterRequest", function (event) {
    var form = event.target.closest ? event.target.closest("form") : null;
    if (form) release(form);
  });

  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[aria-busy]").forEach(release);
  });

  function focusSummary(root) {
    var summary = root.querySelector("[data-focus]");
    if (summary) summary.focus();
  }

  document.addEventListener("DOMContentLoaded", function () {
    focusSummary(document);
  });

  document.addEventListener("htmx:afterSwap", function (event) {
    focusSummary(event.target);
  });

  /* A form that keeps itself: what is typed goes to the server, at the latest when the page is left. */
  function keepers(form) {
    return form ? form.querySelectorAll("[data-autosave]") : [];
  }

  document.addEventListener("input", function (event) {
    keepers(event.target.closest("form")).forEach(function (keeper) {
      keeper.dataset.dirty = "true";
    });
  });

  document.addEventListener("htmx:afterOnLoad", function (event) {
    if (event.target.matches("[data-autosave]")) delete event.target.dataset.dirty;
  });

  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (event.target.matches("[data-autosave]")) event.target.textContent = event.target.dataset.lost;
    });
  });

  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState !== "hidden") return;
    document.querySelectorAll("[data-autosave][data-dirty]").forEach(function (keeper) {
      var form = keeper.closest("form");
      if (form.getAttribute("aria-busy") === "true") return;
      if (navigator.sendBeacon(keeper.getAttribute("hx-post"), new FormData(form))) delete keeper.dataset.dirty;
    });
  });

  function openMenus() {
    return document.querySelectorAll(".sp-person[open], .sp-nav-group[open], .sp-nav-narrow[open]");
  }

  document.addEventListener("click", function (event) {
    openMenus().forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    var menu = Array.from(openMenus()).pop();
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
