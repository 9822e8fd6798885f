import { describe, expect, it } from 'vitest';
import { openingBounds, windowPlacementSchema } from './window-placement.ts';

const MAIN = { x: 0, y: 0, width: 1920, height: 1050 };
const RIGHT = { x: 1920, y: -200, width: 2560, height: 1400 };

function saved(x: number, y: number, width: number, height: number) {
  return { bounds: { x, y, width, height }, maximised: false };
}

describe('openingBounds', () => {
  it('opens centred at the first start', () => {
    expect(openingBounds(null, [MAIN])).toEqual({ width: 1320, height: 920 });
  });

  it('opens where it was left, on any display', () => {
    expect(openingBounds(saved(100, 80, 1000, 700), [MAIN, RIGHT])).toEqual({
      ...{ x: 100, y: 80, width: 1000, height: 700 },
    });
    expect(openingBounds(saved(2500, -100, 1000, 700), [MAIN, RIGHT])).toMatchObject({ x: 2500 });
  });

  it('is centred when its display is gone', () => {
    expect(openingBounds(saved(2500, -100, 1000, 700), [MAIN])).toEqual({
      width: 1000,
      height: 700,
    });
  });

  it('is centred when its title bar cannot be taken hold of', () => {
    expect(openingBounds(saved(1850, 10, 1000, 700), [MAIN]).x).toBeUndefined();
    expect(openingBounds(saved(10, -300, 1000, 700), [MAIN]).x).toBeUndefined();
    expect(openingBounds(saved(10, 1040, 1000, 700), [MAIN]).x).toBeUndefined();
  });

  it('shrinks to its display and never below the least size', () => {
    expect(openingBounds(saved(0, 0, 4000, 3000), [MAIN])).toMatchObject({
      width: 1920,
      height: 1050,
    });
    expect(openingBounds(saved(0, 0, 10, 10), [MAIN])).toMatchObject({ width: 900, height: 600 });
    expect(openingBounds(null, [{ x: 0, y: 0, width: 800, height: 480 }])).toEqual({
      width: 900,
      height: 600,
    });
  });
});

it('refuses a file with impossible numbers', () => {
  expect(windowPlacementSchema.safeParse(saved(0, 0, 0, 700)).success).toBe(false);
  expect(windowPlacementSchema.safeParse(saved(1e9, 0, 900, 700)).success).toBe(false);
  expect(windowPlacementSchema.safeParse({ maximised: true }).success).toBe(false);
});
