import type { Page } from "@playwright/test";
import { groupOf, instanceOf, listCertificates, listIds } from "../support/cloud.ts";
import { settled } from "../support/screens.ts";
import { expect, test } from "../support/test.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** What a screen reader is told without being asked. */
const told = (page: Page) => page.locator(".signet > .ui-visually-hidden [role=status]");

async function fleet(url: string) {
  const { instance_id } = await instanceOf(url, "platinum");
  const { group_id } = await groupOf(url, instance_id, 60);
  const { client_ids } = await listIds(url, instance_id, group_id, 1, 20);
  return { instance_id, group_id, client_ids, list: `/instances/${instance_id}/credentials?group=${group_id}&size=20` };
}

test("the list of credentials: landmarks, the table by rows, and what is turned to", async ({ page, signet }) => {
  const { list, client_ids } = await fleet(signet.url);
  await page.goto(list);
  await page.getByRole("link", { name: client_ids[0], exact: true }).waitFor();
  await settled(page);
  await expect(page.locator(".signet").first()).toMatchAriaSnapshot(`
    - link "Skip to content"
    - banner:
      - button /Instance .+, change/
      - button "Go to…"
      - navigation "Main":
        - heading "Identities" [level=2]
        - link "Credentials"
        - heading "Block" [level=2]
        - link "Cut off now"
      - combobox "Language"
      - combobox "Theme"
    - main:
      - heading "Credentials" [level=1]
      - link "Register…"
      - combobox "Group"
      - searchbox
      - region "Credentials ${list.match(/group=([^&]+)/)![1]}":
        - table:
          - rowgroup:
            - row:
              - columnheader "Client ID"
              - columnheader "Session"
              - columnheader "Actions"
          - rowgroup:
            - row:
              - rowheader:
                - link "${client_ids[0]}"
                - button "Copy ${client_ids[0]}"
              - cell /online|offline/
              - cell:
                - button "Actions for ${client_ids[0]}"
      - text: /1–20 of/
      - button "First page" [disabled]
      - button "Previous" [disabled]
      - button "Next"
    - log
    - status
  `);
  const summary = page.locator(".ui-pager__summary");
  await expect(summary).toHaveAttribute("aria-live", "polite");
  await page.getByRole("button", { name: "Next" }).click();
  await expect(summary).toContainText("21–40 of");
});

test("the question before an act says what, where, what happens, and what has to be typed", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id, client_ids } = await fleet(signet.url);
  await page.goto(`/instances/${instance_id}/credential?open=${encodeURIComponent(client_ids[0])}&act=deregister`);
  const dialog = page.getByRole("dialog", { name: "Deregister this credential?" });
  await dialog.waitFor();
  await settled(page);
  await expect(dialog).toMatchAriaSnapshot(`
    - heading "Deregister this credential?" [level=2]
    - button "Close"
    - term: Client ID
    - definition:
      - code: ${client_ids[0]}
    - paragraph:
      - text: Demo factory-east
      - code: ${instance_id}
    - list:
      - listitem: The device can no longer sign in. A live connection stays until it drops.
      - listitem: This cannot be undone; registering again makes a new secret.
      - listitem: One call, billed by the cloud.
    - textbox "Reason"
    - textbox /Type .+ to confirm/
    - button "Cancel"
    - button "Deregister" [disabled]
  `);
  await dialog.getByRole("textbox", { name: /to confirm$/ }).fill(client_ids[0].split("@@@")[1]);
  await dialog.getByRole("button", { name: "Deregister", exact: true }).click();
  await expect(page.getByRole("log")).toMatchAriaSnapshot(`
    - log:
      - strong: ${client_ids[0]} is deregistered
      - button
  `);
});

test("a certificate, beside the row it was opened from", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const [{ device_serial_number: device, ca_serial_number: ca }] = await listCertificates(signet.url, instance_id, 20);
  await page.goto(`/instances/${instance_id}/device-certificates?size=20&open=${device}&open_ca=${ca}`);
  await page.getByText("SHA-256").waitFor();
  await settled(page);
  await expect(page.getByRole("complementary")).toMatchAriaSnapshot(`
    - complementary "Certificate":
      - heading "Certificate" [level=2]
      - button "Close details"
      - paragraph:
        - button "Copy ${device}"
      - term: Status
      - definition: /Active|Inactive/
      - term: Validity
      - definition: /days/
      - term: Subject
      - definition: /CN=/
      - term: SHA-256 fingerprint
      - definition:
        - code: /[0-9a-f]{64}/
        - button /Copy [0-9a-f]{64}/
      - group: Certificate as PEM
      - button "Inactivate…"
      - button "Delete…"
      - link "Cut off the device…"
      - link "History"
  `);
  await expect(page.locator("tr[aria-current]")).toHaveCount(1);
});

test("the palette: the field keeps the focus and names the option that Enter takes", async ({ page, signet }) => {
  const { list, client_ids } = await fleet(signet.url);
  await page.goto(list);
  await page.getByRole("link", { name: client_ids[0], exact: true }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Go to or do" }).fill("groups");
  await expect(page.getByRole("combobox", { name: "Go to or do" })).toBeFocused();
  await expect(page.getByRole("dialog", { name: "Go to…" })).toMatchAriaSnapshot(`
    - heading "Go to…" [level=2]
    - combobox "Go to or do" [expanded]: groups
    - button "Close"
    - listbox "Results":
      - option /Groups/ [selected]
    - status:
      - paragraph: "Results: 1"
  `);
});

test("what is copied is said, and what an act came to", async ({ page, context, signet }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { list, client_ids } = await fleet(signet.url);
  await page.goto(list);
  await page.getByRole("button", { name: `Copy ${client_ids[0]}` }).click();
  await expect(told(page)).toHaveText(/Copied/);
  await expect(page.getByRole("log")).toHaveAttribute("aria-live", "polite");
});

test("a device that is cut off: the steps, and the outcome as it comes", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "professional");
  await page.goto(`/instances/${instance_id}/cut-off?open=${encodeURIComponent("GID_CityBus@@@bus-0089")}`);
  await page.getByRole("button", { name: "Cut off now" }).click();
  const outcome = page.getByRole("region", { name: "Outcome" });
  await expect(outcome.getByRole("status")).toHaveText(/Offline since/);
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "Cut off now" [level=1]
      - region "Outcome":
        - status: /Offline since/
  `);
});
