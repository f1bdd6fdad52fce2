// A portal, as small as one can be: it knows who is there, makes tokens for Signet, publishes the key that they are signed with,
// and serves the example pages. `SIGNET` is where Signet's proxy is, `PORT` where this listens.
import { generateKeyPairSync, sign } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const SIGNET = process.env.SIGNET ?? "http://127.0.0.1:8787";
const PORT = Number(process.env.PORT ?? 8080);
const HERE = fileURLToPath(new URL(".", import.meta.url));
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8" };

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const KEY = { ...publicKey.export({ format: "jwk" }), kid: "portal-1", alg: "ES256", use: "sig" };

/** Five minutes for one person. `aud` keeps it from working anywhere but at Signet. */
function token(person) {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: ORIGIN, aud: "signet", sub: person.id, name: person.name, groups: person.groups, iat: now, exp: now + 300 };
  const text = [{ alg: "ES256", typ: "JWT", kid: KEY.kid }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${text}.${sign("sha256", Buffer.from(text), { key: privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
}

/** Who is asking: a real portal looks at its own session here, and answers 401 where there is none. */
function whoIsThere() {
  return { id: "wang", name: "Wang Wei", groups: ["iot-ops"] };
}

/** What a page with the console in it has to allow, and nothing more. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  `script-src 'self' ${SIGNET} 'wasm-unsafe-eval'`,
  `connect-src 'self' ${SIGNET}`,
  `frame-src ${SIGNET}`,
  "base-uri 'none'",
  "form-action 'self'",
].join("; ");

/** A page or its parts: those of React and Vue are in `dist`, the others are served as they are written. */
async function file(path) {
  const name = normalize(path).replace(/^\/+/, "");
  const built = /^(react|vue|assets)\//.test(name);
  if (name.startsWith("..") || !(built || /^html\/[a-z]+\.(html|js|css)$/.test(name) || name === "portal.css")) return undefined;
  const content = await readFile(join(HERE, built ? "dist" : "", name)).catch(() => undefined);
  // The examples name Signet as one would in earnest.
  return extname(name) === ".html" ? content?.toString().replaceAll("https://signet.example", SIGNET) : content;
}

const server = createServer(async (request, answer) => {
  const { pathname } = new URL(request.url, "http://portal");
  answer.setHeader("content-security-policy", POLICY);
  answer.setHeader("cache-control", "no-store");
  if (pathname === "/.well-known/jwks.json") {
    answer.setHeader("content-type", "application/json").end(JSON.stringify({ keys: [KEY] }));
  } else if (pathname === "/signet-token" && request.method === "POST") {
    answer.setHeader("content-type", "application/json").end(JSON.stringify({ token: token(whoIsThere()) }));
  } else {
    const content = await file(pathname === "/" ? "/html/element.html" : pathname);
    if (content === undefined) answer.writeHead(404).end("There is nothing here.");
    else answer.setHeader("content-type", TYPES[extname(pathname)] ?? TYPES[".html"]).end(content);
  }
});

let ORIGIN;
server.listen(PORT, "127.0.0.1", () => {
  ORIGIN = process.env.ORIGIN ?? `http://localhost:${server.address().port}`;
  console.log(`The portal is at ${ORIGIN}, Signet at ${SIGNET}.`);
});
