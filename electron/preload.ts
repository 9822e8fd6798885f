/**
 * Runs in the page's sandbox before its scripts, and gives it `window.miner`: one named method per
 * request and a way to listen. No channel name and no event object of Electron reaches the page.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { IpcRendererEvent } from 'electron';
import { bridgeOver } from '../contract/bridge-over.ts';
import { announcementChannel, requestChannel } from './ipc/ipc-channels.ts';

const bridge = bridgeOver({
  ask: (name, argument) => ipcRenderer.invoke(requestChannel(name), argument),
  listen(name, listener) {
    const channel = announcementChannel(name);
    // The event object stays here: it carries `ipcRenderer`.
    const forward = (_event: IpcRendererEvent, content: unknown): void => listener(content);
    ipcRenderer.on(channel, forward);
    return () => {
      ipcRenderer.off(channel, forward);
    };
  },
});

contextBridge.exposeInMainWorld('miner', bridge);
