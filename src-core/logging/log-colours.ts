/**
 * The colours of log lines, those of chainweb-mining-client: one table for the terminal, whose codes
 * follow from it, and for the screen, whose tokens (`renderer/styles/tokens.css`, `--log-…`) are
 * compared with it by a test.
 */
export const LOG_COLOURS = {
  time: 'cyan',
  tag: 'green',
  debug: 'bright blue',
  info: 'bright yellow',
  warn: 'bright magenta',
  error: 'bright red',
} as const;

/** A colour of the table. */
export type LogColour = (typeof LOG_COLOURS)[keyof typeof LOG_COLOURS];

/** The SGR parameter (ECMA-48) of a foreground colour. */
export const SGR_CODES: Readonly<Record<LogColour, number>> = {
  green: 32,
  cyan: 36,
  'bright red': 91,
  'bright yellow': 93,
  'bright blue': 94,
  'bright magenta': 95,
};
