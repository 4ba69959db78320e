import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { Hadir } from "../support/hadir.ts";
import { PASSWORD } from "../support/pages/sign_in.ts";
import type { Postgres } from "../support/postgres.ts";
import { csv, people } from "./people.ts";

/** People on the sheet of the session that is marked: the same in every association. */
export const SHEET = 1_000;
/** People one file may bring. */
const FILE_ROWS = 20_000;

/** One association of the town, with a head who can sign in. */
export interface Association {
  id: string;
  head: string;
  password: string;
  people: number;
  /** Its people as lines of CSV, those of the sheet first. */
  lines: string[];
}

/** One server with associations of several sizes. */
export class Town {
  private files = 0;

  private constructor(readonly hadir: Hadir) {}

  static async found(postgres?: Postgres): Promise<Town> {
    return new Town(await Hadir.start(postgres));
  }

  /** Adds an association: its head by invitation, its people by importing lists. */
  async add(size: number, seed = size): Promise<Association> {
    const name = `Bench ${size} ${seed}`;
    const added = await this.hadir.tell("association", "add", "--name-la", name, "--json");
    const { association: id } = JSON.parse(added) as { association: string };
    const head = `head-${size}-${seed}`;
    await this.invite(id, head);
    const place = { id, head, password: PASSWORD, people: size, lines: people(size, seed) };
    for (let at = 0; at < size; at += FILE_ROWS) {
      const part = place.lines.slice(at, at + FILE_ROWS);
      // Invented names meet by chance: they are as many people all the same.
      const { accepted } = await this.import(place, part, ["--add-likely"]);
      if (accepted !== part.length) throw new Error(`Of ${part.length} invented people ${accepted} were taken: the list has repeats.`);
    }
    return place;
  }

  /** Registers the people of the sheet for an activity, by importing them again. */
  async register(place: Association, activity: string): Promise<void> {
    const { registered } = await this.import(place, place.lines.slice(0, SHEET), ["--activity", activity]);
    if (registered !== SHEET) throw new Error(`Of ${SHEET} people ${registered} were registered for the activity.`);
  }

  private async import(place: Association, lines: string[], options: string[]): Promise<{ accepted: number; registered: number }> {
    const file = join(this.hadir.folder, `people-${++this.files}.csv`);
    await writeFile(file, csv(lines));
    return JSON.parse(await this.hadir.tell("import", file, "--association", place.id, ...options, "--json"));
  }

  private async invite(association: string, login: string): Promise<void> {
    const said = await this.hadir.tell("member", "invite", "--association", association, "--name", login, "--json");
    const { link } = JSON.parse(said) as { link: string };
    const answer = await fetch(`${this.hadir.url}/api/v1/invitation/accept`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: this.hadir.url },
      body: JSON.stringify({ token: new URL(link).hash.slice(1), name: login, login, password: PASSWORD, device_name: "bench" }),
    });
    if (!answer.ok) throw new Error(`The invitation was not accepted: ${answer.status} ${await answer.text()}`);
  }
}
