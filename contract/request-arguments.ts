/** What the page can send with each request: one parser for each argument. */
import { z } from 'zod';
import {
  complaintOf,
  DEVICE_ACTIONS,
  err,
  MEASURED_WATTS,
  minerConfigSchema,
  ok,
  WORKER_KINDS,
  WORKER_NAME,
} from '../src-core/index.ts';
import type { MinerConfig, Result } from '../src-core/index.ts';
import type { RequestName, Requests } from './screen-contract.ts';
import { preferencesSchema } from './preferences-schema.ts';

/** The input, or what is wrong with it, in English for the log. */
type ArgumentParser<T> = (given: unknown) => Result<T, string>;

type RequestParsers = {
  readonly [Name in RequestName]: ArgumentParser<Requests[Name]['input']>;
};

/** Characters of a text for the clipboard or a file; a full log of long lines has a tenth of it. */
const TEXT_LIMIT = 32 * 1024 * 1024;

/** Keys of machines consist of an address and a name that the machine chose. */
const machineKey = z.string().max(1024);
/** Machines in one chart: more lines could not be distinguished. */
const MOST_LINES = 32;

const timeMs = z.number().min(0).max(Number.MAX_SAFE_INTEGER);
const times = { fromMs: timeMs, toMs: timeMs };
const span = { ...times, points: z.number().int().min(2).max(1000) };
/** Nodes name their networks, within this limit. */
const versionName = z.string().min(1).max(256);
const text = z.strictObject({ text: z.string().max(TEXT_LIMIT) });

/** Characters of a chart's file: 150 points, and a picture of a very large window. */
const CHART_LIMIT = 16 * 1024 * 1024;
const chartName = z.enum(['hash-rate', 'machine', 'parts', 'comparison']);
const csv = z.strictObject({
  name: chartName,
  format: z.literal('csv'),
  content: z.string().max(CHART_LIMIT),
});
/** A PNG begins with its signature (https://www.w3.org/TR/png-3/#3PNGsignature). */
const png = z.strictObject({
  name: chartName,
  format: z.literal('png'),
  content: z.base64().startsWith('iVBORw0KGgo').max(CHART_LIMIT),
});

/** Logical limits of what the page sends about devices: a /22 has 1022 addresses. */
const MOST_DEVICES = 1024;
const deviceId = z.string().min(1).max(64);
const login = z.strictObject({
  user: z.string().min(1).max(64).nullable(),
  password: z.string().max(128),
  keep: z.boolean(),
});
const logins = z.record(deviceId, login);
const device = { id: deviceId, login: login.nullable() };
const ids = z.array(deviceId).max(MOST_DEVICES);

const nothing = parserOf(z.null());
const workerKind = parserOf(z.strictObject({ kind: z.enum(WORKER_KINDS) }));

