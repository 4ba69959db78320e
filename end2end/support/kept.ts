import type { Page } from "@playwright/test";

/** What a phone's database holds, whatever the app says of it. */
export interface Kept {
  /** Rows by store. */
  rows: Record<string, number>;
  /** All that is readable in the rows, one after the other. */
  text: string;
}

/** Reads the phone's database past the app. */
export function kept(page: Page): Promise<Kept> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const bytes = (row: unknown) => (row instanceof Uint8Array ? row : ((row as { body?: Uint8Array }).body ?? new Uint8Array()));
    const database = await answer(indexedDB.open("hadir"));
    const [rows, decoder]: [Record<string, number>, TextDecoder] = [{}, new TextDecoder()];
    let text = "";
    for (const store of database.objectStoreNames) {
      const all = await answer(database.transaction(store).objectStore(store).getAll());
      rows[store] = all.length;
      text += all.map((row) => decoder.decode(bytes(row))).join("\n");
    }
    database.close();
    return { rows, text };
  });
}
