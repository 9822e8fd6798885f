/** Searches in the blank page of a GPU process, with the WebGPU of Chromium. The page itself has no script. */
import { ipcRenderer } from 'electron';
import type { IpcRendererEvent } from 'electron';
import { createGpuService } from '../../src-core/workers/gpu/search/gpu-service.ts';
import { GPU_COMMAND, GPU_EVENT } from './gpu-channels.ts';

const send = (event: unknown): void => ipcRenderer.send(GPU_EVENT, event);

// Chromium has none where it finds no driver that it trusts.
const { gpu = null } = navigator as { readonly gpu?: GPU };
const take = createGpuService({ gpu, send });
ipcRenderer.on(GPU_COMMAND, (_event: IpcRendererEvent, command: Parameters<typeof take>[0]) =>
  take(command),
);
