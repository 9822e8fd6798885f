/**
 * The only file that touches `window.miner`: what the screen may ask of the main process. A command notes only
 * that it runs and why it was refused; the main process announces everything else that became of it.
 */
import type {
  AnnouncementName,
  Announcements,
  Failure,
  MinerBridge,
  MinerConfig,
  Outcome,
  RequestName,
} from '../contract/screen-contract.ts';
import { useMinerStore } from './stores/miner-store.ts';
import { useViewStore } from './stores/view-store.ts';

declare global {
  interface Window {
    readonly miner: MinerBridge;
  }
}

/** The request of this name, as the contract describes it. */
function request<Name extends RequestName>(name: Name): MinerBridge[Name] {
  const send = (...input: unknown[]): unknown =>
    (window.miner[name] as (...input: unknown[]) => unknown)(...input);
  return send as MinerBridge[Name];
}

export const getState = request('getState');
export const saveConfig = request('saveConfig');
export const chooseConfigFile = request('chooseConfigFile');
export const applyConfigFile = request('applyConfigFile');
export const exportConfig = request('exportConfig');
export const savePreferences = request('savePreferences');
export const getProcessorHeat = request('getProcessorHeat');
export const findGpus = request('findGpus');
export const generateKey = request('generateKey');
export const checkNode = request('checkNode');
export const nodeReadiness = request('nodeReadiness');
export const openGuidePage = request('openGuidePage');
export const getHistory = request('getHistory');
export const getMarks = request('getMarks');
export const getBlocks = request('getBlocks');
export const countBlocks = request('countBlocks');
export const getLuck = request('getLuck');
export const getBestShares = request('getBestShares');
export const getEarnings = request('getEarnings');
export const getMachineHistory = request('getMachineHistory');
export const getSearchRanges = request('getSearchRanges');
export const findMachines = request('findMachines');
export const cancelFinding = request('cancelFinding');
export const planMachines = request('planMachines');
export const configureMachines = request('configureMachines');
export const putBackMachines = request('putBackMachines');
export const actOnMachine = request('actOnMachine');
export const getPowerPlans = request('getPowerPlans');
export const setPowerPlan = request('setPowerPlan');
export const setMachineWatts = request('setMachineWatts');
export const readMachine = request('readMachine');
export const forgetMachineLogin = request('forgetMachineLogin');
export const forgetMachine = request('forgetMachine');
export const getDeviceHistory = request('getDeviceHistory');
export const getConnectAddresses = request('getConnectAddresses');
export const pauseWorker = request('pauseWorker');
export const resumeWorker = request('resumeWorker');
export const answerMachine = request('answerMachine');
export const letMachineIn = request('letMachineIn');
export const tryExternal = request('tryExternal');
export const testDesktopNotice = request('testDesktopNotice');
export const testWebhook = request('testWebhook');
export const saveLogs = request('saveLogs');
export const saveChart = request('saveChart');
export const copyText = request('copyText');
export const resetPractice = request('resetPractice');
export const diagnose = request('diagnose');
export const getCrashDumps = request('getCrashDumps');
export const showCrashDumps = request('showCrashDumps');
export const checkForUpdate = request('checkForUpdate');
export const reportPageFault = request('reportPageFault');
const sendStart = request('startMining');
const sendStop = request('stopMining');
const sendCloseAnswer = request('answerClose');

/**
 * Calls `listener` with every announcement of this name.
 * @returns an undo
 */
export function listen<Name extends AnnouncementName>(
  name: Name,
  listener: (content: Announcements[Name]) => void,
): () => void {
  return window.miner.on(name, listener);
}

/** Starts mining. The status strip says why it was refused. */
export async function startMining(): Promise<void> {
  await command('start', sendStart);
}

/** Stops mining. */
export async function stopMining(): Promise<void> {
  await command('stop', sendStop);
}

/** Stops and starts again, so that changed settings apply. */
export async function restartMining(): Promise<void> {
  const stopped = await command('stop', sendStop);
  if (stopped) await startMining();
}

/** Sends one command at a time. */
async function command(name: 'start' | 'stop', send: () => Promise<Outcome>): Promise<boolean> {
  if (useViewStore.getState().command !== null) return false;
  useViewStore.setState({ command: name, refusal: null });
  try {
    const outcome = await send();
    if (!outcome.ok) useViewStore.setState({ refusal: outcome.failure });
    return outcome.ok;
  } finally {
    useViewStore.setState({ command: null });
  }
}

/**
 * Saves what mines from now on, and starts or restarts mining.
 * @returns why it could not be saved; null when it was
 */
export async function saveAndMine(changes: Partial<MinerConfig>): Promise<Failure | null> {
  const saved = await saveConfig(changes);
  if (!saved.ok) return saved.failure;
  const phase = useMinerStore.getState().snapshot?.phase ?? 'stopped';
  await (phase === 'stopped' ? startMining() : restartMining());
  return null;
}

/** Answers what closing the window should do, and takes the question off the screen. */
export async function answerClose(
  answer: Parameters<MinerBridge['answerClose']>[0],
): Promise<void> {
  useViewStore.setState({ closeAsked: false });
  await sendCloseAnswer(answer);
}
