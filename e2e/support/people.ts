import { createHmac } from "node:crypto";
import type { APIResponse, Page } from "@playwright/test";
import type { Proxy } from "./proxy.ts";
import { test as base } from "./test.ts";
import { startConfigured } from "./proxy.ts";

/** Names, passwords and grants that only tests know. */
export const PASSWORD = "correct horse battery staple";

/** A configuration under which local users sign in; one-time codes only for those who have set them up. */
export const WITH_SIGN_IN = `
[sign_in.password]
totp = "optional"
`;

interface Options {
  /** `signet.toml` of the proxy of this test. */
  toml: string;
}

/** A proxy that asks who one is. */
export const test = base.extend<Options>({
  toml: [WITH_SIGN_IN, { option: true }],
  signet: async ({ toml }, use) => {
    const proxy = await startConfigured(toml);
    await use(proxy);
    await proxy.stop();
  },
});

/** Makes a local user with grants, each as flags of `signet grant add`; gives the seed of their one-time codes where they have some. */
export async function addUser(proxy: Proxy, name: string, grants: string[][], withCodes = false): Promise<string | undefined> {
  const flags = withCodes ? [] : ["--without-totp"];
  const printed = await proxy.run(["user", "add", name, "--password-stdin", ...flags], `${PASSWORD}\n`);
  for (const grant of grants) await proxy.run(["grant", "add", `user:${name}`, ...grant]);
  return /[?&]secret=([A-Z2-7]+)/.exec(printed)?.[1];
}

/** Signs a browser in as a script would, past the page; its cookie is the browser's from then on. */
export async function signIn(page: Page, proxy: Proxy, name: string, code?: string): Promise<APIResponse> {
  const answer = await page.request.post(`${proxy.url}/api/sign-in/password`, {
    headers: { "x-signet": "1" },
    data: { name, password: PASSWORD, ...(code && { code }) },
  });
  if (!answer.ok()) throw new Error(`${name} cannot sign in: ${await answer.text()}`);
  return answer;
}

/** The one-time code of a moment (RFC 6238): SHA-1, 6 digits, 30 seconds. */
export function oneTimeCode(seed: string, at = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac("sha1", fromBase32(seed)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
