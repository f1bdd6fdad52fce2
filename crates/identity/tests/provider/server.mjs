// A real OpenID Connect provider on a random port of this machine, for the tests of signet-identity. It prints its address and ends with its standard input.
// Arguments are further addresses to which its clients may have the browser sent back.
//
// What no honest provider does, it does where the request says so in the header `x-misbehave`, a JSON object:
//   discovery  fields that replace those of the configuration document
//   hide       the id of a key that is left out of the keys
//   userinfo   fields that replace those of the person
//   token      { claims, header, key } that replace those of the ID token (null removes); it is signed again, with the provider's own key or another
// `GET /mint` with such a `token` in the header `x-mint` answers with a token, as a company's portal would make it.

import { constants, createHmac, generateKeyPairSync, sign } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";

const accounts = {
  alice: { sub: "alice", name: "Alice Zhang", email: "alice@corp.example", groups: ["iot-ops", "factory"] },
  bob: { sub: "bob", preferred_username: "bob.li" },
};

const secret = "a secret with : + / % and = in it";
const callback = "https://signet.example/sign-in/oidc/test/callback";
const client = (client_id, more) => ({ client_id, client_secret: secret, redirect_uris: [callback, ...process.argv.slice(2)], ...more });

const rsa = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
let stranger;
const pairs = {
  rsa: rsa(),
  ec: generateKeyPairSync("ec", { namedCurve: "P-256" }),
  // Made when it is asked for: a key takes a quarter of a second.
  get stranger() {
    return (stranger ??= rsa());
  },
};
const jwk = (kid, alg) => ({ ...pairs[kid].privateKey.export({ format: "jwk" }), kid, alg, use: "sig" });

const configuration = {
  clients: [
    client("signet"),
    client("signet-es", { id_token_signed_response_alg: "ES256" }),
    client("signet-hs", { id_token_signed_response_alg: "HS256" }),
    client("signet-post", { token_endpoint_auth_method: "client_secret_post" }),
    client("signet-public", { token_endpoint_auth_method: "none", client_secret: undefined }),
    client("signet-auth-time", { require_auth_time: true }),
  ],
  jwks: { keys: [jwk("rsa", "RS256"), jwk("ec", "ES256")] },
  enabledJWA: { idTokenSigningAlgValues: ["RS256", "ES256", "HS256"] },
  claims: { openid: ["sub"], profile: ["name", "preferred_username"], email: ["email"], groups: ["groups"] },
  scopes: ["openid", "profile", "email", "groups"],
  cookies: { keys: ["only for tests"] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_context, id) => accounts[id] && { accountId: id, claims: async () => accounts[id] },
  // Nobody is asked whether Signet may know them.
  loadExistingGrant: async (context) => {
    const { client, session, provider } = context.oidc;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope("openid profile email groups");
    await grant.save();
    return grant;
  },
};

const base64url = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const merge = (...objects) =>
  Object.fromEntries(Object.entries(Object.assign({}, ...objects)).filter(([, value]) => value !== null));

/** A token with these claims. `key` is one of `pairs`, `none`, or `public`: HMAC with the public key as its secret. */
function mint({ claims, header = {}, key = "rsa" }) {
  const alg = { ec: "ES256", none: "none", public: "HS256" }[key] ?? "RS256";
  const kid = key === "public" ? "rsa" : key;
  const text = `${base64url(merge({ alg, typ: "JWT", kid }, header))}.${base64url(claims)}`;
  return `${text}.${signature(text, key)}`;
}

function signature(text, key) {
  switch (key) {
    case "none":
      return "";
    case "public": {
      const pem = pairs.rsa.publicKey.export({ format: "pem", type: "spki" });
      return createHmac("sha256", pem).update(text).digest("base64url");
    }
    case "ec":
      return sign("sha256", Buffer.from(text), { key: pairs.ec.privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url");
    default: {
      const padding = constants.RSA_PKCS1_PADDING;
      return sign("sha256", Buffer.from(text), { key: pairs[key].privateKey, padding }).toString("base64url");
    }
  }
}

/** Signs in whom the address hints at, without asking; `nobody` declines. */
async function interact(context, provider) {
  const { params } = await provider.interactionDetails(context.req, context.res);
  const accountId = params.login_hint ?? "alice";
  const result = accountId === "nobody" ? { error: "access_denied" } : { login: { accountId } };
  context.redirect(await provider.interactionResult(context.req, context.res, result));
}

function misbehave(context, { discovery, hide, userinfo, token }) {
  const { path, body } = context;
  if (path === "/.well-known/openid-configuration") context.body = merge(body, discovery);
  if (path === "/jwks") context.body = { keys: body.keys.filter(({ kid }) => kid !== hide) };
  if (path === "/me" && body?.sub) context.body = merge(body, userinfo);
  if (path === "/token" && body?.id_token && token) {
    const honest = JSON.parse(Buffer.from(body.id_token.split(".")[1], "base64url"));
    context.body = { ...body, id_token: mint({ ...token, claims: merge(honest, token.claims) }) };
  }
}

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(url, configuration);
  provider.use(async (context, next) => {
    if (context.path.startsWith("/interaction/")) {
      await interact(context, provider);
    } else if (context.path === "/mint") {
      context.body = mint(JSON.parse(context.get("x-mint")));
    } else {
      await next();
      misbehave(context, JSON.parse(context.get("x-misbehave") || "{}"));
    }
  });
  server.on("request", provider.callback());
  console.log(url);
});

process.stdin.on("end", () => process.exit(0)).resume();
