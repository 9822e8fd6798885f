/** How the main process and the blank page of a GPU process call what they send each other. */
export const GPU_COMMAND = 'gpu-command';
export const GPU_EVENT = 'gpu-event';