export const requestParsers: RequestParsers = {
  getState: nothing,
  startMining: nothing,
  stopMining: nothing,
  pauseWorker: workerKind,
  resumeWorker: workerKind,
  saveConfig: (given) => parseChanges(minerConfigSchema, given),
  chooseConfigFile: nothing,
  applyConfigFile: parserOf(z.strictObject({ commandsConfirmed: z.boolean() })),
  exportConfig: nothing,
  savePreferences: (given) => parseChanges(preferencesSchema, given),
  getProcessorHeat: nothing,
  findGpus: nothing,
  generateKey: nothing,
  checkNode: parseNodeSettings,
  nodeReadiness: parseNodeSettings,
  openGuidePage: parserOf(
    z.strictObject({ page: z.enum(['releases', 'compose', 'snapshots', 'newVersion']) }),
  ),
  getHistory: parserOf(inOrder(z.strictObject(span))),
  getMarks: parserOf(
    inOrder(z.strictObject({ ...times, machines: z.array(machineKey).max(MOST_LINES).optional() })),
  ),
  getBlocks: parserOf(
    z.strictObject({ versionName, beforeMs: timeMs, limit: z.number().int().min(1).max(500) }),
  ),
  countBlocks: parserOf(z.strictObject({ versionName, beforeMs: timeMs })),
  getLuck: parserOf(z.strictObject({ versionName })),
  getBestShares: parserOf(z.strictObject({ versionName })),
  getEarnings: parserOf(z.strictObject({ versionName, todayMs: timeMs })),
  getMachineHistory: parserOf(inOrder(z.strictObject({ key: machineKey, ...span }))),
  getSearchRanges: nothing,
  findMachines: parserOf(
    z.strictObject({ ranges: z.array(z.string().min(1).max(64)).min(1).max(32) }),
  ),
  cancelFinding: nothing,
  planMachines: parserOf(z.strictObject({ ids, logins })),
  configureMachines: parserOf(
    z.strictObject({
      orders: z
        .array(
          z.strictObject({
            id: deviceId,
            worker: z.string().regex(WORKER_NAME),
            keepsOthers: z.boolean(),
          }),
        )
        .max(MOST_DEVICES),
      logins,
    }),
  ),
  putBackMachines: parserOf(z.strictObject({ ids, logins })),
  actOnMachine: parserOf(z.strictObject({ ...device, action: z.enum(DEVICE_ACTIONS) })),
  getPowerPlans: parserOf(z.strictObject(device)),
  setPowerPlan: parserOf(z.strictObject({ ...device, plan: z.number().int().min(0).max(255) })),
  setMachineWatts: parserOf(
    z.strictObject({
      id: deviceId,
      watts: z.number().min(MEASURED_WATTS.min).max(MEASURED_WATTS.max).nullable(),
    }),
  ),
  readMachine: parserOf(z.strictObject({ id: deviceId })),
  forgetMachineLogin: parserOf(z.strictObject({ id: deviceId })),
  forgetMachine: parserOf(z.strictObject({ id: deviceId })),
  getDeviceHistory: parserOf(inOrder(z.strictObject({ id: deviceId, ...span }))),
  getConnectAddresses: nothing,
  answerMachine: parserOf(
    z.strictObject({ question: z.number().int().min(0), accept: z.boolean() }),
  ),
  // As long as a name of a machine can be.
  letMachineIn: parserOf(z.strictObject({ rig: z.string().min(1).max(1024) })),
  tryExternal: nothing,
  testDesktopNotice: nothing,
  testWebhook: nothing,
  saveLogs: parserOf(text),
  saveChart: parserOf(z.discriminatedUnion('format', [csv, png])),
  copyText: parserOf(text),
  resetPractice: nothing,
  diagnose: nothing,
  getCrashDumps: nothing,
  showCrashDumps: nothing,
  checkForUpdate: nothing,
  reportPageFault: parserOf(
    z.strictObject({ place: z.string().regex(/^[a-z]{1,32}$/), detail: z.string().max(16_384) }),
  ),
  answerClose: parserOf(
    z.strictObject({ choice: z.enum(['tray', 'quit', 'cancel']), remember: z.boolean() }),
  ),
};

function inOrder<T extends { fromMs: number; toMs: number }>(schema: z.ZodType<T>): z.ZodType<T> {
  return schema.refine(({ fromMs, toMs }) => fromMs <= toMs, { message: 'toMs is before fromMs' });
}

function parserOf<T>(schema: z.ZodType<T>): ArgumentParser<T> {
  return (given) => {
    const parsed = schema.safeParse(given);
    return parsed.success ? ok(parsed.data) : err(complaintOf(parsed.error));
  };
}

/**
 * Some keys of an object, each checked as in the whole object; unknown keys are refused.
 * (Not zod's `partial()`: that fills in the defaults of missing keys, and saving one setting would
 * reset all others.)
 */
function parseChanges<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  given: unknown,
): Result<Partial<z.output<z.ZodObject<Shape>>>, string> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return err('expected an object');
  }
  const named = new Map<string, unknown>(Object.entries(given));
  const unknown = [...named.keys()].find((key) => !Object.hasOwn(schema.shape, key));
  if (unknown !== undefined) return err(`unknown key ${unknown}`);
  const whole = schema.safeParse(given);
  if (!whole.success) return err(complaintOf(whole.error));
  const changes = Object.entries(whole.data).filter(([key]) => named.get(key) !== undefined);
  return ok(Object.fromEntries(changes) as Partial<z.output<z.ZodObject<Shape>>>);
}

function parseNodeSettings(
  given: unknown,
): Result<Pick<MinerConfig, 'node' | 'useTls' | 'insecure' | 'publicKey' | 'account'>, string> {
  const settings = minerConfigSchema
    .pick({ node: true, useTls: true, insecure: true, publicKey: true, account: true })
    .strict()
    .safeParse(given);
  return settings.success ? ok(settings.data) : err(complaintOf(settings.error));
}
