/** The names of the contract as values. As records, so that the compiler reports one that is missing here. */
import type { AnnouncementName, RequestName } from './screen-contract.ts';

const REQUESTS: Readonly<Record<RequestName, true>> = {
  getState: true,
  startMining: true,
  stopMining: true,
  pauseWorker: true,
  resumeWorker: true,
  saveConfig: true,
  chooseConfigFile: true,
  applyConfigFile: true,
  exportConfig: true,
  savePreferences: true,
  getProcessorHeat: true,
  findGpus: true,
  generateKey: true,
  checkNode: true,
  nodeReadiness: true,
  openGuidePage: true,
  getHistory: true,
  getMarks: true,
  getBlocks: true,
  countBlocks: true,
  getLuck: true,
  getBestShares: true,
  getEarnings: true,
  getMachineHistory: true,
  getSearchRanges: true,
  findMachines: true,
  cancelFinding: true,
  planMachines: true,
  configureMachines: true,
  putBackMachines: true,
  actOnMachine: true,
  getPowerPlans: true,
  setPowerPlan: true,
  setMachineWatts: true,
  readMachine: true,
  forgetMachineLogin: true,
  forgetMachine: true,
  getDeviceHistory: true,
  getConnectAddresses: true,
  answerMachine: true,
  letMachineIn: true,
  tryExternal: true,
  testDesktopNotice: true,
  testWebhook: true,
  saveLogs: true,
  saveChart: true,
  copyText: true,
  resetPractice: true,
  diagnose: true,
  getCrashDumps: true,
  showCrashDumps: true,
  checkForUpdate: true,
  reportPageFault: true,
  answerClose: true,
};

const ANNOUNCEMENTS: Readonly<Record<AnnouncementName, true>> = {
  snapshot: true,
  logs: true,
  config: true,
  origins: true,
  preferences: true,
  closeAsked: true,
  notices: true,
  noticeOpened: true,
  checked: true,
};

export const REQUEST_NAMES = Object.keys(REQUESTS) as readonly RequestName[];
export const ANNOUNCEMENT_NAMES = Object.keys(ANNOUNCEMENTS) as readonly AnnouncementName[];

/** Whether a carrier may pass a message of this name on to the handlers. */
export function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(REQUESTS, name);
}

/** Whether an announcement of this name exists. */
export function isAnnouncementName(name: string): name is AnnouncementName {
  return Object.hasOwn(ANNOUNCEMENTS, name);
}
