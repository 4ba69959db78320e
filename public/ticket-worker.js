// The service worker of tickets: shows one that was opened on this phone before, where there is no network. Promises:
// - The network first: what a ticket says is as new as can be. What was kept serves where no answer comes.
// - Only pages below /t/ and what they are drawn with; a ticket that is no more is forgotten.
// - It has a cache of its own. The staff app's, and its work, it never touches.
"use strict";

const CACHE = "tickets";
// Pages and what they are drawn with; beyond that the oldest go.
const MOST = 40;
// On a bad line what was kept is shown after this long.
const PATIENCE_MS = 4_000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || url.pathname === "/healthz") return;
  const fetched = fetch(request);
  const kept = fetched.then((response) => take(request, response.clone()));
  event.waitUntil(kept.catch(() => {})); // No network, or no room: what was kept before stays.
  event.respondWith(answer(request, fetched));
});

async function answer(request, fetched) {
  const cache = await caches.open(CACHE);
  const kept = () => cache.match(request, { ignoreVary: true, ignoreSearch: request.mode === "navigate" });
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)).then(kept);
  try {
    return (await Promise.race([fetched, late])) ?? (await fetched);
  } catch (error) {
    const found = await kept();
    if (found) return found;
    throw error;
  }
}

async function take(request, response) {
  const cache = await caches.open(CACHE);
  if (response.status === 404) return cache.delete(request, { ignoreSearch: true });
  if (!response.ok || response.redirected) return;
  await cache.put(request, response);
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST)).map((old) => cache.delete(old)));
}
