import { inspect } from "./support/inspect";
import { expect, test } from "./support/test";

const HEADER = "Company,Acct,E-mail,Contact,Contact e-mail,Remarks\n";

function csv(rows: string): { name: string; mimeType: string; buffer: Buffer } {
  return { name: "old system.csv", mimeType: "text/csv", buffer: Buffer.from(HEADER + rows) };
}

test("a rep brings customers in: bad cells are marked, a mended file goes in whole, and the same one again adds nothing", async ({ openAs }) => {
  const page = await openAs("sales");
  const key = crypto.randomUUID().slice(0, 8);
  const good = `Pine ${key},P-${key},office@pine-${key}.example,Ada,ada@pine-${key}.example,loud\n`;
  await page.goto("/customers");
  await page.getByRole("link", { name: "Import" }).click();
  const file = page.getByLabel("File to import");
  await file.setInputFiles(csv(`${good}Oak ${key},O-${key},nobody,,,\n`));
  await page.getByLabel("Remarks fills").selectOption("Note");
  await page.getByRole("button", { name: "Check the file" }).press("Enter");
  const bad = page.getByRole("region", { name: "Cells that need attention" }).getByRole("row", { name: "nobody" });
  await expect(bad).toContainText("Write the whole e-mail address");
  await expect(page.getByRole("button", { name: "Import 2 rows" })).toBeDisabled();
  await inspect(page, "an import with a bad cell");

  await page.goto("/imports");
  await inspect(page, "the imports");
  await file.setInputFiles(csv(good));
  await expect(page.getByLabel("Remarks fills")).toHaveValue("note");
  await page.getByRole("button", { name: "Check the file" }).click();
  await expect(page.getByText("Every cell is right")).toBeVisible();
  await page.getByRole("button", { name: "Import 1 row" }).press("Enter");
  await page.getByRole("link", { name: `Pine ${key}` }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Pine ${key}` })).toBeVisible();
  await expect(page.getByText(`ada@pine-${key}.example`)).toBeVisible();

  await page.goto("/imports");
  await file.setInputFiles(csv(good));
  await page.getByRole("button", { name: "Check the file" }).click();
  await expect(page.getByText("This very file was imported on")).toBeVisible();
  await page.getByText("1 in the file are here already and would be left as they are").click();
  await expect(page.getByText(`same account number as Pine ${key}`)).toBeVisible();
});
