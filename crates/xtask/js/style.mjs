// A hook of Trunk, before everything else: the stylesheet that the page names.
import { mkdirSync, writeFileSync } from "node:fs";
import { stylesheets } from "./stylesheets.mjs";

mkdirSync("target", { recursive: true });
writeFileSync("target/signet.css", stylesheets().first);
