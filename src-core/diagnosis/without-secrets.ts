/** Takes out of a diagnosis what is not for others: it is made to be copied into a forum. */

interface Secrets {
  /** Passwords and the like. Texts shorter than 4 characters are too common to be taken out. */
  readonly values: readonly string[];
  /** The home folder, whose name is often that of a person. */
  readonly home: string;
}

const HIDDEN = '(hidden)';
const SHORTEST_SECRET = 4;

/** An address with what may be secret in it: user and password, query and fragment. */
const ADDRESS = /\b([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/?#"']*@)?([^\s?#"']*)(?:[?#][^\s"')]*)?/gi;
/** A query without its address. */
const QUERY = /\?[\w.~%-]+=[^\s"')]*/g;
/** Other users' home folders. */
const HOMES = /(?:\/home|\/Users|\b[a-z]:[\\/]Users)[\\/][^\\/\s"':]+/gi;

/** The same facts, with every text in them cleaned. */
export function withoutSecrets<Facts>(facts: Facts, secrets: Secrets): Facts {
  return cleaned(facts, secrets) as Facts;
}

function cleaned(value: unknown, secrets: Secrets): unknown {
  if (typeof value === 'string') return cleanedText(value, secrets);
  if (Array.isArray(value)) return value.map((item) => cleaned(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, cleaned(of, secrets)]));
}

function cleanedText(text: string, { values, home }: Secrets): string {
  const secrets = values
    .filter(({ length }) => length >= SHORTEST_SECRET)
    // A secret may be a part of another one.
    .toSorted((a, b) => b.length - a.length);
  let clean = text;
  for (const secret of secrets) clean = clean.replaceAll(secret, HIDDEN);
  clean = clean.replace(ADDRESS, '$1$2').replace(QUERY, '');
  // The root folder is no home, though some services have it as theirs.
  if (home.length > 1) clean = clean.replaceAll(home, '~');
  return clean.replace(HOMES, '~');
}
