import { useEffect, useLayoutEffect } from 'react';
import type { RefObject } from 'react';

export interface Drift {
  /** The time at the left edge of the moved element. */
  readonly baseMs: number;
  readonly pxPerMs: number;
  /** Width of what is seen; its right edge is the present. */
  readonly widthPx: number;
  /** Stands at this time; null to follow the clock. */
  readonly frozenAtMs: number | null;
}

/** Smaller moves than this are not worth a frame. */
const LEAST_MOVE_PX = 0.25;
/** With reduced motion the picture steps instead of drifting. */
const STEP_MS = 5000;

/** Moves an element so that the present stays at the right edge: a gentle drift to the left. */
export function useDrift(
  element: RefObject<HTMLElement | null>,
  { baseMs, pxPerMs, widthPx, frozenAtMs }: Drift,
): void {
  const place = (nowMs: number): number => widthPx - (nowMs - baseMs) * pxPerMs;

  useLayoutEffect(() => {
    move(element.current, place(frozenAtMs ?? Date.now()));
  });

  useEffect(() => {
    if (frozenAtMs !== null) return undefined;
    const stepwise = matchMedia('(prefers-reduced-motion: reduce)').matches;
    let lastPx = Number.NaN;
    let frame = 0;
    const advance = (): void => {
      const nowMs = stepwise ? Math.floor(Date.now() / STEP_MS) * STEP_MS : Date.now();
      const px = widthPx - (nowMs - baseMs) * pxPerMs;
      if (!(Math.abs(px - lastPx) < LEAST_MOVE_PX)) {
        lastPx = px;
        move(element.current, px);
      }
      frame = requestAnimationFrame(advance);
    };
    frame = requestAnimationFrame(advance);
    return () => cancelAnimationFrame(frame);
  }, [element, baseMs, pxPerMs, widthPx, frozenAtMs]);
}

function move(element: HTMLElement | null, px: number): void {
  if (element !== null) element.style.transform = `translate3d(${px.toFixed(2)}px, 0, 0)`;
}
