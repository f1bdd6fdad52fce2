// The page where it is more than the proxy's own: settings that somebody wrote by hand, a proxy elsewhere, an iframe of a portal's.
import { framed } from "./frame.js";
import { read } from "./settings.js";
import { exchanged } from "./sign_in.js";

/**
 * What boot.js makes options of, from the text of signet.json, the path that the page is below and whether the page says so itself.
 * `warn` is told what is wrong, `waiting` what to say while a portal does not come.
 */
export async function page(file, base, based, warn, waiting) {
  const { settings, errors } = understood(file);
  if (settings.routes === "history" && !based) {
    const message = 'signet.json: routes may be "history" only where the page says <base href>, as `signet bundle --base` writes it; found none';
    errors.push({ code: "settings", message, value: settings.routes });
  }
  Object.assign(settings, { errors });
  if (window.parent !== window) {
    const console = location.origin + (based && settings.routes !== "hash" ? base : `${location.pathname}#`);
    const { options, attach } = await framed(settings.frame ?? [], waiting);
    return { settings: { console, ...settings, ...options }, attach };
  }
  // Cookies know hosts, not ports. What another host of the same site is, browsers keep to themselves: a list of thousands of names.
  if (settings.proxy && new URL(settings.proxy).hostname !== location.hostname) {
    Object.assign(settings, await exchanged(settings.proxy, warn));
  }
  return { settings };
}

function understood(file) {
  try {
    return read(file);
  } catch (error) {
    throw Object.assign(new Error(`signet.json: ${error.message}`), {
      en: "The settings beside this page, signet.json, cannot be read. Whoever put the page here can correct them; where there is nothing to set, the file says {}.",
      zh: "无法读取本页面的设置文件 signet.json，请联系页面的部署者更正；无需设置时，文件内容应为 {}。",
    });
  }
}
