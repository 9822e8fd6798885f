/** Text of answers that is shown or logged: cleaned, and cut to a bounded length. */

const EXCERPT_BYTES = 200;
const TITLE_LENGTH = 80;
/** A title is in the first lines of a page. */
const PAGE_BYTES = 4_096;

/** Control and formatting characters, which could rewrite a terminal's line. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu;

/** Text with a colon; what is no base64 decodes to other characters. */
const LOGIN = /^[^\p{Cc}\ufffd]*:[^\p{Cc}\ufffd]*$/u;

/** The first 200 bytes of an answer in one line. */
export function cleanExcerpt(body: Buffer): string {
  const text = oneLine(body.toString('utf8', 0, EXCERPT_BYTES));
  return body.length > EXCERPT_BYTES ? `${text}…` : text;
}

/** The title of a page, or the first line of a text; null where there is neither. */
export function pageTitle(body: Buffer): string | null {
  const text = body.toString('utf8', 0, PAGE_BYTES);
  const title = /<title[^>]*>([^]*?)(?:<\/title|$)/i.exec(text)?.[1];
  const isMarkup = /^\s*</.test(text);
  const said = title ?? (isMarkup ? '' : (text.trim().split('\n')[0] ?? ''));
  const line = oneLine(withoutEntities(said.replace(/<[^>]*>/g, '')));
  if (line === '') return null;
  return line.length > TITLE_LENGTH ? `${line.slice(0, TITLE_LENGTH)}…` : line;
}

function oneLine(text: string): string {
  return withoutLogins(text.replace(/\s+/g, ' ').replace(UNSEEN, '')).trim();
}

/** A proxy may show what it was sent, its own user name and password (RFC 7617) among it. */
function withoutLogins(text: string): string {
  return text.replace(/\bBasic ([a-z0-9+/]+=*)/gi, (whole, encoded: string) =>
    LOGIN.test(Buffer.from(encoded, 'base64').toString()) ? 'Basic …' : whole,
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  amp: '&',
};

function withoutEntities(text: string): string {
  return text.replace(/&(lt|gt|quot|#39|amp);/g, (_whole, name: string) => ENTITIES[name] ?? '');
}
