import { call, instanceOf, isRegistered } from "../support/cloud.ts";
import { test as configured } from "../support/people.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

const OURS = "GID_BodyPress@@@press-0012";
const WHY = "the press of line 4";

test("a protected credential cannot be deregistered, says why, and can be again when the mark is gone", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id, name } = await instanceOf(signet.url, "platinum");
  await page.goto(`/instances/${instance_id}/credential?open=${encodeURIComponent(OURS)}`);
  await page.getByRole("button", { name: "Protect…" }).click();
  const dialog = page.getByRole("dialog");
  const protect = dialog.getByRole("button", { name: "Protect", exact: true });
  await expect(dialog.getByRole("textbox", { name: "Reason" })).toBeFocused();
  await expect(protect).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.type(WHY);
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page.getByText(`${OURS} is protected`)).toBeVisible();
  await expect(page.getByText(`Because: ${WHY}`)).toBeVisible();
  for (const act of ["Deregister…", "Rotate the secret…"]) {
    const button = page.getByRole("button", { name: act });
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await expect(button).toHaveAttribute("title", `Protected by local: ${WHY}`);
  }
  await expectAccessible(page);
  const refused = await call(signet.url, "UnRegisterDeviceCredential", { instance_id, client_id: OURS }).catch((error: Error) => error.message);
  expect(refused).toContain("protected");
  expect(await isRegistered(signet.url, instance_id, OURS)).toBe(true);

  await page.getByRole("navigation").getByRole("link", { name: "Protected" }).click();
  const row = page.getByRole("row").filter({ hasText: OURS });
  await expect(row).toContainText(WHY);
  await expect(row).toContainText(name);
  await expectAccessible(page);
  await row.getByRole("button", { name: `Actions for ${OURS}` }).click();
  await page.getByRole("menuitem", { name: "Unprotect…" }).click();
  await expect(dialog).toContainText(`Because: ${WHY}`);
  await dialog.getByRole("textbox", { name: "Reason" }).fill("replaced");
  await dialog.getByRole("button", { name: "Unprotect", exact: true }).click();
  await expect(page.getByText("Nothing is marked")).toBeVisible();

  await page.goto(`/instances/${instance_id}/credential?open=${encodeURIComponent(OURS)}&act=deregister`);
  await dialog.getByRole("textbox", { name: /Type .* to confirm/ }).fill("press-0012");
  await dialog.getByRole("button", { name: "Deregister", exact: true }).click();
  await expect(page.getByText("is deregistered").first()).toBeVisible();

  await page.getByRole("link", { name: "History" }).click();
  const entry = (what: string) => page.getByRole("row").filter({ hasText: what });
  await expect(entry("Unprotect")).toContainText("replaced");
  await expect(entry("refused")).toContainText("protected");
});

test("what is in a group protects the group, and a protected client cannot be cut off", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  await fetch(`${signet.url}/api/protected/mark`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-signet": "1" },
    body: JSON.stringify({ instance_id, object: OURS, reason: WHY }),
  });
  await page.goto(`/instances/${instance_id}/groups`);
  await page.getByRole("button", { name: "Actions for GID_BodyPress" }).click();
  const remove = page.getByRole("menuitem", { name: "Delete…" });
  await expect(remove).toHaveAttribute("aria-disabled", "true");
  await expect(remove).toContainText(`It holds ${OURS}`);
  await page.goto(`/instances/${instance_id}/cut-off?open=${encodeURIComponent(OURS)}`);
  const cut = page.getByRole("button", { name: "Cut off now" });
  await expect(cut).toHaveAttribute("aria-disabled", "true");
  await expect(cut).toHaveAttribute("title", `Protected by local: ${WHY}`);
});

configured.describe("with patterns in signet.toml", () => {
  configured.use({ toml: `[[protected]]\npattern = "GID_Body*@@@*"\nreason = "they make the product"\n` });
  configured("patterns of the configuration are listed and cover what they say", async ({ page, signet }) => {
    const { instance_id } = await instanceOf(signet.url, "platinum");
    await page.goto("/protected");
    await expect(page.getByRole("row").filter({ hasText: "GID_Body*@@@*" })).toContainText("they make the product");
    await expectAccessible(page);
    await page.goto(`/instances/${instance_id}/credential?open=${encodeURIComponent(OURS)}`);
    await expect(page.getByText("By the pattern GID_Body*@@@* of signet.toml.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Deregister…" })).toHaveAttribute("aria-disabled", "true");
  });
});

configured.describe("with reasons required in signet.toml", () => {
  configured.use({ toml: `[safety]\nreason_required = ["destroy", "reveal"]\n` });
  configured("where the proxy asks for a reason, the form does before it", async ({ page, signet, watch }) => {
    watch.expectRefusals();
    const { instance_id } = await instanceOf(signet.url, "platinum");
    await page.goto(`/instances/${instance_id}/credential?open=${encodeURIComponent(OURS)}`);
    const reveal = page.getByRole("button", { name: "Reveal the secret" });
    await expect(reveal).toHaveAttribute("aria-disabled", "true");
    await page.getByRole("textbox", { name: "Reason" }).fill("commissioning 设备");
    const sent = page.waitForRequest("**/api/operations/GetDeviceCredential");
    await reveal.click();
    expect((await sent).headers()["x-signet-reason"]).toBe(encodeURIComponent("commissioning 设备"));
    await expect(page.getByRole("timer")).toBeVisible();

    await page.getByRole("button", { name: "Deregister…" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("Required; kept in the audit log");
    await dialog.getByRole("textbox", { name: /Type .* to confirm/ }).fill("press-0012");
    const act = dialog.getByRole("button", { name: "Deregister", exact: true });
    await expect(act).toHaveAttribute("title", "Say why first.");
    await dialog.getByRole("textbox", { name: "Reason" }).fill("x".repeat(201));
    await expect(dialog).toContainText("At most 200 characters.");
    await expect(dialog).toContainText("201 / 200");
    await dialog.getByRole("textbox", { name: "Reason" }).fill("scrapped");
    await act.click();
    await expect(page.getByText("is deregistered").first()).toBeVisible();
  });
});
