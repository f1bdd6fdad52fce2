// The page: Trunk wrote it for files that lie beside it.
import { named } from "./names.mjs";

const BASE = "./";

/** The page with links into `embed/`, and with the script that starts it. */
export function page(html, boot) {
  let scripts = 0;
  const linked = html
    .replace(/(href=["']?)\.?\/([\w.-]+)/g, (link, before, name) => (named(name) ? `${before}${BASE}embed/${name}` : link))
    .replace(/src=["']?src\/js\/boot\.js["']?/, () => {
      scripts += 1;
      return `src="${BASE}embed/${boot.name}" integrity="${boot.integrity}"`;
    });
  const links = linked.split(`${BASE}embed/`).length - 1;
  if (scripts !== 1 || links !== 4) throw new Error(`index.html names ${scripts} start script and ${links} files where it should be 1 and 4:\n${html}`);
  return linked;
}
