/** The pseudo-language: shows texts that are not translated, and places where a longer text is cut off. */
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js';

const LETTERS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter, at) => [
    letter,
    [...'áƀćďéƒĝĥíĵķĺɱñóþɋŕšţúṽŵẋýžÁƁĆĎÉƑĜĤÍĴĶĹṀÑÓÞɊŔŠŢÚṼŴẊÝŽ'][at]!,
  ]),
);

/** How much longer a text gets: German is about a third longer than English. */
const GROWTH = 0.35;

/** The longest word of the padding: lines break between words, as they do in real texts. */
const LONGEST_WORD = 8;

/** The ICU message `text` with accented letters, padded and in brackets; arguments stay as they are. */
export function pseudoMessage(text: string): string {
  const padding = paddingOf(Math.ceil(lettersOf(text) * GROWTH));
  const body = printAST(parse(text).map(accented));
  return `[${body}${padding === '' ? '' : ` ${padding}`}]`;
}

function paddingOf(length: number): string {
  const words = Array.from({ length: Math.ceil(length / LONGEST_WORD) }, (_, at) =>
    '~'.repeat(Math.min(LONGEST_WORD, length - at * LONGEST_WORD)),
  );
  return words.join(' ');
}

function lettersOf(text: string): number {
  return parse(text).reduce((sum, element) => {
    return sum + (element.type === TYPE.literal ? element.value.length : 6);
  }, 0);
}

function accented(element: MessageFormatElement): MessageFormatElement {
  switch (element.type) {
    case TYPE.literal:
      return { ...element, value: [...element.value].map((one) => LETTERS[one] ?? one).join('') };
    case TYPE.select:
    case TYPE.plural:
      return {
        ...element,
        options: Object.fromEntries(
          Object.entries(element.options).map(([name, option]) => [
            name,
            { ...option, value: option.value.map(accented) },
          ]),
        ),
      };
    case TYPE.tag:
      return { ...element, children: element.children.map(accented) };
    default:
      return element;
  }
}
