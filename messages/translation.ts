/** What turns facts into text in one language. The library is @formatjs/intl, named in this file alone. */
import { createIntl, createIntlCache } from '@formatjs/intl';
import { english, german } from './catalogues.ts';
import type { MessageId } from './catalogues.ts';
import { localeFor } from './languages.ts';
import type { Language } from './languages.ts';
import { pseudoMessage } from './pseudo.ts';

export type MessageValues = Readonly<Record<string, string | number | Date>>;

export interface Translation {
  readonly language: Language;
  /** What parts whole numbers from decimals. */
  readonly decimal: string;
  /** The text of a key, with the values that its ICU message names. */
  t(id: MessageId, values?: MessageValues): string;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  date(value: Date | number, options?: Intl.DateTimeFormatOptions): string;
  /** A list in a sentence: `a, b, and c`. */
  list(items: readonly string[]): string;
  /** `3 minutes ago`, `in 2 days`. */
  relative(value: number, unit: Intl.RelativeTimeFormatUnit): string;
}

/** By language and locale. */
const made = new Map<string, Translation>();

/**
 * The translation into `language`, made once. A text whose values are missing is a bug: it throws.
 * @param systemLocales BCP 47 tags, most wanted first: numbers and dates are written as in the first region of this language
 */
export function translationTo(
  language: Language,
  systemLocales: readonly string[] = [],
): Translation {
  const locale = localeFor(language, systemLocales);
  const key = `${language} ${locale}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const intl = createIntl(
    {
      locale,
      messages: textsOf(language),
      onError: (error) => {
        throw error;
      },
    },
    createIntlCache(),
  );
  const numbers = remembered(
    (options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
  );
  const dates = remembered(
    (options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
  );
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const relatives = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  const translation: Translation = {
    language,
    decimal: numbers().format(0.5).replaceAll(/\d/g, ''),
    t: (id, values) => intl.formatMessage({ id }, values),
    number: (value, options) => numbers(options).format(value),
    date: (value, options) => dates(options).format(value),
    list: (items) => lists.format(items),
    relative: (value, unit) => relatives.format(value, unit),
  };
  made.set(key, translation);
  return translation;
}

/** Formats are slow to make (about 20 µs) and there are few: each is made once. */
function remembered<Options, Format>(make: (options?: Options) => Format): typeof make {
  const formats = new Map<string, Format>();
  return (options) => {
    const key = JSON.stringify(options ?? null);
    let format = formats.get(key);
    if (format === undefined) formats.set(key, (format = make(options)));
    return format;
  };
}

function textsOf(language: Language): Readonly<Record<MessageId, string>> {
  if (language === 'de') return german;
  if (language === 'en') return english;
  return Object.fromEntries(
    Object.entries(english).map(([id, text]) => [id, pseudoMessage(text)]),
  ) as Record<MessageId, string>;
}
