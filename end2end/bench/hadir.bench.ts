import { test } from "@playwright/test";

import { Figures } from "./figures.ts";
import { finding } from "./find.ts";
import { Handset } from "./handset.ts";
import { describe, pulse } from "./machine.ts";
import { findFigures, peopleFigures } from "./list.ts";
import { coldOpen, coldRoll, layFloor, unlocking } from "./open.ts";
import type { Tap } from "./probe.ts";
import { reportFigures } from "./report.ts";
import { large } from "./scale.ts";
import { scanFigures } from "./scan.ts";
import { accepted, verified } from "./server.ts";
import { sealing } from "./sealing.ts";
import { simulated } from "./simulation.ts";
import { firstPull, idle, push } from "./sync.ts";
import { flatness, tapFigures, taps } from "./tap.ts";
import { SHEET, Town } from "./town.ts";
import { firstVisit, publicPage } from "./visit.ts";

/** Taps where all of the sheet is not needed. */
const SOME_TAPS = 210;

test("figures", async ({ browser }) => {
  const before = pulse();
  const figures = new Figures();
  const town = await Town.found();
  try {
    await figures.measure("first visit", async () => firstVisit(town, await town.add(10)));
    await figures.measure("public page", () => publicPage(town));
    await middling(town, figures);
    const few = await sized(town, figures, 1_000);
    const many = await sized(town, figures, 100_000);
    await figures.measure("taps compared", async () => flatness(few, many));
    await figures.measure("sealing", async () => sealing(town, await town.add(10_000, 7)));
    await figures.measure("server", () => accepted(town));
    await figures.measure("log verification", () => verified(town));
    await figures.measure("a large association", large);
    await figures.measure("simulation", simulated);
    await figures.measure("finding people", finding);
  } finally {
    await town.hadir.throwAway();
  }
  const broken = figures.finish(describe(browser.version(), before, pulse()));
  if (broken.length > 0) throw new Error(broken.join("\n"));
});

/** A phone with 10,000 people, from its first pull to a roll call with the server gone. */
async function middling(town: Town, figures: Figures): Promise<void> {
  let handset: Handset | undefined;
  await figures.measure("first pull", async () => {
    const pulled = await firstPull(town, await town.add(10_000));
    handset = pulled.handset;
    return pulled.figures;
  });
  const phone = handset;
  if (!phone) return;
  try {
    await figures.measure("cold open", async () => {
      await layFloor(phone);
      return coldOpen(phone);
    });
    await figures.measure("unlocking", () => unlocking(phone));
    await figures.measure("people, 10,000", () => peopleFigures(phone));
    await figures.measure("finding, 10,000", () => findFigures(phone));
    await figures.measure("scans, 10,000 people", async () => {
      await phone.page.goto("/app");
      await phone.planSession();
      return scanFigures(phone);
    });
    await phone.synced(() => phone.app.network(true));
    await figures.measure("taps, 10,000 people", async () => {
      await phone.page.goto("/app");
      await phone.planSession();
      return tapFigures(10_000, await taps(phone, SHEET));
    });
    await figures.measure("report, 10,000 people", () => reportFigures(phone));
    await figures.measure("push", () => push(phone, SHEET));
    await figures.measure("offline cold start", () => coldRoll(phone));
  } finally {
    await phone.throwAway();
  }
}

/** A phone with so many people: its taps, a report, and a sync with nothing to say. Resolves to the taps. */
async function sized(town: Town, figures: Figures, people: number): Promise<Tap[]> {
  const phone = await Handset.of(town, await town.add(people));
  let tapped: Tap[] = [];
  try {
    await figures.measure(`taps, ${people} people`, async () => {
      await phone.signIn();
      await phone.planSession();
      tapped = await taps(phone, SOME_TAPS);
      return tapFigures(people, tapped);
    });
    await figures.measure(`report, ${people} people`, () => reportFigures(phone));
    await figures.measure(`nothing to say, ${people} people`, async () => {
      await phone.synced(() => phone.app.network(true));
      return idle(phone);
    });
  } finally {
    await phone.throwAway();
  }
  return tapped;
}
