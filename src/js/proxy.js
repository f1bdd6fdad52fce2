// Where the proxy is.

/** The base URL of a proxy, without a slash at its end; a path is one of the page's own origin. Throws what is wrong with it. */
export function proxyOf(text) {
  const url = /^(https?:\/\/|\/)/i.test(text) && URL.canParse(text, location.href) && new URL(text, location.href);
  if (!url || url.username || url.password || url.search || url.hash) {
    const rule = "proxy must be the URL of a Signet proxy, such as https://signet.example, without name, query or fragment";
    throw Object.assign(new Error(`${rule}; found ${JSON.stringify(text)?.slice(0, 200)}`), { code: "no_proxy" });
  }
  return (url.origin + url.pathname).replace(/\/+$/, "");
}
