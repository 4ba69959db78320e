// The service worker of the staff app: keeps the app on the phone, so that it opens without a network.
//
// The server writes in the version and the list of files when it starts (server/src/site/worker.rs). Promises:
// - All or nothing. A version is kept whole or not at all; until it is whole, the version before it stays in use.
// - Opening /app, or any place under it, never waits for a network. Everything else goes to the network.
// - A new version waits. It starts when the app is next opened after being closed everywhere, or at once when a page
//   posts {type: "apply-update"}. boot.js tells the page that a version waits, and passes that message on.
// - Recorded work lives in IndexedDB, which nothing here touches.
"use strict";

const VERSION = "__VERSION__";
const FILES = __FILES__;
const PREFIX = "hadir-";
const CACHE = PREFIX + VERSION;
const SHELL = "/app";

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(dropOthers().then(() => self.clients.claim())));
self.addEventListener("message", (event) => {
  if (event.data?.type === "apply-update") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (isApp(url.pathname)) event.respondWith(kept(SHELL, request));
  } else if (FILES.some((file) => file.url === url.pathname)) {
    event.respondWith(kept(url.pathname, request));
  }
});

const isApp = (path) => path === SHELL || path.startsWith(SHELL + "/");

// Asks the network only for what the browser threw away.
async function kept(url, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(url, { ignoreVary: true })) ?? fetch(request);
}

// One failure fails the installation, and what it had begun goes with it. What was there before stays: it is in use
// when a server goes back to an earlier version.
async function keepAll() {
  const begun = !(await caches.has(CACHE));
  try {
    const answers = await Promise.all(FILES.map(obtain));
    const cache = await caches.open(CACHE);
    await Promise.all(FILES.map((file, at) => cache.put(file.url, answers[at])));
  } catch (error) {
    if (begun) await caches.delete(CACHE);
    throw error;
  }
}

// A hashed file that an earlier version kept is the same file: it costs no data.
async function obtain({ url, hashed }) {
  const known = hashed ? await caches.match(url, { ignoreVary: true }) : undefined;
  if (known) return known;
  const answer = await fetch(url, { cache: hashed ? "default" : "no-cache" });
  if (!answer.ok || answer.redirected) throw new Error(`${url} answered ${answer.status}`);
  return answer;
}

async function dropOthers() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}
