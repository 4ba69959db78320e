import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import uFuzzy from "@leeoniya/ufuzzy";
import Fuse from "fuse.js";
import MiniSearch from "minisearch";

import { atLeast, atMost, type Figure } from "./figures.ts";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const EXAMPLE = ["run", "--quiet", "--release", "--package", "domain", "--example", "find_figures"];
const BEST = 10;

interface Said {
  id: string;
  text: string;
}

/** What the example says of itself, and the committed people and queries, folded. */
interface Finding {
  build_ms: number;
  stroke_p50_ms: number;
  stroke_p95_ms: number;
  strokes: number;
  mib_100k: number;
  recall: number;
  precision: number;
  people: Said[];
  queries: Said[];
}

/** A search of others: the ids of the best, the likeliest first. */
type Search = (text: string) => string[];

/** How well people are found by name, beside libraries that are given the same folded text. */
export async function finding(): Promise<Figure[]> {
  const { stdout } = await run("cargo", EXAMPLE, { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 });
  const ours = JSON.parse(stdout) as Finding;
  const others = [fuse(ours.people), mini(ours.people), fuzzy(ours.people)].map(({ name, search }) => ({ name, ...asked(search, ours.queries) }));
  const beside = (of: "recall" | "precision") => others.map((other) => `${other.name} ${other[of].toFixed(3)}`).join(", ");
  const set = `${ours.queries.length} queries in either script, ${ours.people.length} people`;
  return [
    { what: "right person among the ten first", value: ours.recall, unit: "of 1", target: atLeast(0.98), note: `${set}; ${beside("recall")}` },
    { what: "right person first", value: ours.precision, unit: "of 1", target: atLeast(0.9), note: `${set}; ${beside("precision")}` },
    { what: "index of names, 10,000 people, outside the browser", value: ours.build_ms, unit: "ms", target: atMost(50) },
    {
      what: "a keystroke, p95, 10,000 people, outside the browser",
      value: ours.stroke_p95_ms,
      unit: "ms",
      target: atMost(1),
      note: `${ours.strokes} keystrokes, p50 ${ours.stroke_p50_ms.toFixed(3)} ms`,
    },
    { what: "index of names, 100,000 people", value: ours.mib_100k, unit: "MiB", target: atMost(64) },
  ];
}

function asked(search: Search, queries: readonly Said[]): { recall: number; precision: number } {
  const places = queries.map((query) => search(query.text).slice(0, BEST).indexOf(query.id));
  const share = (wanted: (place: number) => boolean) => places.filter(wanted).length / places.length;
  return { recall: share((place) => place >= 0), precision: share((place) => place === 0) };
}

function fuse(people: readonly Said[]): { name: string; search: Search } {
  const index = new Fuse(people, { keys: ["text"], ignoreLocation: true, threshold: 0.4, useTokenSearch: true } as object);
  return { name: "Fuse.js", search: (text) => index.search(text, { limit: BEST }).map(({ item }) => item.id) };
}

function mini(people: readonly Said[]): { name: string; search: Search } {
  const index = new MiniSearch<Said>({ fields: ["text"], searchOptions: { fuzzy: 0.25, prefix: true } });
  index.addAll(people);
  return { name: "MiniSearch", search: (text) => index.search(text).map(({ id }) => String(id)) };
}

function fuzzy(people: readonly Said[]): { name: string; search: Search } {
  const texts = people.map(({ text }) => text);
  const index = new uFuzzy({ unicode: true, intraMode: 1, interSplit: "[^\\p{L}\\d']+" });
  return {
    name: "uFuzzy",
    search: (text) => {
      const [found, info, order] = index.search(texts, text, 4);
      const places = info && order ? order.map((at) => info.idx[at]) : (found ?? []);
      return places.map((at) => (at === undefined ? "" : (people[at]?.id ?? "")));
    },
  };
}
