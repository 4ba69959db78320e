import { readFileSync } from "node:fs";

import { PEOPLE } from "../support/hadir.ts";

/** What a list of people says at its head. */
const HEADER = "الاسم الشخصي;الاسم العائلي;Prénom;Nom;الجنس;Date de naissance;Téléphone;الجماعة";

/** Names and places of the demo's invented people, in both scripts. */
const parts = read();

interface Parts {
  given: [ar: string, la: string, sex: string][];
  family: [ar: string, la: string][];
  communes: string[];
}

function read(): Parts {
  const given = new Map<string, [string, string, string]>();
  const family = new Map<string, [string, string]>();
  const communes = new Set<string>();
  for (const row of readFileSync(PEOPLE, "utf8").split("\n").slice(1)) {
    const [, givenAr = "", familyAr = "", familyLa = "", givenLa = "", sex = "", , , commune = ""] = row.split(";");
    if (givenAr && givenLa) given.set(givenAr, [givenAr, givenLa, sex]);
    if (familyAr && familyLa) family.set(familyAr, [familyAr, familyLa]);
    if (commune) communes.add(commune);
  }
  if (given.size < 20 || family.size < 20) throw new Error(`The demo's people in ${PEOPLE} have too few names to combine.`);
  return { given: [...given.values()], family: [...family.values()], communes: [...communes] };
}

/** So many invented people as lines of CSV, the same each time and no one twice: combined names, two scripts. */
export function people(count: number, seed: number): string[] {
  const dice = mulberry(seed);
  const below = (limit: number) => Math.floor(dice() * limit);
  const lines = new Set<string>();
  const phones = new Set<number>();
  while (lines.size < count) {
    const [givenAr, givenLa, sex] = parts.given[below(parts.given.length)] ?? ["", "", ""];
    const [familyAr, familyLa] = parts.family[below(parts.family.length)] ?? ["", ""];
    const year = 1935 + below(85);
    const born = dice() < 0.4 ? String(year) : `${two(1 + below(28))}/${two(1 + below(12))}/${year}`;
    const number = 600_000_000 + below(200_000_000);
    const unknown = born.length > 4 && dice() < 0.15;
    if (phones.has(number)) continue;
    phones.add(number);
    const phone = unknown ? "" : `0${number}`;
    const commune = parts.communes[below(parts.communes.length)] ?? "";
    lines.add([givenAr, familyAr, givenLa, familyLa, sex, born, phone, commune].join(";"));
  }
  return [...lines];
}

/** Lines as a file that a spreadsheet would write. */
export function csv(lines: readonly string[]): string {
  return `\uFEFF${[HEADER, ...lines].join("\r\n")}\r\n`;
}

const two = (number: number) => String(number).padStart(2, "0");

/** A small generator of numbers from 0 to 1, the same on every machine. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
