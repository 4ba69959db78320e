import { Line, type Moment } from "../support/line.ts";
import { SCHOOL } from "../support/pages/today.ts";
import { demoTest as test, expect } from "../support/test.ts";

/** How many of the marks of the request under way the database may hold after the cut. */
const HELD: Record<Moment, (all: number) => number[]> = {
  "as it arrives": () => [0],
  "at work": (all) => [0, all],
  "as it answers": (all) => [all],
};

for (const moment of ["as it arrives", "at work", "as it answers"] as const satisfies readonly Moment[]) {
  test(`the server killed in the middle of a sync, ${moment}, loses nothing and doubles nothing`, async ({ phones, hadir }) => {
    const line = await Line.to(hadir.url);
    const app = await phones.of("hassan", "ar", { baseURL: line.url });
    const session = await app.today.openRoll(SCHOOL);
    line.down();
    const [present, late] = (await app.roll.names(2)) as [string, string];
    await app.roll.mark(present, "present");
    await app.roll.choose(late, "late");
    await app.roll.everyoneElseAbsent();
    const shown = await app.roll.counts();
    expect(shown.absent).toBeGreaterThan(50);

    line.restore();
    const cut = line.cutAt(moment, () => hadir.kill());
    await app.page.goto("/app/sync");
    await expect(app.sync.items).not.toHaveCount(0);
    await app.button("sync.send_now").tap();
    await cut;
    const kept = (await hadir.exported()).attendance(session).length;
    const everyone = shown.present + shown.late + shown.absent;
    expect(HELD[moment](everyone), "a request is kept whole or not at all").toContain(kept);
    await app.offline();

    await hadir.start();
    line.restore();
    await app.button("sync.send_now").tap();
    await app.allSent();
    await expect(app.sync.items).toHaveCount(0);

    const exported = await hadir.exported();
    const marks = exported.marks(session);
    expect(marks.get(present)).toBe("present");
    expect(marks.get(late)).toBe("late");
    expect([...marks.values()].filter((mark) => mark === "absent")).toHaveLength(shown.absent);
    for (const attendance of exported.attendance(session)) expect(exported.entriesOf(attendance.id)).toHaveLength(1);
    expect(await hadir.tell("verify-log")).toBeTruthy();

    const head = await phones.of("samira");
    await head.roll.open(session);
    expect(await head.roll.counts()).toEqual(shown);
    await line.throwAway();
  });
}
