import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

/** People nobody else is called like: 200 names in two scripts, phones, and what is noted of them. */
export const CANARIES = Array.from({ length: 200 }, (_, at) => {
  const mark = [...String(at).padStart(3, "0")].map((digit) => "bcdfghjklm"[Number(digit)] ?? "").join("");
  return {
    given: `Zqarouna${mark}`,
    family: `Vxunbali${mark}`,
    arabic: `ظقرونغ${[...mark].map((letter) => "بتثجحخدذرز"["bcdfghjklm".indexOf(letter)] ?? "").join("")}`,
    phone: `0699887${String(at).padStart(3, "0")}`,
    note: `Dwarqsiba${mark}`,
  };
});

/** What each canary has in common with the others, as it is written and as it is folded for a search. */
const STEMS = ["Zqarouna", "zqarouna", "Vxunbali", "vxunbali", "ظقرونغ", "0699887", "212699887", "Dwarqsiba", "dwarqsiba"];

/** The canaries as a list that `hadir import` reads. */
export function list(): string {
  const lines = CANARIES.map(({ given, family, arabic, phone, note }) => `${arabic},${given},${family},${phone},${note}`);
  return ["given_ar,given_la,family_la,phone,douar", ...lines].join("\n");
}

/** A text as it may lie on a disk: UTF-8, UTF-16, and base64 of both wherever it begins. */
export function forms(text: string): Buffer[] {
  const plain = [Buffer.from(text, "utf8"), Buffer.from(text, "utf16le"), Buffer.from(text, "utf16le").swap16()];
  const coded = plain.flatMap((bytes) =>
    [0, 1, 2].map((shift) => {
      const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64").replaceAll("=", "");
      // The first characters tell of what stands before, the last one of what comes after.
      return Buffer.from(text.slice(shift === 0 ? 0 : shift + 1, -1), "latin1");
    }),
  );
  return [...plain, ...coded];
}

/** The files under a folder in which a canary is found, and in which form. */
export async function found(folder: string): Promise<string[]> {
  const wanted = STEMS.flatMap((stem) => forms(stem).map((form) => ({ stem, form })));
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // A file the browser took away meanwhile holds nothing.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    for (const { stem, form } of wanted) if (bytes.includes(form)) found.push(`${stem} in ${path}`);
  }
  return found;
}
