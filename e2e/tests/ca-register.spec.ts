import type { Locator, Page } from "@playwright/test";
import { call, instanceOf } from "../support/cloud.ts";
import { Workshop } from "../support/openssl.ts";
import { expect, expectAccessible, test as base } from "../support/test.ts";

const test = base.extend<{ workshop: Workshop; registerPage: { instance: string; code: string; asked: string[] } }>({
  workshop: async ({}, use) => {
    const workshop = new Workshop();
    await use(workshop);
    workshop.remove();
  },
  /** The page with its code, and whatever was sent to register. */
  registerPage: async ({ page, signet }, use) => {
    const { instance_id: instance } = await instanceOf(signet.url, "platinum");
    const { register_code: code } = await call<{ register_code: string }>(signet.url, "GetRegisterCode", { instance_id: instance });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
    await page.goto(`/instances/${instance}/register-ca`);
    await expect(page.getByText(code).first()).toBeVisible();
    await use({ instance, code, asked });
  },
});

interface Authority {
  ca_serial_number: string;
  name: string;
  status: string;
}

const slot = (page: Page, which: "CA" | "verification") => page.getByRole("region", { name: `The ${which} certificate` });
const chooser = (page: Page, which: "CA" | "verification") => slot(page, which).locator("input[type=file]");
const rules = (page: Page) => page.getByRole("region", { name: "Checked in this browser" }).getByRole("listitem");
const rule = (page: Page, says: string) => rules(page).filter({ hasText: says });
const register = (page: Page) => page.getByRole("button", { name: "Register the CA" });

async function expectAllHold(page: Page): Promise<void> {
  await expect(rules(page)).toHaveCount(8);
  await expect(rules(page).filter({ hasText: "Holds" })).toHaveCount(8);
}

/** The commands as they stand on the page. */
async function commands(page: Page): Promise<string[]> {
  const all = page.getByRole("region", { name: "Make the certificates" }).getByRole("listitem").locator("code");
  await expect(all).toHaveCount(5);
  return all.allInnerTexts();
}

test("registered with what openssl makes of the commands on the page", async ({ page, signet, workshop, registerPage }) => {
  const { instance, code } = registerPage;
  for (const command of await commands(page)) workshop.run(command);
  expect(await commands(page)).toContainEqual(expect.stringContaining(`/CN=${code}`));

  await expect(register(page)).toHaveAttribute("aria-disabled", "true");
  await chooser(page, "CA").setInputFiles(workshop.path("CA.crt"));
  await expect(slot(page, "CA")).toContainText("CN=My device CA");
  await expect(page.getByText("Hand in both certificates first.")).toBeVisible();
  await chooser(page, "verification").setInputFiles(workshop.path("verificationCert.crt"));
  await expectAllHold(page);
  await expectAccessible(page);

  await register(page).click();
  await expect(page.getByText("Required.")).toBeVisible();
  await page.getByRole("textbox", { name: "Name of the CA" }).fill("Line 7");
  await register(page).click();
  const result = page.getByRole("region", { name: "The CA is registered" });
  const serial = workshop.serial("CA.crt");
  await expect(result).toContainText(serial);
  await expect(result).toBeFocused();
  await expectAccessible(page);

  await result.getByRole("link", { name: "Open the CA" }).click();
  const detail = page.getByRole("complementary", { name: "CA certificate" });
  await expect(detail).toContainText("CN=My device CA");
  await expect(detail).toContainText(code);
  const { ca_certificate } = await call<{ ca_certificate: Authority }>(signet.url, "GetCaCertificate", {
    instance_id: instance,
    ca_serial_number: serial,
  });
  expect(ca_certificate).toMatchObject({ name: "Line 7", status: "active" });
});

test("each kind of key that the cloud takes is checked here", async ({ page, workshop, registerPage }) => {
  test.slow();
  for (const curve of ["prime256v1", "secp384r1", "secp521r1"]) {
    workshop.authority(curve, "/CN=My device CA", `openssl ecparam -genkey -noout -name ${curve}`);
    workshop.proof(`proof-${curve}`, curve, registerPage.code);
    await chooser(page, "CA").setInputFiles(workshop.path(`${curve}.crt`));
    await chooser(page, "verification").setInputFiles(workshop.path(`proof-${curve}.crt`));
    await expectAllHold(page);
    await page.getByRole("button", { name: "Remove CA.crt" }).click();
    await page.getByRole("button", { name: "Remove verificationCert.crt" }).click();
  }
});

