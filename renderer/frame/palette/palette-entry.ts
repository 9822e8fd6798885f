/** What the palette offers, and which of it a query finds. */
import type { IconName } from '../../components/controls/icons.tsx';
import type { MessageId } from '../../../messages/catalogues.ts';
import { fuzzyScore } from './fuzzy.ts';

type PaletteGroup = 'pages' | 'actions' | 'machines' | 'settings';

export interface PaletteEntry {
  readonly id: string;
  readonly group: PaletteGroup;
  readonly text: string;
  readonly icon: IconName;
  /** Where it belongs, shown beside the text. */
  readonly within?: string;
  /** Other names by which it is found. */
  readonly keywords?: string;
  /** Its keys, where it has some. */
  readonly shortcut?: string;
  readonly run: () => void;
}

export const GROUP_NAMES: Readonly<Record<PaletteGroup, MessageId>> = {
  pages: 'frame.palette.pages',
  actions: 'frame.palette.actions',
  machines: 'frame.palette.machines',
  settings: 'frame.palette.settings',
};

/** More than can be looked through. */
const MOST_FOUND = 30;
/** What is found by another name comes after what has the name. */
const OTHER_NAME_POINTS = 20;

/**
 * The entries that a query finds, the best first; while nothing was typed, pages and actions, or all where there are
 * none.
 */
export function foundEntries(
  entries: readonly PaletteEntry[],
  query: string,
): readonly PaletteEntry[] {
  if (query.trim() === '') {
    const first = entries.filter(({ group }) => group === 'pages' || group === 'actions');
    return first.length > 0 ? first : entries;
  }
  return entries
    .flatMap((entry) => {
      const score = scoreOf(query, entry);
      return score === null ? [] : [{ entry, score }];
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_FOUND)
    .map(({ entry }) => entry);
}

function scoreOf(query: string, { text, within = '', keywords = '' }: PaletteEntry): number | null {
  const own = fuzzyScore(query, text);
  if (own !== null) return own;
  const other = fuzzyScore(query, `${text} ${within} ${keywords}`);
  return other === null ? null : other - OTHER_NAME_POINTS;
}
