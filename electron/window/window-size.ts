/** How large the window is, in device-independent pixels: at least, and at the first start. */
export const MIN_WINDOW = { width: 900, height: 600 } as const;
export const FIRST_WINDOW = { width: 1320, height: 920 } as const;
