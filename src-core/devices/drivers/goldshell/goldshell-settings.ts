/**
 * `/mcb/setting`: LED, power plans and sleep in one object, which is read, changed in what is meant and
 * written back whole.
 */
import { err, ok } from '../../../result.ts';
import type { Result } from '../../../result.ts';
import { LOW_POWER } from '../../device.ts';
import type { PowerPlan, PowerPlans, PowerReport } from '../../device.ts';
import type { DeviceError } from '../../device-error.ts';
import { quotedAnswer, textOf } from '../../machine-text.ts';
import { countOf } from '../cgminer/cgminer-fields.ts';
import { isFields } from '../cgminer/cgminer-json.ts';
import type { Fields } from '../cgminer/cgminer-json.ts';
import { macOf } from '../cgminer/identify-cgminer.ts';
import { jsonOf } from './goldshell-answers.ts';
import type { Ask } from './goldshell-ask.ts';

const PATH = '/mcb/setting';

const MAX_PLANS = 32;

/** Levels of plans. */
const NORMAL = 0;
const SLEEP = 3;
const LEVEL_NAMES: Readonly<Record<number, string>> = { 0: 'normal', 1: LOW_POWER };

/** Writes back the settings as they were read, with these changes. */
export async function writeSettings(
  ask: Ask,
  settings: Fields,
  changes: Fields,
): Promise<Result<Fields, DeviceError>> {
  const json = { ...settings, ...changes };
  const written = await ask('PUT', PATH, { json });
  return written.ok ? ok(json) : written;
}

/** Reads all settings; `nonsense` where the answer is no object. */
export async function readSettings(ask: Ask): Promise<Result<Fields, DeviceError>> {
  const answer = await ask('GET', PATH);
  if (!answer.ok) return answer;
  const settings = jsonOf(answer.value);
  if (isFields(settings)) return ok(settings);
  return err({ kind: 'nonsense', answer: quotedAnswer(answer.value.body) });
}

/** Its MAC, which it calls its name. */
export function macIn(settings: Fields): string | null {
  return macOf(settings['name']);
}

/** The plans with which it hashes, by their places in the list, and the one that is chosen. */
export function powerPlansOf(settings: Fields): PowerPlans {
  const selected = countOf(settings['select']);
  return {
    plans: levelsOf(settings)
      .map(({ level, info }, id) => ({ level, plan: { id, name: nameOf(level, info) } }))
      .filter(({ level }) => level !== SLEEP)
      .map(({ plan }): PowerPlan => plan),
    // A plan of one's own stands in none of the list.
    current: settings['manual'] === true ? null : selected,
  };
}

/** Whether it has a plan for sleep, and more than one with which it hashes; and the one in force. */
export function powerIn(settings: Fields): PowerReport {
  const { plans, current } = powerPlansOf(settings);
  return {
    modes: {
      canSleep: levelsOf(settings).some(({ level }) => level === SLEEP),
      hasPlans: plans.length > 1,
    },
    plan: plans.find(({ id }) => id === current)?.name ?? null,
  };
}

function nameOf(level: number | null, info: string | null): string {
  const known = level === null ? undefined : LEVEL_NAMES[level];
  return known ?? info ?? `level ${level ?? '?'}`;
}

/** Chooses a plan of the list; `unsupported` where it has none of this number. */
export function planChange(settings: Fields, id: number): Result<Fields, DeviceError> {
  const plan = levelsOf(settings)[id];
  return plan === undefined ? err({ kind: 'unsupported' }) : ok(selection(settings, id));
}

/** Chooses the plan for sleep. */
export function sleepChange(settings: Fields): Result<Fields, DeviceError> {
  const id = levelsOf(settings).findIndex(({ level }) => level === SLEEP);
  return id < 0 ? err({ kind: 'unsupported' }) : ok(selection(settings, id));
}

/** Chooses a plan that hashes: the one from before the sleep where it is known. */
export function wakeChange(settings: Fields, before: number | null): Result<Fields, DeviceError> {
  const levels = levelsOf(settings);
  const known = levels.findIndex(({ level }, id) => id === before && level !== SLEEP);
  const usual = levels.findIndex(({ level }) => level === NORMAL);
  const id = [known, usual, levels.findIndex(({ level }) => level !== SLEEP)].find((i) => i >= 0);
  return id === undefined ? err({ kind: 'unsupported' }) : ok(selection(settings, id));
}

/** A plan of the list takes the place of one of one's own, where the firmware knows these. */
function selection(settings: Fields, select: number): Fields {
  return { select, ...('manual' in settings && { manual: false }) };
}

function levelsOf(settings: Fields): readonly { level: number | null; info: string | null }[] {
  const plans = settings['powerplans'];
  if (!Array.isArray(plans)) return [];
  // Their places count: none is left out.
  return plans.slice(0, MAX_PLANS).map((plan: unknown) => {
    const { level, info } = isFields(plan) ? plan : {};
    return { level: countOf(level), info: textOf(info) };
  });
}
