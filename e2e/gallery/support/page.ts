// `docs/ui.md`: every part with what it is, its states and its pictures.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./files.ts";
import { THEMES, type Theme } from "./gallery.ts";

/** A part as it is told of. */
export interface Told {
  part: string;
  states: string[];
}

/** The name of a picture. */
export const pictureOf = (part: string, theme: Theme) => `${part.replace(/[/_]/g, "-")}-${theme}.png`;

/** What is not pictured, and why. */
export const UNSEEN: Record<string, string> = {
  "ui/announce": "said to a screen reader, shown to nobody",
  "ui/composes": "which keys belong to an input method",
  "ui/download": "hands a file to the browser",
  "ui/ids": "ids for labels and descriptions",
  "ui/modal": "what dialog and sheet share",
  "ui/tone": "what a colour means: see status, badge, note",
  "ui/visually_hidden": "text for those who do not see the page",
  "ui/words": "the few words that parts say by themselves",
};

const HEAD = `# The parts of the console

Every part of \`src/ui\`, and those of \`src/components\` that are seen most, in every state: light, dark and high contrast. The
pictures are taken by the tests, from the parts themselves (\`crates/gallery\`), and compared with these at every run
(\`cargo xtask test gallery\`). This page is written by the same run: after a change that is meant, \`cargo xtask pictures\` renews both.
Colours and sizes are those of [theming](embedding/theming.md).
`;

/** The page. */
export function page(told: Told[]): string {
  const unseen = Object.entries(UNSEEN).map(([part, why]) => `| \`${part}\` | ${why} |`);
  return [HEAD, ...told.map(section), "## Parts without a picture\n", "| part | |\n|---|---|", ...unseen, ""].join("\n");
}

function section({ part, states }: Told): string {
  const pictures = THEMES.map((theme) => `![${part}, ${theme}](pictures/ui/${pictureOf(part, theme)})`);
  return `## \`${part}\`

${about(part)}

States: ${states.join(" · ")}.

| light | dark | high contrast |
|---|---|---|
| ${pictures.join(" | ")} |
`;
}

/** What the module says of itself: the first paragraph of its documentation. */
function about(part: string): string {
  const path = join(root, "src", `${part}.rs`);
  if (!existsSync(path)) throw new Error(`the gallery shows ${part}, which is no module: ${path}`);
  const lines = readFileSync(path, "utf8").split("\n");
  const end = lines.findIndex((line) => !/^\/\/! \S/.test(line));
  if (end === 0) throw new Error(`${path} does not say what it is`);
  return lines.slice(0, end).map((line) => line.slice(4)).join(" ");
}
