/** What a schema found wrong, in our own words: the library's messages are for programmers. */
import type { z } from 'zod';

type Issue = z.ZodError['issues'][number];

/** Longest place shown, in characters: its parts may come from a peer. */
const PLACE_LENGTH = 80;
const VALUES_SHOWN = 5;

/**
 * One sentence without its full stop, for a log or after a colon: what was expected, where, and at
 * how many places something is wrong: `20 places are wrong, first hashes.0.hash: expected 43
 * characters`.
 */
export function complaintOf({ issues }: Pick<z.ZodError, 'issues'>): string {
  const [first] = issues;
  if (first === undefined) return 'it is not as expected';
  const place = placeOf(first);
  const complaint = place === '' ? expectationOf(first) : `${place}: ${expectationOf(first)}`;
  return issues.length === 1 ? complaint : `${issues.length} places are wrong, first ${complaint}`;
}

function placeOf({ path }: Issue): string {
  const place = path
    .map(String)
    .join('.')
    .replace(/[^\x20-\x7e]/g, '?');
  return place.length > PLACE_LENGTH ? `${place.slice(0, PLACE_LENGTH)}…` : place;
}

function expectationOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${TYPE_NAMES[issue.expected] ?? issue.expected}`;
    case 'too_big':
      return `expected ${issue.exact === true ? '' : 'at most '}${sizeOf(issue.origin, issue.maximum)}`;
    case 'too_small':
      return `expected ${issue.exact === true ? '' : 'at least '}${sizeOf(issue.origin, issue.minimum)}`;
    case 'not_multiple_of':
      return `expected a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return 'expected a text of another form';
    case 'invalid_value':
      return `expected ${issue.values.slice(0, VALUES_SHOWN).map(valueText).join(' or ')}`;
    case 'unrecognized_keys':
      return 'a key that is not known';
    default:
      return 'not an allowed value';
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  bigint: 'a whole number',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  map: 'an object',
  null: 'null',
};

const UNITS: Readonly<Record<string, string>> = {
  string: ' characters',
  array: ' items',
  set: ' items',
  map: ' items',
};

function sizeOf(origin: string, size: number | bigint): string {
  return `${size}${UNITS[origin] ?? ''}`;
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
