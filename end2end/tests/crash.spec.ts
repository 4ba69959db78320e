import { counters, Oracle, toldServer } from "../support/oracle.ts";
import { LITERACY } from "../support/pages/today.ts";
import { App } from "../support/pages/app.ts";
import { Tape } from "../support/tape.ts";
import { demoTest as test, expect, keptOnPhone } from "../support/test.ts";
import { Volunteer } from "../support/volunteer.ts";

test.describe.configure({ retries: 0 });

/** How often something is killed; `make soak` asks for more. */
const CRASHES = Number(process.env.HADIR_CRASHES ?? 10);
/** The seed of what is done and killed; a failure names it. */
const SEED = Number(process.env.HADIR_CRASH_SEED ?? Date.now() % 1_000_000);
const PEOPLE = 5;

test.afterEach(({}, info) => {
  if (info.status !== info.expectedStatus) console.log(`once more: HADIR_CRASH_SEED=${SEED} HADIR_CRASHES=${CRASHES}`);
});

test(`phone and server are killed ${CRASHES} times in a roll call: nothing is lost, torn or doubled`, async ({ handset, hadir }) => {
  test.setTimeout(120_000 + CRASHES * 20_000);
  const first = new App(await (await handset.open()).newPage());
  await first.signIn.as("khadija");
  await keptOnPhone(first.page);
  const session = await first.today.openRoll(LITERACY);
  const names = await first.roll.names(PEOPLE);
  await handset.close();
  const before = await hadir.exported();

  const [tape, oracle] = [new Tape(SEED, PEOPLE), new Oracle()];
  const volunteer = new Volunteer(handset, hadir, oracle, session, names);
  await volunteer.open();
  for (let crash = 1; crash <= CRASHES; crash++) {
    const next = tape.crash();
    await test.step(`crash ${crash}: ${JSON.stringify(next)}`, async () => {
      for (const step of next.before) await volunteer.play(step);
      await volunteer.crash(next);
    });
  }

  await volunteer.play({ does: "network", up: true });
  await volunteer.app.syncNow();
  await volunteer.app.allSent();
  const exported = await hadir.exported();
  expect(toldServer(exported, session, before), "each thing shown as saved, once and in its order").toEqual(oracle.told());
  const made = counters(exported, before).sort((one, other) => one - other);
  expect(made, "each counter of this phone once").toEqual(made.map((_, at) => (made[0] ?? 0) + at));
  await hadir.tell("verify-log");
});
