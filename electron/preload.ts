/**
 * Runs in the page's sandbox before its scripts, and gives it `window.miner`: one named method per
 * request and a way to listen. No channel name and no event object of Electron reaches the page.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { IpcRendererEvent } from 'electron';
import { announcementChannel, requestChannel } from '../contract/screen-contract.ts';
import type {
  AnnouncementName,
  MinerBridge,
  RequestName,
  Requests,
} from '../contract/screen-contract.ts';

/** As a record, so that one which the contract gains is missed here by the compiler. */
const ANNOUNCED: Readonly<Record<AnnouncementName, true>> = {
  snapshot: true,
  logs: true,
  sample: true,
  config: true,
  origins: true,
  preferences: true,
  closeAsked: true,
  pausedOnBattery: true,
};

function ask<Name extends RequestName>(
  name: Name,
  input: Requests[Name]['input'],
): Promise<Requests[Name]['output']> {
  return ipcRenderer.invoke(requestChannel(name), input);
}

const bridge: MinerBridge = {
  getState: () => ask('getState', null),
  startMining: () => ask('startMining', null),
  stopMining: () => ask('stopMining', null),
  saveConfig: (changes) => ask('saveConfig', changes),
  chooseConfigFile: () => ask('chooseConfigFile', null),
  applyConfigFile: () => ask('applyConfigFile', null),
  exportConfig: () => ask('exportConfig', null),
  savePreferences: (changes) => ask('savePreferences', changes),
  generateKey: () => ask('generateKey', null),
  checkNode: (settings) => ask('checkNode', settings),
  getHistory: (range) => ask('getHistory', range),
  getBlocks: (range) => ask('getBlocks', range),
  countBlocks: (range) => ask('countBlocks', range),
  getMachineHistory: (range) => ask('getMachineHistory', range),
  getConnectAddresses: () => ask('getConnectAddresses', null),
  answerMachine: (answer) => ask('answerMachine', answer),
  tryExternal: (settings) => ask('tryExternal', settings),
  saveLogs: (text) => ask('saveLogs', text),
  copyText: (text) => ask('copyText', text),
  resetPractice: () => ask('resetPractice', null),
  answerClose: (answer) => ask('answerClose', answer),
  on(name, listener) {
    if (!Object.hasOwn(ANNOUNCED, name)) throw new TypeError(`nothing is announced as ${name}`);
    const channel = announcementChannel(name);
    // The event object stays here: it carries `ipcRenderer`.
    const forward = (_event: IpcRendererEvent, content: Parameters<typeof listener>[0]): void => {
      listener(content);
    };
    ipcRenderer.on(channel, forward);
    return () => {
      ipcRenderer.off(channel, forward);
    };
  },
};

contextBridge.exposeInMainWorld('miner', bridge);