test("what is not one certificate is named before anything is sent", async ({ page, workshop, registerPage }) => {
  workshop.authority("CA");
  workshop.proof("proof", "CA", registerPage.code);
  workshop.run("cat CA.crt proof.crt > chain.pem");
  workshop.run("openssl x509 -in CA.crt -outform der -out CA.der");
  workshop.run("openssl rsa -in CA.key -pubout -out public.pem");
  workshop.run("head -c 600 CA.crt > cut.crt");
  workshop.run("openssl crl2pkcs7 -nocrl -certfile CA.crt -out CA.p7b");
  workshop.write("noise.crt", Buffer.alloc(1_000_000, "x"));
  workshop.write("empty.crt", "");
  workshop.write("words.crt", "this is my certificate");
  workshop.write("wide.crt", Buffer.from(`\ufeff${workshop.text("CA.crt")}`, "utf16le"));
  for (const [file, said] of [
    ["chain.pem", "It is a chain of 2 certificates"],
    ["CA.der", "It is a certificate in DER"],
    ["proof.csr", "It is a certificate request"],
    ["public.pem", "public key"],
    ["cut.crt", "The end of the certificate is missing"],
    ["CA.p7b", "PEM of another kind: PKCS7"],
    ["noise.crt", "It has 1000000 bytes"],
    ["empty.crt", "It is empty"],
    ["words.crt", "There is no PEM certificate in it"],
    ["wide.crt", "It is UTF-16 text"],
  ]) {
    await chooser(page, "CA").setInputFiles(workshop.path(file));
    await expect(slot(page, "CA")).toContainText(`${file} was not taken`);
    await expect(slot(page, "CA")).toContainText(said);
  }
  await expectAccessible(page);
  await expect(register(page)).toHaveAttribute("aria-disabled", "true");
  expect(registerPage.asked.filter((request) => request.includes("RegisterCaCertificate"))).toEqual([]);
});

test("a private key is refused here, and nothing of it stays or leaves", async ({ page, workshop, registerPage }) => {
  workshop.authority("CA");
  workshop.run("openssl rsa -in CA.key -outform der -out der.key");
  workshop.run("openssl rsa -in CA.key -traditional -out old.key");
  workshop.run("openssl pkcs8 -topk8 -in CA.key -passout pass:secret -out locked.key");
  workshop.run("openssl pkcs12 -export -inkey CA.key -in CA.crt -passout pass:secret -out both.p12");
  workshop.run("cat CA.crt CA.key > both.pem");
  const key = workshop.text("CA.key");
  const middle = key.split("\n")[5];
  const refused = async (which: "CA" | "verification") => {
    await expect(slot(page, which)).toContainText("It holds a private key. Nothing of it was kept or sent");
    await page.reload();
    await expect(page.getByText(registerPage.code).first()).toBeVisible();
  };

  for (const name of ["CA.key", "der.key", "old.key", "locked.key", "both.p12", "both.pem"]) {
    await chooser(page, "CA").setInputFiles(workshop.path(name));
    await refused("CA");
  }
  await drop(page, slot(page, "verification"), [{ name: "verificationCert.crt", content: key }]);
  await refused("verification");
  await paste(slot(page, "CA").getByRole("textbox"), key);
  await expect(slot(page, "CA").getByRole("textbox")).toHaveValue("");
  await page.keyboard.press("Control+z");
  await expect(slot(page, "CA").getByRole("textbox")).toHaveValue("");
  expect(await page.content()).not.toContain(middle);
  await slot(page, "CA").getByRole("textbox").fill(key);
  await expect(slot(page, "CA").getByRole("textbox")).toHaveValue("");
  expect(await page.content()).not.toContain(middle);
  await refused("CA");
  expect(registerPage.asked.filter((request) => request.includes(middle) || request.includes("PRIVATE"))).toEqual([]);
});

