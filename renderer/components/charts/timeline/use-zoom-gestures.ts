import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, RefObject } from 'react';
import type { TimeSpan } from '../../../stores/charts/chart-store.ts';
import { moved, selected, timeAt, zoomed } from './time-span.ts';

interface ZoomGestures {
  readonly stage: RefObject<HTMLDivElement | null>;
  /** The element whose width is the span. */
  readonly area: RefObject<HTMLDivElement | null>;
  /** What is being selected, from 0 at the left edge to 1 at the right one; null while nothing is. */
  readonly selection: readonly [number, number] | null;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerCancel: () => void;
    readonly onDoubleClick: () => void;
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  };
}

/** A shorter way of the pointer is a click, px. */
const CLICK_PX = 6;
const KEY_FACTORS: Readonly<Record<string, number>> = { '+': 0.5, '=': 0.5, '-': 2 };
const KEY_STEPS: Readonly<Record<string, number>> = { ArrowLeft: -0.25, ArrowRight: 0.25 };
/** Of a wheel's pixels; one notch is about 100. */
const WHEEL_FACTOR = 1.002;

/**
 * Zooming with the pointer (drag over a time), the wheel (with Ctrl, as a touch pad's pinch is reported, or
 * where the chart has the focus: the page scrolls otherwise) and the keys.
 * @param onSpan null goes back to what ends now
 */
export function useZoomGestures(
  span: TimeSpan,
  isZoomed: boolean,
  onSpan: (span: TimeSpan | null) => void,
): ZoomGestures {
  const stage = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLDivElement>(null);
  const [selection, setSelection] = useState<readonly [number, number] | null>(null);

  const partAt = (clientX: number): number => {
    const { left, width } = area.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
    return Math.min(1, Math.max(0, (clientX - left) / width));
  };

  useEffect(() => {
    const element = stage.current;
    const onWheel = (event: WheelEvent): void => {
      const isMeant = event.ctrlKey || event.metaKey || document.activeElement === element;
      if (!isMeant || event.deltaY === 0) return;
      event.preventDefault();
      const anchor = timeAt(span, partAt(event.clientX));
      onSpan(zoomed(span, WHEEL_FACTOR ** event.deltaY, anchor, Date.now()));
    };
    // React's own listeners cannot keep the page from scrolling.
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [span, onSpan]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const factor = KEY_FACTORS[key];
    const step = KEY_STEPS[key];
    if (key === 'Escape' && (isZoomed || selection !== null)) {
      if (selection === null) onSpan(null);
      setSelection(null);
    } else if (factor !== undefined) onSpan(zoomed(span, factor, timeAt(span, 0.5), Date.now()));
    else if (step !== undefined) onSpan(moved(span, step, Date.now()));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return {
    stage,
    area,
    selection,
    handlers: {
      onPointerDown(event) {
        const isOnButton = event.target instanceof Element && event.target.closest('button');
        if (event.button !== 0 || isOnButton) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const part = partAt(event.clientX);
        setSelection([part, part]);
      },
      onPointerMove(event) {
        if (selection !== null) setSelection([selection[0], partAt(event.clientX)]);
      },
      onPointerUp() {
        if (selection === null) return;
        setSelection(null);
        const [one, other] = selection;
        const width = area.current?.clientWidth ?? 0;
        if (Math.abs(other - one) * width < CLICK_PX) return;
        onSpan(selected(span, one, other, Date.now()));
      },
      onPointerCancel: () => setSelection(null),
      onDoubleClick: () => onSpan(null),
      onKeyDown,
    },
  };
}
