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

/** Starts an emulator, and a proxy for it that has no key. */
export async function startEmpty(): Promise<Empty> {
  const cloud = await start(["emulator", "--access-key-id", key.id, "--access-key-secret", key.secret]);
  const serve = (env: NodeJS.ProcessEnv, address?: string) =>
    start(["serve", "--onsmqtt-endpoint", cloud.url, "--iot-endpoint", cloud.url], env, undefined, address);
  const proxy = await serve({}).catch(async (error) => {
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
