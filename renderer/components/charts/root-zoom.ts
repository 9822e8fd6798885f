/** How much larger than 16 px the root font is: very large windows scale everything. */
export function rootZoom(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}
