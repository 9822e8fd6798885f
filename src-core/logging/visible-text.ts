/** Text from outside for a log or a terminal: nothing in it stays hidden or has an effect. */

/**
 * Control characters (C0, DEL, C1), format characters (bidirectional overrides, zero-width spaces,
 * the byte order mark), other characters that are never drawn, line and paragraph separators, and
 * lone surrogates.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;
const SHORT: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/**
 * One line of text in which every character can be seen: what could break or forge a line, reorder it, hide in it or
 * control the terminal is written as in JSON, `\u202e`. A string of JSON keeps its meaning.
 */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, (character) => SHORT.get(character) ?? unitsOf(character));
}

/** The same for a text of several lines, whose line breaks stay. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visibleText).join('\n');
}

function unitsOf(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