test("eight pairs that the cloud would refuse are told apart by the rule that they break", async ({ page, workshop, registerPage }) => {
  const { code } = registerPage;
  workshop.authority("good");
  workshop.authority("namesake");
  workshop.authority("other", "/CN=Another CA");
  workshop.write("leaf.cnf", "[req]\ndistinguished_name=dn\nx509_extensions=ext\n[dn]\n[ext]\nbasicConstraints=CA:FALSE\n");
  workshop.authority("leaf", "/CN=My device CA", "openssl genrsa 2048", "-days 30 -config leaf.cnf");
  workshop.authority("long", "/CN=My device CA", "openssl genrsa 2048", `-days 30 -set_serial 0x${"5a".repeat(65)}`);
  workshop.authority("edwards", "/CN=My device CA", "openssl genpkey -algorithm ed25519", "-days 30");
  workshop.proof("good-proof", "good", code);
  workshop.proof("namesake-proof", "namesake", code);
  workshop.proof("other-proof", "other", code);
  workshop.proof("leaf-proof", "leaf", code);
  workshop.proof("long-proof", "long", code);
  workshop.proof("wrong-code", "good", "press-0104");
  workshop.proof("expired", "good", code, "-days -1 -sha512");
  workshop.proof("edwards-proof", "edwards", code, "-days 30");
  const [holds, broken] = ["Holds", "Broken"];
  for (const [ca, proof, says, found] of [
    ["leaf", "leaf-proof", "says that it is a CA", "do not say CA:TRUE"],
    ["good", "other-proof", "was issued by this CA", "It was issued by CN=Another CA"],
    ["good", "namesake-proof", "is signed with the key of this CA", "The signature is of another key"],
    ["good", "wrong-code", "carries the registration code", "Its common name is press-0104"],
    ["good", "expired", "verificationCert.crt is valid now", "It is valid from"],
    ["long", "long-proof", "at most 128 bytes", "It has 130"],
    ["edwards", "edwards-proof", "Its key is RSA or EC", "It is Ed25519"],
    ["good", "good", "carries the registration code", "Its common name is My device CA"],
    ["good-proof", "good", "says that it is a CA", "do not say CA:TRUE"],
  ]) {
    await chooser(page, "CA").setInputFiles(workshop.path(`${ca}.crt`));
    await chooser(page, "verification").setInputFiles(workshop.path(`${proof}.crt`));
    await expect(rule(page, says)).toContainText(broken);
    await expect(rule(page, says)).toContainText(found);
    await expect(register(page)).toHaveAttribute("aria-disabled", "true");
    await page.getByRole("button", { name: "Remove CA.crt" }).click();
    await page.getByRole("button", { name: "Remove verificationCert.crt" }).click();
  }
  await chooser(page, "CA").setInputFiles(workshop.path("good.crt"));
  await chooser(page, "verification").setInputFiles(workshop.path("good-proof.crt"));
  await expectAllHold(page);
  await expect(rules(page).filter({ hasText: holds })).toHaveCount(8);
  expect(registerPage.asked.filter((request) => request.includes("RegisterCaCertificate"))).toEqual([]);
});

test("both dropped at once find their places, and swapped ones are swapped back", async ({ page, workshop, registerPage }) => {
  workshop.authority("CA");
  workshop.proof("verificationCert", "CA", registerPage.code);
  const files = ["verificationCert.crt", "CA.crt"].map((name) => ({ name, content: workshop.text(name) }));
  await drop(page, page.getByRole("heading", { name: /Make the certificates/ }), files);
  await expectAllHold(page);

  await page.reload();
  await drop(page, slot(page, "CA"), [files[0]]);
  await drop(page, slot(page, "verification"), [files[1]]);
  await page.getByRole("button", { name: "Swap them" }).click();
  await expectAllHold(page);
});

