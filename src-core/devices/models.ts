/**
 * The machines for Chainweb that were sold: their names as people write them, and what their labels say.
 * Rates and watts are the makers' and sellers' figures. Where a model was sold in two variants that its
 * own interface does not tell apart, the weaker one stands here: a rate below it is wrong in any case.
 */
import type { PowerModes } from './device.ts';
import { machineText } from './machine-text.ts';

/** What the label of a machine says, and how it is built. */
interface Nameplate {
  readonly hashesPerSecond: number;
  readonly watts: number;
  /** Hash boards; null where that is not known. */
  readonly boards: number | null;
  readonly fans: number | null;
}

const TERA = 1e12;

function plate(
  terahashes: number,
  watts: number,
  boards: number | null = null,
  fans: number | null = null,
): Nameplate {
  return { hashesPerSecond: terahashes * TERA, watts, boards, fans };
}

/** By the name that is shown. Null where neither rate nor watts are certain. */
const MODELS: Readonly<Record<string, Nameplate | null>> = {
  'Goldshell KD-BOX': plate(1.6, 205),
  'Goldshell KD-BOX Pro': plate(2.6, 230, 1, 2),
  'Goldshell KD-BOX II': plate(5, 400, 1, 2),
  'Goldshell KD2': plate(6, 830),
  'Goldshell KD5': plate(18, 2250, 4, 4),
  'Goldshell KD5 Pro': plate(24.5, 3000),
  'Goldshell KD6': plate(26.3, 2630),
  // Distinguished by their hardware versions, 2.50 and 2.40.
  'Goldshell KD6 (2 boards)': plate(29.2, 2630, 2),
  'Goldshell KD6 (4 boards)': plate(26.3, 2630, 4),
  'Goldshell KD6-SE': plate(25.3, 2300),
  'Goldshell KD LITE': plate(16.2, 1330),
  'Goldshell KD MAX': plate(40.2, 3350, 3, 4),
  'Antminer KA3': plate(166, 3154, 3, 4),
  'Antminer KA3 (173 TH/s)': plate(173, 3287, 3, 4),
  'iBeLink BM-K1': plate(5.3, 800),
  'iBeLink BM-K1+': null,
  'iBeLink BM-K1 Max': plate(32, 3200),
  'iBeLink BM-K3': null,
};

/** What a machine's label says; null for a model that is not listed, or of which it is not certain. */
export function nameplateOf(model: string | null): Nameplate | null {
  return model !== null && Object.hasOwn(MODELS, model) ? (MODELS[model] ?? null) : null;
}

/** Models that are known to have power plans or sleep before they have said so behind a login. */
const POWER: Readonly<Record<string, PowerModes>> = {
  'Goldshell KD-BOX II': { hasPlans: true, canSleep: false },
  'Goldshell KD LITE': { hasPlans: true, canSleep: false },
  'Antminer KA3': { hasPlans: true, canSleep: true },
  'Antminer KA3 (173 TH/s)': { hasPlans: true, canSleep: true },
};

/** What a model is known to offer; nothing where that is not certain, as of most. */
export function powerModesOf(model: string | null): PowerModes {
  const known = model !== null && Object.hasOwn(POWER, model) ? POWER[model] : undefined;
  return known ?? { hasPlans: false, canSleep: false };
}

const NAMES = new Map(Object.keys(MODELS).map((name) => [keyOf(name), name]));

/** Letters and digits alone, `+` included; the Roman numeral Ⅱ is two letters after NFKC. */
function keyOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+]/gu, '');
}

/**
 * The name of a Goldshell from what it reports: `Goldshell-KDBoxⅡ` is `Goldshell KD-BOX II`.
 * @param hardware its hardware version, as `2.40.SA`; null where it is not reported
 */
export function goldshellModel(reported: string, hardware: string | null): string {
  const text = withMaker('Goldshell', reported);
  const name = NAMES.get(keyOf(text)) ?? text;
  if (name !== 'Goldshell KD6') return name;
  if (hardware?.startsWith('2.50') === true) return `${name} (2 boards)`;
  return hardware?.startsWith('2.40') === true ? `${name} (4 boards)` : name;
}

/**
 * The name of an Antminer from the type that it reports.
 * @param idealHashesPerSecond the rate that it holds for its own; null where it is not reported
 */
export function antminerModel(reported: string, idealHashesPerSecond: number | null): string {
  const text = withMaker('Antminer', reported);
  const name = NAMES.get(keyOf(text)) ?? text;
  const isStronger = name === 'Antminer KA3' && (idealHashesPerSecond ?? 0) > 170 * TERA;
  return isStronger ? `${name} (173 TH/s)` : name;
}

/** The name of an iBeLink from the name of its boards: `BM-K1Max` is `iBeLink BM-K1 Max`. */
export function ibelinkModel(reported: string): string {
  const text = withMaker('iBeLink', reported);
  return NAMES.get(keyOf(text)) ?? text;
}

/** A name that begins with its maker's, whether it was reported with it or without. */
function withMaker(maker: string, reported: string): string {
  const text = machineText(reported.slice(0, 256).normalize('NFKC'));
  const bare = text.toLowerCase().startsWith(maker.toLowerCase()) ? text.slice(maker.length) : text;
  const model = bare.replace(/^[-_\s]+/, '');
  return model === '' ? maker : `${maker} ${model}`;
}

/** Whether two names are of one model. A variant in brackets may be reported at one time and not at another. */
export function isSameModel(one: string, other: string): boolean {
  return bareModel(one) === bareModel(other);
}

function bareModel(name: string): string {
  return name.replace(/ \(.*$/, '');
}
