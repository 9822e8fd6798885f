/** What was found out about this computer and its machines. */
import type { Firewall, MachineSeen } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';
import { configErrorText } from '../config-errors.ts';
import { workerText } from '../settings/worker-kinds.ts';
import { WORKER_STATES } from '../worker-states.ts';
import { agoText } from '../figures/moments.ts';
import { UNKNOWN } from '../figures/si-number.ts';
import { topicName } from '../notices/notice-topics.ts';
import { buttonOf, plain } from './check-answer.ts';
import type { CheckText, Judged } from './check-answer.ts';

/** Machines that are named. */
const NAMED_MACHINES = 12;

/** Whether the configuration can be read, and which keys are unknown. */
export function configurationText(
  translation: Translation,
  { error, unknown }: Judged<'configuration'>,
): CheckText {
  const { t, list } = translation;
  if (error !== null) {
    const says = configErrorText(translation, error);
    return { says, advice: t('diagnosis.configuration.fault.advice'), fix: null };
  }
  if (unknown.length === 0) return plain(t('diagnosis.configuration.ok'));
  return {
    says: t('diagnosis.configuration.unknown', { keys: list(unknown) }),
    advice: t('diagnosis.configuration.unknown.advice'),
    fix: null,
  };
}

/** Which kinds of workers are set, and what each does. */
export function workersText(translation: Translation, check: Judged<'workers'>): CheckText {
  const { t, list } = translation;
  const workers = check.workers.map(({ kind, state }) => {
    const worker = workerText(translation, kind).title;
    return state === null
      ? worker
      : t('diagnosis.workers.one', { worker, state: t(WORKER_STATES[state]) });
  });
  const says = t('diagnosis.workers.set', { workers: list(workers) });
  if (check.verdict === 'ok') return plain(says);
  return { says, advice: t('problems.group.advice'), fix: buttonOf(translation, 'log') };
}

/** Whether the Stratum port is free or who has it, and at which addresses it answers. */
export function portText(translation: Translation, check: Judged<'port'>): CheckText {
  const { t, list } = translation;
  const port = String(check.port);
  const answering = check.addresses.filter(({ answers }) => answers).map(({ address }) => address);
  const isReached = answering.length > 0;
  const where = isReached
    ? t('diagnosis.port.answers', { addresses: list(answering) })
    : t('diagnosis.port.answersNowhere');
  const change = buttonOf(translation, 'port');
  switch (check.state) {
    case 'free':
    case 'heddle':
      return {
        says: t(portState(check), { port, where }),
        advice: isReached ? null : t('diagnosis.port.noAddress.advice'),
        fix: isReached ? null : buttonOf(translation, 'interface'),
      };
    case 'stratum':
      return {
        says: t('diagnosis.port.stratum', { port, where }),
        advice: t('diagnosis.port.stratum.advice'),
        fix: change,
      };
    case 'taken':
      return {
        says: t('diagnosis.port.taken', { port }),
        advice: t('diagnosis.port.taken.advice'),
        fix: change,
      };
    case 'refused':
      return {
        says: t('diagnosis.port.refused', {
          port,
          place: check.interfaceName,
          detail: check.detail ?? UNKNOWN,
        }),
        advice: t('diagnosis.port.refused.advice'),
        fix: buttonOf(translation, 'interface'),
      };
  }
}

function portState({ state, port }: Judged<'port'>): MessageId {
  if (state === 'heddle') return 'diagnosis.port.heddle';
  return port === 0 ? 'diagnosis.port.any' : 'diagnosis.port.free';
}

const FIREWALLS: Readonly<Record<Firewall, MessageId>> = {
  ufw: 'diagnosis.firewall.ufw',
  firewalld: 'diagnosis.firewall.firewalld',
  nftables: 'diagnosis.firewall.nftables',
};

/** Which firewalls are on, and how to let machines through. */
export function firewallText(
  { t, list }: Translation,
  { active, port }: Judged<'firewall'>,
): CheckText {
  if (active.length === 0) return plain(t('diagnosis.firewall.none'));
  const advice = active.map((each) => t(FIREWALLS[each], { port: String(port) })).join(' · ');
  const values = { firewalls: list(active), port: String(port) };
  return { says: t('diagnosis.firewall.active', values), advice, fix: null };
}

/** How much room the data folder has, and whether it can be written. */
export function diskText(
  { t, number }: Translation,
  { folder, freeBytes, isWritable, verdict }: Judged<'disk'>,
): CheckText {
  if (!isWritable) {
    const says = t('diagnosis.disk.notWritable', { folder });
    return { says, advice: t('diagnosis.disk.notWritable.advice'), fix: null };
  }
  if (freeBytes === null) {
    return plain(t('diagnosis.disk.unknown', { folder }));
  }
  const room = number(freeBytes / 1e9, {
    style: 'unit',
    unit: 'gigabyte',
    maximumFractionDigits: 1,
  });
  const advice = verdict === 'ok' ? null : t('diagnosis.disk.scarce.advice');
  return { says: t('diagnosis.disk.room', { folder, room }), advice, fix: null };
}

/** When a share of each machine was last accepted; the first ones by name. */
export function machinesText(
  translation: Translation,
  { machines, verdict }: Judged<'machines'>,
  nowMs: number,
): CheckText {
  const { t } = translation;
  if (machines.length === 0) return plain(t('diagnosis.machines.none'));
  const named = machines
    .slice(0, NAMED_MACHINES)
    .map((machine) => machineText(translation, machine, nowMs));
  const more = machines.length - named.length;
  return {
    says: t('diagnosis.machines.seen', { machines: named.join(', '), more }),
    advice: verdict === 'warn' ? t('diagnosis.machines.advice') : null,
    fix: verdict === 'warn' ? buttonOf(translation, 'machines') : null,
  };
}

function machineText(
  translation: Translation,
  { key: machine, lastShareAtMs }: MachineSeen,
  nowMs: number,
): string {
  const { t } = translation;
  return lastShareAtMs === null
    ? t('diagnosis.machines.never', { machine })
    : t('diagnosis.machines.one', { machine, ago: agoText(translation, lastShareAtMs, nowMs) });
}

/** Whether notices of machines can come. */
export function noticesText(
  translation: Translation,
  { topicsWithoutShares: topics }: Judged<'notices'>,
): CheckText {
  const { t } = translation;
  if (topics.length === 0) return plain(t('diagnosis.notices.ok'));
  const names = topics.map((topic) => t(topicName(topic)));
  return {
    // One of the names has a comma.
    says: t('diagnosis.notices.noShares', { topics: names.join(' · ') }),
    advice: t('diagnosis.notices.noShares.advice'),
    fix: buttonOf(translation, 'shareDifficulty'),
  };
}

/** The versions of Heddle and of what it runs on. */
export function versionsText({ t }: Translation, check: Judged<'versions'>): CheckText {
  const { heddle, node, electron, system } = check;
  const values = { heddle, node, electron: electron ?? UNKNOWN, system };
  return plain(t('diagnosis.versions.ok', values));
}
