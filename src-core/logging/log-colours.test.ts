import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LOG_COLOURS } from './log-colours.ts';
import type { LogColour } from './log-colours.ts';

const css = readFileSync(new URL('../../renderer/styles/tokens.css', import.meta.url), 'utf8');

/** The hues in degrees that have these names; below 0 is red too. */
const HUES: Readonly<Record<LogColour, readonly [from: number, to: number]>> = {
  'bright red': [-20, 15],
  'bright yellow': [35, 65],
  green: [100, 165],
  cyan: [170, 200],
  'bright blue': [205, 250],
  'bright magenta': [280, 330],
};

function hueOf(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const most = Math.max(red, green, blue);
  const span = most - Math.min(red, green, blue);
  const sixth =
    most === red
      ? (green - blue) / span
      : most === green
        ? 2 + (blue - red) / span
        : 4 + (red - green) / span;
  return sixth * 60;
}

const rows = Object.entries(LOG_COLOURS).flatMap(([piece, colour]) =>
  (['dark', 'light'] as const).map((scheme) => ({ piece, colour, scheme })),
);

it.each(rows)('$piece is $colour in $scheme, as in the terminal', ({ piece, colour, scheme }) => {
  const block = css.split(`[data-mantine-color-scheme='${scheme}']`)[1]?.split('}')[0] ?? '';
  const value = new RegExp(`--log-${piece}: (#[0-9a-f]{6});`).exec(block)?.[1];
  expect(value).toBeDefined();
  const [from, to] = HUES[colour];
  expect(hueOf(value ?? '')).toBeGreaterThanOrEqual(from);
  expect(hueOf(value ?? '')).toBeLessThanOrEqual(to);
});
