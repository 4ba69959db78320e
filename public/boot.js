// Starts the staff app. Runs before the first paint, so that the page never turns from one direction to the other.
//
// What the app may rely on:
// - the language is localStorage "hadir.lang" (ar, fr, en); without it the first language of the browser Hadir speaks;
// - the theme is localStorage "hadir.theme" (light, dark), put into <html data-theme>; without it, as the phone is set;
// - <html data-update="waiting"> and the event "hadir:update-waiting" say that a new version has been kept and waits;
// - the event "hadir:in-use" says that someone has come in: from then on the app is kept on the phone;
// - the event "hadir:apply-update", sent to window, starts that version at once and loads the page again. Nobody has to:
//   it starts by itself the next time the app is opened.
(() => {
  "use strict";
  const { script, wasm } = document.currentScript.dataset;
  const page = document.documentElement;
  const directions = { ar: "rtl", fr: "ltr", en: "ltr" };

  const stored = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // Storage is closed to this page: what the browser says serves.
    }
  };
  const spoken = [stored("hadir.lang"), ...navigator.languages].map((tag) => String(tag).slice(0, 2).toLowerCase());
  page.lang = spoken.find((code) => Object.hasOwn(directions, code)) ?? "ar";
  page.dir = directions[page.lang];
  const theme = stored("hadir.theme");
  if (theme === "light" || theme === "dark") page.dataset.theme = theme;

  const sentences = {
    ar: "تعذر تشغيل حاضر. ما سجلتموه محفوظ في هذا الهاتف. حدثوا المتصفح ثم أعيدوا فتح الصفحة.",
    fr: "Hadir n'a pas pu démarrer. Ce que vous avez enregistré reste sur ce téléphone. Mettez le navigateur à jour, puis rouvrez la page.",
    en: "Hadir could not start. What you recorded is safe on this phone. Update the browser, then open the page again.",
  };
  const tell = () => {
    const told = Object.entries(sentences).map(([code, sentence]) => {
      const line = document.createElement("p");
      line.className = "splash__problem";
      line.lang = code;
      line.dir = directions[code];
      line.textContent = sentence;
      return line;
    });
    const place = document.querySelector(".splash") ?? document.body;
    place.append(...told);
    place.setAttribute("role", "alert");
  };

  const start = async () => {
    try {
      const app = await import(script);
      await app.default({ module_or_path: wasm });
    } catch (error) {
      console.error(error);
      tell();
    }
  };

  const watch = (registration) => {
    const say = () => {
      // Without a controller this is the first visit: nothing older is running.
      if (!registration.waiting || !navigator.serviceWorker.controller) return;
      page.dataset.update = "waiting";
      window.dispatchEvent(new Event("hadir:update-waiting"));
    };
    registration.addEventListener("updatefound", () => {
      registration.installing?.addEventListener("statechange", say);
    });
    window.addEventListener("hadir:apply-update", () => {
      if (!registration.waiting) return;
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      registration.waiting.postMessage({ type: "apply-update" });
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") registration.update().catch(() => {}); // Offline: next time.
    });
    say();
  };

  const keep = async () => {
    if (!("serviceWorker" in navigator)) return;
    try {
      watch(await navigator.serviceWorker.register("/sw.js", { scope: "/app", updateViaCache: "none" }));
    } catch (error) {
      console.warn(error); // The app runs; it only cannot be opened offline.
    }
  };

  window.addEventListener("hadir:in-use", keep, { once: true });
  document.addEventListener("DOMContentLoaded", start);
})();
