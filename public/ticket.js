// A ticket shows at a door where there is no network: this keeps the one in sight on the phone of whoever opened it.
// Without scripts the page is the same, and needs the network.
(() => {
  "use strict";
  const CACHE = "tickets";

  // What stands in the page may be older than what the association has decided since: then it says so.
  const sayWhetherKept = async () => {
    try {
      await fetch("/healthz", { cache: "no-store" });
    } catch {
      document.getElementById("kept")?.removeAttribute("hidden");
    }
  };

  // The worker keeps what it fetches. What came before it was there is kept here, once.
  const keep = async () => {
    if (!("serviceWorker" in navigator)) return;
    const scope = location.pathname.slice(0, location.pathname.lastIndexOf("/") + 1);
    await navigator.serviceWorker.register("/ticket-worker.js", { scope, updateViaCache: "none" });
    if (navigator.serviceWorker.controller) return;
    const parts = performance.getEntriesByType("resource").map((part) => part.name);
    const own = parts.filter((part) => new URL(part).origin === location.origin && !part.endsWith("/healthz"));
    const cache = await caches.open(CACHE);
    await cache.addAll([location.href, ...new Set(own)]);
  };

  addEventListener("load", () => {
    keep().catch((error) => console.warn(error)); // The ticket shows; only not without a network.
    sayWhetherKept();
  });
})();
