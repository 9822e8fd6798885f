/** A message of one notice or several in words, as the desktop and the webhook show it. */
import type { Notice, NoticeKind, NoticeMessage } from './notice.ts';
import { nameIn, noticeSentence } from './notice-sentence.ts';
import { NOTICE_TITLES } from './notice-titles.ts';
import type { NoticeWords } from './notice-words.ts';

/** What a message says. */
interface MessageText {
  /** A few words, without names. */
  readonly title: string;
  /** One line or several. */
  readonly text: string;
}

/** More notices of one kind in one message are counted. */
const LISTED_EACH = 3;
/** A message that is read later than this, ms, has the time of what it reports. */
const LATE_MS = 120_000;

/** The message as it is read at `nowMs` (since the Unix epoch). */
export function messageText(
  words: NoticeWords,
  message: NoticeMessage,
  nowMs: number,
): MessageText {
  const { t } = words;
  const { reason, notices, more } = message;
  if (reason === 'test') return { title: t('notices.test.title'), text: t('notices.test.text') };
  const [first] = notices;
  if (first !== undefined && notices.length === 1 && more === 0) {
    const isLate = reason === 'after-quiet-hours' || nowMs - message.atMs > LATE_MS;
    return { title: t(NOTICE_TITLES[first.kind]), text: lineOf(words, first, isLate) };
  }
  const count = notices.length + more;
  const lines = groupsOf(notices).flatMap((group) =>
    group.length > LISTED_EACH
      ? [groupLine(words, group)]
      : group.map((notice) => lineOf(words, notice, true)),
  );
  if (more > 0) lines.push(t('notices.more', { count: more }));
  const isAfterQuiet = reason === 'after-quiet-hours';
  const title = t(isAfterQuiet ? 'notices.severalQuiet' : 'notices.several', { count });
  return { title, text: lines.join('\n') };
}

function lineOf(words: NoticeWords, notice: Notice, isTimed: boolean): string {
  const sentence = noticeSentence(words, notice);
  return isTimed ? `${words.timeOfDay(notice.atMs)} ${sentence}` : sentence;
}

/** Notices of one kind together, in the order of the first of each. */
function groupsOf(notices: readonly Notice[]): readonly (readonly Notice[])[] {
  const groups = new Map<NoticeKind, Notice[]>();
  for (const notice of notices) {
    groups.set(notice.kind, [...(groups.get(notice.kind) ?? []), notice]);
  }
  return [...groups.values()];
}

/** `Machine offline, 17 times: a, b, c and 14 more.` */
function groupLine({ t }: NoticeWords, group: readonly Notice[]): string {
  const [first] = group;
  if (first === undefined) return '';
  const names = [...new Set(group.flatMap(nameIn))];
  const shown = names.slice(0, LISTED_EACH).join(', ');
  const rest = names.length - LISTED_EACH;
  return t('notices.group', {
    title: t(NOTICE_TITLES[first.kind]),
    count: group.length,
    named: shown === '' ? 'no' : 'yes',
    names: rest > 0 ? t('notices.groupRest', { names: shown, count: rest }) : shown,
  });
}
