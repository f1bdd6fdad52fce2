import { expect, type Page } from "@playwright/test";

/**
 * Watches a page for what no user may ever cause: a violation of the page's policy, a console error, an uncaught
 * exception, a request to anybody but the proxy.
 */
export class Watch {
  private readonly troubles: string[] = [];
  private readonly elsewhere: string[] = [];
  private refusals = false;
  private expected?: RegExp;

  constructor(page: Page, private readonly origin: string) {
    page.on("pageerror", (error) => this.troubles.push(`uncaught: ${error.stack ?? error.message}`));
    page.on("request", (request) => {
      const url = request.url();
      const known = [origin, ...this.elsewhere].some((place) => url.startsWith(`${place}/`));
      if (!known && !/^(data|blob|about):/.test(url)) this.troubles.push(`foreign request: ${url}`);
    });
    page.on("console", (message) => {
      if (message.type() === "error" && !this.isRefusal(message.text(), message.location().url)) {
        this.troubles.push(`console: ${message.text()} (${message.location().url})`);
      }
    });
  }

  /** Call it where the proxy is meant to refuse a call: Chromium writes each refusal to the console by itself. */
  expectRefusals(): void {
    this.refusals = true;
  }

  /** Call it where the browser is sent to another origin, as to an identity provider. */
  expectVisits(origin: string): void {
    this.elsewhere.push(origin);
  }

  /** Call it where trouble is the subject of the test: there must be some, and all of it must match. */
  expectTrouble(pattern: RegExp): void {
    this.expected = pattern;
  }

  /** Fails if there was other trouble than expected. */
  verify(): void {
    const { expected } = this;
    const surprises = this.troubles.filter((trouble) => !expected?.test(trouble));
    expect(surprises, "what the page did behind the user's back").toEqual([]);
    if (expected) expect(this.troubles.length, `trouble like ${expected}`).toBeGreaterThan(0);
  }

  private isRefusal(text: string, url: string): boolean {
    return this.refusals && text.startsWith("Failed to load resource") && url.startsWith(`${this.origin}/api/`);
  }
}
