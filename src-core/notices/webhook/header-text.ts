/**
 * Text as the value of an HTTP header, which is ASCII. ntfy decodes RFC 2047:
 * https://docs.ntfy.sh/publish/ ("RFC 2047"), https://www.rfc-editor.org/rfc/rfc2047
 */

/** An encoded word has at most 75 characters: `=?UTF-8?B?`, base64 of this many bytes, `?=`. */
const WORD_BYTES = 45;

/** `text` as it is where it is printable ASCII; otherwise in encoded words. */
export function headerText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > WORD_BYTES) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word]
    .map((each) => `=?UTF-8?B?${Buffer.from(each).toString('base64')}?=`)
    .join(' ');
}