test("where the browser has no SubtleCrypto the signature is left to the cloud", async ({ page, workshop, registerPage }) => {
  await page.addInitScript(() => Object.defineProperty(Crypto.prototype, "subtle", { get: () => undefined }));
  await page.reload();
  workshop.authority("CA");
  workshop.proof("proof", "CA", registerPage.code);
  await chooser(page, "CA").setInputFiles(workshop.path("CA.crt"));
  await chooser(page, "verification").setInputFiles(workshop.path("proof.crt"));
  await expect(rule(page, "is signed with the key of this CA")).toContainText("the cloud will when you register");
  await page.getByRole("textbox", { name: "Name of the CA" }).fill("Line 7");
  await register(page).click();
  await expect(page.getByRole("region", { name: "The CA is registered" })).toBeVisible();
});

test("what the cloud refuses is said, and a used code can be asked for anew", async ({ page, signet, watch, workshop, registerPage }) => {
  watch.expectRefusals();
  const { instance, code } = registerPage;
  workshop.authority("CA");
  workshop.proof("proof", "CA", code);
  await chooser(page, "CA").setInputFiles(workshop.path("CA.crt"));
  await chooser(page, "verification").setInputFiles(workshop.path("proof.crt"));
  await expectAllHold(page);
  // Somebody else is faster.
  await call(signet.url, "RegisterCaCertificate", {
    instance_id: instance,
    ca_name: "theirs",
    ca_pem: workshop.text("CA.crt"),
    verification_pem: workshop.text("proof.crt"),
  });
  await page.getByRole("textbox", { name: "Name of the CA" }).fill("mine");
  await register(page).click();
  await expect(page.getByRole("alert")).toContainText("RegisterCodeUsed");
  await expect(page).toHaveURL(new RegExp(`open=${code}`));
  await page.getByRole("button", { name: "Ask again" }).click();
  await expect(page).not.toHaveURL(new RegExp(`open=${code}`));
  await expect(rule(page, "carries the registration code")).toContainText(`Its common name is ${code}`);
});

test("a reload keeps the code that the certificates were made with", async ({ page, workshop, registerPage }) => {
  const { code, asked } = registerPage;
  workshop.authority("CA");
  workshop.proof("proof", "CA", code);
  await expect(page).toHaveURL(new RegExp(`open=${code}`));
  await page.reload();
  await chooser(page, "CA").setInputFiles(workshop.path("CA.crt"));
  await chooser(page, "verification").setInputFiles(workshop.path("proof.crt"));
  await expectAllHold(page);
  expect(asked.filter((request) => request.includes("GetRegisterCode"))).toHaveLength(1);
});

test("by keyboard alone", async ({ page, workshop, registerPage }) => {
  workshop.authority("CA");
  workshop.proof("proof", "CA", registerPage.code);
  const to = async (target: Locator) => {
    for (let presses = 0; presses < 60; presses += 1) {
      if (await target.evaluate((node) => node === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error("the Tab key never came there");
  };
  await to(chooser(page, "CA"));
  const asked = page.waitForEvent("filechooser");
  await page.keyboard.press("Enter");
  await (await asked).setFiles(workshop.path("CA.crt"));
  await expect(slot(page, "CA")).toBeFocused();
  await to(slot(page, "verification").getByRole("textbox"));
  await page.keyboard.insertText(workshop.text("proof.crt"));
  await expect(slot(page, "verification")).toBeFocused();
  await expectAllHold(page);
  await to(page.getByRole("textbox", { name: "Name of the CA" }));
  await page.keyboard.type("Line 7");
  await to(register(page));
  await page.keyboard.press("Enter");
  const result = page.getByRole("region", { name: "The CA is registered" });
  await expect(result).toBeFocused();
  await to(result.getByRole("link", { name: "Open the CA" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "CA certificate" })).toContainText("Line 7");
});

async function drop(page: Page, where: Locator, files: { name: string; content: string }[]): Promise<void> {
  const transfer = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const { name, content } of files) transfer.items.add(new File([content], name));
    return transfer;
  }, files);
  await where.dispatchEvent("drop", { dataTransfer: transfer });
}

async function paste(where: Locator, text: string): Promise<void> {
  await where.focus();
  await where.evaluate((node, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    node.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}
