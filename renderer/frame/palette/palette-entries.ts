/** Everything that the palette offers at this moment. */
import {
  copyText,
  getConnectAddresses,
  pauseWorker,
  resumeWorker,
  startMining,
  stopMining,
} from '../../bridge.ts';
import { changePreferences } from '../../components/program/change-settings.ts';
import { lookForUpdate } from '../../components/program/look-for-update.ts';
import { joinMachines } from '../../stores/joined-machines.ts';
import { openMachine, showMachines } from '../../stores/machine-list-store.ts';
import type { MachinesView } from '../../stores/machine-list-store.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { openLogFilter, openPage, PAGES } from '../../stores/view-store.ts';
import type { Preferences } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';
import { joinedName } from '../../wording/devices/joined-state.ts';
import { workerText } from '../../wording/settings/worker-kinds.ts';
import { areApart, pauseText } from '../../wording/worker-groups.ts';
import { shownSettings } from '../../wording/settings/shown-settings.ts';
import { PAGE_ICONS, PAGE_NAMES } from '../page-names.ts';
import type { PaletteEntry } from './palette-entry.ts';

/** @param shortcut writes keys as this computer does */
export function paletteEntries(
  translation: Translation,
  shortcut: (key: string) => string,
): readonly PaletteEntry[] {
  const { t } = translation;
  return [
    ...PAGES.map((page, at): PaletteEntry => {
      const text = t(PAGE_NAMES[page]);
      const keys = shortcut(String(at + 1));
      const run = (): void => openPage(page);
      return { id: page, group: 'pages', text, icon: PAGE_ICONS[page], shortcut: keys, run };
    }),
    ...actions(t, shortcut),
    ...workers(translation),
    ...machines(),
    ...settings(t),
  ];
}

function actions(t: Translation['t'], shortcut: (key: string) => string): PaletteEntry[] {
  const phase = useMinerStore.getState().snapshot?.phase ?? 'stopped';
  const theme = useSettingsStore.getState().preferences?.theme;
  const action = (
    id: MessageId,
    icon: PaletteEntry['icon'],
    run: () => void,
    more: Pick<PaletteEntry, 'shortcut'> = {},
  ): PaletteEntry => ({ id, group: 'actions', text: t(id), icon, run, ...more });
  const enter = { shortcut: shortcut(t('frame.shortcut.enter')) };
  const look = (to: Preferences['theme']) => (): void => void changePreferences({ theme: to });
  return [
    ...(phase === 'stopped'
      ? [action('frame.start', 'play', () => void startMining(), enter)]
      : [action('frame.palette.stop', 'stop', () => void stopMining(), enter)]),
    action('frame.palette.find', 'search', () => showMachinesPage('find')),
    action('frame.palette.connect', 'plus', () => showMachinesPage('connect')),
    action('frame.palette.copyAddress', 'copy', () => void copyAddress()),
    action('frame.palette.filterLogs', 'logs', openLogFilter, { shortcut: '/' }),
    action('frame.palette.update', 'down', () => {
      openPage('settings', 'checkNow');
      void lookForUpdate();
    }),
    ...(theme === 'light' ? [] : [action('frame.palette.light', 'settings', look('light'))]),
    ...(theme === 'dark' ? [] : [action('frame.palette.dark', 'settings', look('dark'))]),
    ...(theme === 'system' ? [] : [action('frame.palette.system', 'settings', look('system'))]),
  ];
}

/** Pausing each kind of worker by itself, where there are several, and ending such a pause. */
function workers(translation: Translation): PaletteEntry[] {
  const groups = useMinerStore.getState().snapshot?.groups ?? [];
  if (!areApart(groups)) return [];
  return groups.map((group) => {
    const { kind, state } = group;
    const isPaused = state === 'paused';
    return {
      id: `worker ${kind}`,
      group: 'actions',
      text: pauseText(translation, group),
      keywords: workerText(translation, kind).title,
      icon: isPaused ? 'play' : 'pause',
      run: () => void (isPaused ? resumeWorker : pauseWorker)({ kind }),
    };
  });
}

function showMachinesPage(view: MachinesView): void {
  openPage('machines');
  showMachines(view);
}

/** That of the first network that machines reach; where there is none, the page says why. */
async function copyAddress(): Promise<void> {
  const [first] = await getConnectAddresses();
  if (first === undefined) showMachinesPage('connect');
  else await copyText({ text: first.url });
}

function machines(): PaletteEntry[] {
  const { calm } = useMinerStore.getState();
  return joinMachines(calm?.stratum?.machines ?? [], calm?.devices ?? []).map((machine) => ({
    id: `machine ${machine.key}`,
    group: 'machines',
    text: joinedName(machine),
    icon: 'machines',
    run: () => {
      openPage('machines');
      openMachine(machine.key);
    },
  }));
}

function settings(t: Translation['t']): PaletteEntry[] {
  const { config, preferences } = useSettingsStore.getState();
  if (config === null || preferences === null) return [];
  return shownSettings(config, preferences).map(({ name, label, heading }) => ({
    id: `setting ${name}`,
    group: 'settings',
    text: t(label),
    ...(heading !== null && { within: t(heading) }),
    keywords: name,
    icon: 'settings',
    run: () => openPage('settings', name),
  }));
}
