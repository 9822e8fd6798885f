/** Notices as notifications of the desktop: https://www.electronjs.org/docs/latest/api/notification */
import { app, nativeImage, Notification } from 'electron';
import picture from '../../assets/icon/256x256.png?inline';
import type { DesktopFault } from '../../contract/notices.ts';
import { messageText, visibleLines } from '../../src-core/index.ts';
import type { Logger, Notice, NoticeMessage } from '../../src-core/index.ts';
import { noticeWords } from '../../renderer/wording/notices/notice-words.ts';
import type { NativeTexts } from './native-texts.ts';

interface DesktopNotices {
  show(message: NoticeMessage): void;
  /** Shows a test; why that failed, or null. */
  test(): Promise<DesktopFault | null>;
  /** Why notifications cannot be shown, as far as that is known; null when they can. */
  fault(): DesktopFault | null;
}

interface DesktopNoticesOptions {
  readonly texts: NativeTexts;
  readonly logger: Logger;
  /** The user clicked the notification of one notice; null for one of several, or a test. */
  readonly onOpen: (notice: Notice | null) => void;
  readonly onFaultChanged: () => void;
}

/** Windows shows notifications of programs with an identity: that of the installer's shortcut. */
const APP_ID = 'org.heddle.heddle';
/** A system that shows notifications answers at once. */
const ANSWER_MS = 5_000;
/** Notifications whose click is still listened for. */
const HELD_LIMIT = 20;

/** Notifications of this desktop; on Windows, the program takes its identity for them at once. */
export function createDesktopNotices(options: DesktopNoticesOptions): DesktopNotices {
  const { texts, logger, onOpen, onFaultChanged } = options;
  /** Electron drops one that nothing holds, and its click with it. */
  const held = new Set<Notification>();
  let refused: DesktopFault | null = null;
  if (process.platform === 'win32') app.setAppUserModelId(APP_ID);

  function hold(notification: Notification): void {
    held.add(notification);
    const [oldest] = held;
    if (held.size > HELD_LIMIT && oldest !== undefined) held.delete(oldest);
    notification.once('close', () => held.delete(notification));
  }

  /** What the system said to the last one is what it will say to the next. */
  function learn(fault: DesktopFault | null): void {
    const isNew = (fault?.kind ?? null) !== (refused?.kind ?? null);
    refused = fault;
    if (!isNew) return;
    if (fault?.kind === 'refused') logger.warn(`no notification is shown: ${fault.detail}`);
    onFaultChanged();
  }

  function show(message: NoticeMessage): Promise<DesktopFault | null> {
    if (!Notification.isSupported()) return Promise.resolve({ kind: 'unsupported' });
    const notification = new Notification(contentOf(texts, message));
    hold(notification);
    const [only] = message.notices;
    const isOne = message.notices.length === 1 && message.more === 0;
    notification.on('click', () => onOpen(isOne ? (only ?? null) : null));
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve({ kind: 'unanswered' }), ANSWER_MS);
      const settle = (fault: DesktopFault | null): void => {
        clearTimeout(timer);
        learn(fault);
        resolve(fault);
      };
      notification.once('show', () => settle(null));
      notification.once('failed', (_event, detail) => settle({ kind: 'refused', detail }));
      notification.show();
    });
  }

  return {
    show: (message) => void show(message),
    test: () => show({ atMs: Date.now(), reason: 'test', notices: [], more: 0 }),
    fault: () => (Notification.isSupported() ? refused : { kind: 'unsupported' }),
  };
}

function contentOf(
  texts: NativeTexts,
  message: NoticeMessage,
): Electron.NotificationConstructorOptions {
  const { title, text } = messageText(noticeWords(texts()), message, Date.now());
  const body = visibleLines(text);
  // On Linux the text may have markup, and machines choose their names: they must not add links or pictures.
  // https://specifications.freedesktop.org/notification-spec/latest/markup.html
  if (process.platform === 'linux') return { title, body: escaped(body), icon: icon() };
  // macOS shows the program's own icon, and would show a second one beside the text.
  return process.platform === 'darwin' ? { title, body } : { title, body, icon: icon() };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function icon(): Electron.NativeImage {
  return nativeImage.createFromDataURL(picture);
}
