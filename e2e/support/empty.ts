import { start, type Proxy } from "./proxy.ts";

const key = { id: "EndToEndKey", secret: "EndToEndSecret" };

/** An installation that knows nothing yet, beside a cloud that waits for it. */
export interface Empty {
  /** Its proxy: without a key at first. */
  proxy: Proxy;
  /** Stops the proxy. */
  stopProxy(): Promise<void>;
  /** Starts it again at the same address, with a key. */
  startWithKey(secret?: string): Promise<void>;
  stop(): Promise<void>;
}

/** Two accounts in `signet.toml`, with the environment that gives the first its key and the second a wrong one. */
export const TWO_ACCOUNTS = {
  toml: ["factory", "lab"]
    .map((name) => `[[accounts]]\nname = "${name}"\naccess_key_id_env = "KEY_ID"\naccess_key_secret_env = "${name.toUpperCase()}_SECRET"\n`)
    .join(""),
  env: { KEY_ID: key.id, FACTORY_SECRET: key.secret, LAB_SECRET: "AnotherSecret" },
};

/** Starts an emulator, and a proxy for it that has no key, or what `configured` gives it. */
export async function startEmpty(configured?: { toml: string; env: NodeJS.ProcessEnv }): Promise<Empty> {
  const cloud = await start(["emulator", "--access-key-id", key.id, "--access-key-secret", key.secret]);
  const serve = (env: NodeJS.ProcessEnv, address?: string) =>
    start(["serve", "--onsmqtt-endpoint", cloud.url, "--iot-endpoint", cloud.url], env, configured?.toml, address);
  const proxy = await serve(configured?.env ?? {}).catch(async (error) => {
    await cloud.stop();
    throw error;
  });
  let stopProxy = proxy.stop;
  return {
    proxy,
    stopProxy: () => stopProxy(),
    startWithKey: async (secret = key.secret) => {
      const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: key.id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret };
      const again = await serve(env, new URL(proxy.url).host);
      stopProxy = again.stop;
    },
    stop: async () => {
      await stopProxy();
      await cloud.stop();
    },
  };
}
