import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The interface's languages, in the order in which each sentence is written. */
export const LANGS = ["ar", "fr", "en"] as const;
export type Lang = (typeof LANGS)[number];

/** A sentence in the three languages; counted ones have one form for each plural category. */
type Said = readonly string[] | readonly (readonly string[])[];

const folder = fileURLToPath(new URL("../../app/src/i18n/words", import.meta.url));
const literal = String.raw`"(?:[^"\\]|\\.)*"`;
const text = new RegExp(`^\\s*(\\w+)(?:\\([^)]*\\))?:\\s*(${literal}),\\s*(${literal}),\\s*(${literal});`, "gm");
const list = String.raw`\[([^\]]*)\]`;
const counted = new RegExp(`^\\s*(\\w+):\\s*${list},\\s*${list},\\s*${list};`, "gm");
const categories = { ar: ["zero", "one", "two", "few", "many", "other"], fr: ["one", "other"], en: ["one", "other"] };

const sentences = read();

/** The words of the interface, read where they are written: a better wording breaks no test. */
export class Words {
  private readonly at: number;

  constructor(readonly lang: Lang) {
    this.at = LANGS.indexOf(lang);
  }

  /** A fixed sentence, such as `roll.present`. */
  text(key: string): string {
    const said = this.said(key);
    if (typeof said !== "string") throw new Error(`${key} is counted: use count`);
    return said;
  }

  /** A sentence with its parts filled in; what is filled in may stand between marks of direction. */
  say(key: string, parts: Record<string, string | number>): RegExp {
    const pattern = this.text(key).split(/\{(\w+)\}/).map((piece, at) => {
      if (at % 2 === 0) return escaped(piece);
      return parts[piece] === undefined ? ".*" : `\\u2068?${escaped(String(parts[piece]))}\\u2069?`;
    });
    return new RegExp(pattern.join(""));
  }

  /** A counted sentence, such as `import.added` of 250. */
  count(key: string, n: number): string {
    const forms = this.said(key);
    if (typeof forms === "string") throw new Error(`${key} is not counted`);
    const category = new Intl.PluralRules(this.lang).select(n);
    const form = forms[categories[this.lang].indexOf(category)] ?? forms.at(-1) ?? "";
    return form.replace("{}", String(n));
  }

  private said(key: string): string | readonly string[] {
    const said = sentences.get(key)?.[this.at];
    if (said === undefined) throw new Error(`the interface has no words called ${key}`);
    return said;
  }
}

function read(): Map<string, Said> {
  const found = new Map<string, Said>();
  for (const file of readdirSync(folder).filter((name) => name !== "mod.rs")) {
    const source = readFileSync(`${folder}/${file}`, "utf8");
    const place = file.replace(".rs", "");
    for (const [, name, ...three] of source.matchAll(text)) found.set(`${place}.${name}`, three.map(unquoted));
    for (const [, name, ...three] of source.matchAll(counted)) {
      found.set(`${place}.${name}`, three.map((forms) => (forms.match(new RegExp(literal, "g")) ?? []).map(unquoted)));
    }
  }
  return found;
}

function unquoted(quoted: string): string {
  return JSON.parse(quoted) as string;
}

function escaped(plain: string): string {
  return plain.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
