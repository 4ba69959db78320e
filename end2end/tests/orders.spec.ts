import { expect, test } from "@playwright/test";

import { order } from "../support/orders.ts";

test.describe.configure({ retries: 0 });

const ORDERS = Number(process.env["HADIR_ORDERS"] ?? 1_000);
const STEPS = 40;

test("deploys, kills and lost networks in any order over three versions mix no page and lose nothing", async () => {
  test.setTimeout(300_000);
  const from = Number(process.env["HADIR_ORDERS_FROM"] ?? 1);
  for (let seed = from; seed < from + ORDERS; seed++) {
    const broken = await order(seed, STEPS);
    expect(broken, `HADIR_ORDERS_FROM=${seed} HADIR_ORDERS=1 tells this one again`).toBeUndefined();
  }
});
