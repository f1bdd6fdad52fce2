// What a portal in TypeScript may write, and what it may not.
import { SignetConsole, type SignetError, type SignetGetToken } from "@signet/console";
import { connect } from "@signet/console/frame";

const getToken: SignetGetToken = async () => (await fetch("/signet-token", { method: "POST" })).text();

export const element: SignetConsole = document.createElement("signet-console");
element.proxy = "https://signet.example";
element.view = "credentials";
element.view = "a view of a later version";
element.readonly = true;
element.urlSync = true;
element.getToken = getToken;
element.getToken = () => "sgt_token";
element.getToken = undefined;
// @ts-expect-error a flag is no text
element.readonly = "yes";
// @ts-expect-error a token is a text
element.getToken = async () => 7;
// @ts-expect-error there is no such property
element.porxy = "";

element.addEventListener("signet-navigate", ({ detail }) => detail.title.trim() + detail.route);
element.addEventListener("signet-plan-progress", ({ detail: { done, total } }) => done / total);
element.addEventListener("click", ({ clientX }) => clientX);
element.addEventListener("signet-error", ({ detail }) => {
  const error: SignetError = detail;
  if (error.code === "origin_refused") console.warn(error.message, error.value?.length);
  // @ts-expect-error it has no route
  return detail.route;
});
document.body.addEventListener("signet-ready", ({ detail, target }) => [detail.route, target]);
document.querySelector("signet-console")?.shadowRoot?.querySelector("main");

export const frame = connect(document.createElement("iframe"), {
  origin: "https://signet.example",
  getToken,
  autoHeight: true,
  locale: "zh-CN",
  onEvent: (name, detail) => console.info(name, detail),
});
frame.navigate("/audit");
frame.set("theme", "dark");
frame.set("readonly", null);
frame.close();
// @ts-expect-error the origin is needed
connect(document.createElement("iframe"), {});
// @ts-expect-error that is not changed later
frame.set("autoHeight", true);
// @ts-expect-error a flag is no text
frame.set("readonly", "yes");
