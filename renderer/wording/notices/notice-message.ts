/** A message of one notice or several, as a notification of the desktop shows it. */
import type { Notice, NoticeKind, NoticeMessage } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { timeOfDayText } from '../figures/moments.ts';
import { addressText } from '../machines/machine-name.ts';
import { noticeSentence } from './notice-sentence.ts';
import { NOTICE_TITLES } from './notice-titles.ts';

interface MessageText {
  readonly title: string;
  /** One line or several. */
  readonly text: string;
}

/** More notices of one kind are counted. */
const LISTED_EACH = 3;

/** The message in words. */
export function noticeMessageText(translation: Translation, message: NoticeMessage): MessageText {
  const { t } = translation;
  const { reason, notices, more } = message;
  if (reason === 'test') return { title: t('notices.test.title'), text: t('notices.test.text') };
  const isLate = reason === 'after-quiet-hours';
  const [first] = notices;
  if (first !== undefined && notices.length === 1 && more === 0) {
    return { title: t(NOTICE_TITLES[first.kind]), text: lineOf(translation, first, isLate) };
  }
  const count = notices.length + more;
  const lines = groupsOf(notices).flatMap((group) =>
    group.length > LISTED_EACH
      ? [groupLine(translation, group)]
      : group.map((notice) => lineOf(translation, notice, true)),
  );
  if (more > 0) lines.push(t('notices.more', { count: more }));
  const title = t(isLate ? 'notices.severalQuiet' : 'notices.several', { count });
  return { title, text: lines.join('\n') };
}

function lineOf(translation: Translation, notice: Notice, isTimed: boolean): string {
  const sentence = noticeSentence(translation, notice);
  return isTimed ? `${timeOfDayText(translation, notice.atMs)} ${sentence}` : sentence;
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
function groupLine(translation: Translation, group: readonly Notice[]): string {
  const { t } = translation;
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

function nameIn(notice: Notice): readonly string[] {
  if ('machine' in notice && notice.machine !== null) return [addressText(notice.machine)];
  return 'finder' in notice && notice.finder !== null ? [notice.finder] : [];
}
