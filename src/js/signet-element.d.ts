/** `<signet-console>`: Signet's console as an element. Importing the module defines it. */
export class SignetConsole extends HTMLElement implements SignetConsoleProperties {
  /** Where the proxy is, such as `https://signet.example`; by default where this module was loaded from. */
  proxy: string | null;
  /** The instance that is shown. */
  instance: string | null;
  /** The place to begin at, as `signet-navigate` tells it. */
  route: string | null;
  /** The language; by default the reader's own choice. */
  locale: SignetLocale | null;
  /** The theme; by default the reader's own choice. */
  theme: SignetTheme | null;
  /** One page alone, without navigation. */
  view: SignetView | null;
  /** How close things stand. */
  density: SignetDensity | null;
  /** Nothing can be changed, and every control says why. What somebody may do is decided by the proxy. */
  readonly: boolean;
  /** Attribute `url-sync`: keeps the place in the fragment of the page's address, which is not touched otherwise. */
  urlSync: boolean;
  /** Gives the portal's token. It is called when one is needed, and again before it ends; another function is another person. */
  getToken: SignetGetToken | undefined;
}

/** A token for the proxy: a JWT of the portal's, or an API token. */
export type SignetGetToken = () => string | Promise<string>;
// What is named here is offered for completion; other values are allowed, and told as `signet-error`.
export type SignetLocale = "en" | "zh-CN" | (string & {});
export type SignetTheme = "auto" | "light" | "dark" | "contrast" | (string & {});
export type SignetDensity = "normal" | "compact" | (string & {});
export type SignetView = "credentials" | "certificates" | "client-ids" | "plans" | (string & {});

/** The properties, which are attributes too, but for `getToken`. */
export interface SignetConsoleProperties {
  proxy: string | null;
  instance: string | null;
  route: string | null;
  locale: SignetLocale | null;
  theme: SignetTheme | null;
  view: SignetView | null;
  density: SignetDensity | null;
  readonly: boolean;
  urlSync: boolean;
  getToken: SignetGetToken | undefined;
}

/** What happens in the console, and what is told of it. */
export interface SignetEvents {
  /** The first page is drawn, and it is known who is there. */
  ready: { route: string };
  /** The place has changed. */
  navigate: { route: string; title: string };
  /** The proxy believes no token any more. */
  "session-expired": Record<string, never>;
  /** Something is wrong; the console says it, too. */
  error: SignetError;
  /** A plan that is on show went on. */
  "plan-progress": { plan: string; state: string; done: number; total: number };
}

export interface SignetError {
  code:
    | "no_proxy"
    | "proxy_unreachable"
    | "origin_refused"
    | "api_version"
    | "token_refused"
    | "load_failed"
    | "frame_refused"
    | "unknown_view"
    | "unknown_locale"
    | "unknown_theme"
    | "unknown_page"
    | (string & {});
  /** What is wrong, in English. */
  message: string;
  /** What was found. */
  value?: string;
}

/** The events of the element. All of them bubble and cross shadow boundaries. */
export type SignetConsoleEventMap = {
  [K in keyof SignetEvents as `signet-${K}`]: CustomEvent<SignetEvents[K]>;
};

declare global {
  interface HTMLElementTagNameMap {
    "signet-console": SignetConsole;
  }
  interface HTMLElementEventMap extends SignetConsoleEventMap {}
}
