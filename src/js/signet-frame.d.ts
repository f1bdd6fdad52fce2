import type { SignetEvents, SignetGetToken, SignetLocale, SignetTheme, SignetView } from "./signet-element.js";

export interface SignetFrameOptions {
  /** The origin of the page in the iframe, such as `https://signet.example`. Nothing is said to, or heard from, any other. */
  origin: string;
  /** Gives the portal's token. Without it, the browser's own session at the proxy is used. */
  getToken?: SignetGetToken;
  /** Hears what happens in the console. */
  onEvent?: SignetFrameListener;
  /** Keeps the iframe as high as what it shows. */
  autoHeight?: boolean;
  route?: string;
  instance?: string;
  view?: SignetView;
  locale?: SignetLocale;
  theme?: SignetTheme;
  readonly?: boolean;
}

/** Hears an event by its name; what `detail` holds goes with it. */
export type SignetFrameListener = <K extends keyof SignetEvents>(name: K, detail: SignetEvents[K]) => unknown;

/** What may be changed while it is on show; `null` is as good as never given. */
export type SignetFrameSettings = Pick<SignetFrameOptions, "route" | "instance" | "view" | "locale" | "theme" | "readonly">;

export interface SignetFrame {
  /** Goes to a place, as `navigate` tells it. */
  navigate(route: string): void;
  set<K extends keyof SignetFrameSettings>(name: K, value: SignetFrameSettings[K] | null): void;
  /** Ends the connection. */
  close(): void;
}

/** Connects to the console in an iframe. It throws nothing; what is wrong comes as the event `error`. */
export function connect(iframe: HTMLIFrameElement, options: SignetFrameOptions): SignetFrame;
