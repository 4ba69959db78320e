import { AHEAD_H } from "./phone.ts";

const HOUR_MS = 3_600_000;

/** What the phone's wall clock shows at an instant, as ISO says it. */
const wall = (at: number): string => new Date(at + AHEAD_H * HOUR_MS).toISOString();

/** The day it is on the phone, some days moved, as an address says it. */
export const day = (moved = 0): string => wall(Date.now() + moved * 24 * HOUR_MS).slice(0, 10);

/** The hour and minute that the phone's clock showed at an instant. */
export const time = (at: number): string => wall(at).slice(11, 16);

/** The instant at which the phone's clock shows a minute of today. */
export const instant = (minute: number): number => Date.parse(day()) + minute * 60_000 - AHEAD_H * HOUR_MS;
