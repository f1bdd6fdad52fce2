// What stands in the element before the dashboard is there to say it. Nobody's language is known yet: English and Chinese.

export const STYLE = `:host { display: block }
:host([hidden]) { display: none }
.signet-notice { max-inline-size: 60ch; margin: 0 auto; padding: 2em 1em; font: 1em/1.5 var(--signet-font, system-ui, sans-serif) }
.signet-notice code { overflow-wrap: anywhere }`;

const TEXTS = {
  no_proxy: [
    "Signet has no proxy",
    "The attribute `proxy` has to be the address of a Signet proxy. Whoever made this page can correct it.",
    "Signet 没有可用的代理地址",
    "属性 proxy 应为 Signet 代理的地址，请联系本页面的开发者更正。",
  ],
  load_failed: [
    "Signet could not start",
    "One of its files did not come, is not the one that belongs to it, or may not run in this page. Try again; if that does not help, tell whoever made this page.",
    "Signet 无法启动",
    "文件未能加载、版本不一致，或本页面的安全策略不允许其运行。请重试；如仍失败，请联系本页面的开发者。",
  ],
};

export function loading() {
  return made("p", { className: "signet-notice", role: "status" }, "Loading Signet… ", chinese("span", "正在加载 Signet…"));
}

/** What happened, in both languages and in detail, and a button that tries `again`. */
export function failed(code, detail, again) {
  const [title, text, title_zh, text_zh] = TEXTS[code] ?? TEXTS.load_failed;
  const button = made("button", { type: "button", onclick: again }, "Try again ", chinese("span", "重试"));
  return made(
    "div",
    { className: "signet-notice", role: "alert" },
    made("h2", {}, title),
    made("p", {}, text),
    chinese("h2", title_zh),
    chinese("p", text_zh),
    made("p", {}, made("code", {}, detail)),
    button,
  );
}

const chinese = (tag, text) => made(tag, { lang: "zh-CN" }, text);

function made(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  // `lang` of what is around it is the page's; ours begins anew.
  if (!element.lang) element.lang = "en";
  element.append(...children);
  return element;
}
