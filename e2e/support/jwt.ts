import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { generateKeyPairSync, sign } from "node:crypto";

/** A company's portal: it publishes its key and makes tokens. */
export interface Portal {
  /** Where its keys are. */
  keys: string;
  /** A token of these claims, good for five minutes unless they say otherwise. Times are in seconds from now. */
  token(claims?: { sub?: string; aud?: string; groups?: string[]; issued?: number; expires?: number }): string;
  stop(): void;
}

/** What its tokens say of where they are from. */
export const ISSUER = "https://portal.corp.example";

export async function startPortal(): Promise<Portal> {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: "portal-1", alg: "ES256", use: "sig" };
  const server = createServer((_, answer) => answer.setHeader("content-type", "application/json").end(JSON.stringify({ keys: [jwk] })));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    keys: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
    token: ({ sub = "wang", aud = "signet", groups = ["iot-ops"], issued = 0, expires = 300 } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: ISSUER, aud, sub, name: "Wang Wei", groups, iat: now + issued, exp: now + expires };
      const text = [{ alg: "ES256", typ: "JWT", kid: "portal-1" }, claims].map(base64url).join(".");
      return `${text}.${sign("sha256", Buffer.from(text), { key: privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
    },
    stop: () => server.close(),
  };
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
