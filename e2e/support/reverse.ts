import http from "node:http";
import type { AddressInfo } from "node:net";

/** A reverse proxy that knows who is there. */
export interface Reverse {
  url: string;
  /** Sends everything there, to a proxy that has started by now. */
  towards(upstream: string): void;
  /** Who is there from now on; nobody where absent. */
  user?: string;
  groups: string[];
  stop(): void;
}

/** Starts one. As it should, it replaces what a browser says of itself, and passes `Host` on. */
export async function startReverse(): Promise<Reverse> {
  let upstream = new URL("http://127.0.0.1:9");
  const server = http.createServer((request, answer) => {
    const said = Object.entries(request.headers).filter(([name]) => !/^x[-_](remote|forwarded)/.test(name));
    const headers = {
      ...Object.fromEntries(said),
      ...(reverse.user !== undefined && { "x-remote-user": reverse.user, "x-remote-groups": reverse.groups.join(",") }),
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-proto": "http",
    };
    const { hostname: host, port } = upstream;
    const passed = http.request({ host, port, path: request.url, method: request.method, headers }, (found) => {
      answer.writeHead(found.statusCode ?? 502, found.headers);
      found.pipe(answer);
    });
    passed.on("error", () => answer.destroy());
    request.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const reverse: Reverse = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    towards: (url) => void (upstream = new URL(url)),
    groups: [],
    stop: () => void server.close(),
  };
  return reverse;
}
