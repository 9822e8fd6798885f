/** Where the window opens: as it was left, unless that is no longer on any display. Pure. */
import { z } from 'zod';
import { FIRST_WINDOW, MIN_WINDOW } from './window-size.ts';

/** In device-independent pixels of the desktop, all displays together. */
interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How much of the title bar must be on one display, so that the window can be dragged by it. */
const GRIP = { width: 120, height: 40 } as const;

const coordinate = z.number().int().min(-100_000).max(100_000);
const extent = z.number().int().min(1).max(100_000);

/** What `window.json` holds: the bounds when not maximised, and whether it was. */
export const windowPlacementSchema = z.object({
  bounds: z.object({ x: coordinate, y: coordinate, width: extent, height: extent }),
  maximised: z.boolean(),
});

export type WindowPlacement = Readonly<z.output<typeof windowPlacementSchema>>;

interface OpeningBounds {
  /** Absent: centred on the main display. */
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The bounds to open with. `workAreas` are those of the displays that are there now, the main one
 * first; a saved window that cannot be reached on any of them is centred, one that is too large
 * shrinks to the display it is on.
 */
export function openingBounds(
  saved: WindowPlacement | null,
  workAreas: readonly Rectangle[],
): OpeningBounds {
  if (saved !== null) {
    const area = workAreas.find((candidate) => hasGrip(saved.bounds, candidate));
    if (area !== undefined) {
      const { x, y } = saved.bounds;
      return { x, y, ...fitted(saved.bounds, area) };
    }
  }
  const main = workAreas[0];
  const wanted = saved?.bounds ?? FIRST_WINDOW;
  return main === undefined ? { ...MIN_WINDOW } : fitted(wanted, main);
}

function fitted(wanted: Omit<Rectangle, 'x' | 'y'>, area: Rectangle): OpeningBounds {
  return {
    width: Math.max(MIN_WINDOW.width, Math.min(wanted.width, area.width)),
    height: Math.max(MIN_WINDOW.height, Math.min(wanted.height, area.height)),
  };
}

/** Whether enough of the upper edge is on `area` to grip the window there. */
function hasGrip(window: Rectangle, area: Rectangle): boolean {
  const visibleWidth =
    Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return (
    visibleWidth >= GRIP.width &&
    window.y >= area.y &&
    window.y + GRIP.height <= area.y + area.height
  );
}
