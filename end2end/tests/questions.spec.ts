import { demoTest as test, expect } from "../support/test.ts";

test("a head writes what an activity asks, is told what does not fit, and whoever registers is asked it", async ({ phones, hadir }) => {
  const app = await phones.of("samira", "fr");
  const { page, words, questions } = app;
  await page.goto(`/a/${hadir.demo.association}`);
  const register = (await page.locator("a.button--primary[href*='/r/']").first().getAttribute("href")) ?? "";
  const activity = new URL(register, page.url()).pathname.split("/").at(-1) ?? "";
  await app.today.open();
  await questions.change(activity);
  while ((await questions.rows.count()) > 0) {
    const left = (await questions.rows.count()) - 1;
    await questions.rows.first().getByRole("button", { name: words.text("questions.remove") }).tap();
    await expect(questions.rows).toHaveCount(left);
  }
  await questions.add({ text: "Avez-vous un vélo ?", kind: "yes_no", required: true });
  await questions.add({ text: "Quelle couleur ?", kind: "choice", choices: ["Rouge"], when: words.say("questions.if_answer", { question: "Avez-vous un vélo ?", answer: words.text("questions.yes") }) });
  await questions.save();
  await expect(page.getByText(words.text("questions.bad_choices"))).toBeVisible();
  const key = await questions.rows.last().getAttribute("data-question");
  await app.field(`choices-${key}`).fill("Rouge\nVert");
  await questions.save();
  await expect(app.said(words.text("questions.changed"))).toBeVisible();
  await app.syncNow();
  await app.allSent();

  await page.goto(register);
  const colour = page.getByRole("group", { name: /Quelle couleur/ });
  const bicycle = page.getByRole("group", { name: /Avez-vous un vélo/ });
  await expect(bicycle).toBeVisible();
  await expect(colour).toBeHidden();
  await bicycle.getByText(words.text("questions.yes"), { exact: true }).tap();
  await expect(colour.getByText("Vert", { exact: true })).toBeVisible();
});
