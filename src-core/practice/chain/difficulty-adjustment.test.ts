import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockDifficulty } from '../../chainweb/difficulty.ts';
import { MAX_TARGET, mkTarget, targetToHexBe } from '../../chainweb/target.ts';
import type { Target } from '../../chainweb/target.ts';
import { mainnetFirst, mainnetLast } from '../../tests/known-headers.ts';
import { adjustedTarget, averagedTarget, endsEpoch, epochWindow } from './difficulty-adjustment.ts';

const SECOND = 1_000_000n;
/** 30 s, the block delay of the known networks. */
const DELAY = 30n * SECOND;
const development = mkTarget(MAX_TARGET / 100_000n);
const fromHex = (hex: string): Target => mkTarget(BigInt(`0x${hex}`));

describe('the estimate of one chain', () => {
  it('keeps the target when the epoch took as long as it should', () => {
    expect(adjustedTarget(development, 3600n * SECOND, 120, DELAY)).toBe(development);
    expect(adjustedTarget(development, 360n * SECOND, 12, DELAY)).toBe(development);
  });

  it.each([
    [
      1_800_000_000n,
      120,
      '000053e2d6238da3c21187e7c06e19b90ea9e6eeb702602c9081c2e33eff1950',
      200_000n,
    ],
    [
      7_200_000_000n,
      120,
      '00014f8b588e368f08461f9f01b866e43aa79bbadc0980b242070b8cfbfc6540',
      50_000n,
    ],
    [
      1n,
      120,
      '000000000000c828f4acb511d39f405a5a9e3ed5b8a4eb843c10354f1d3aaf14',
      359_999_999_999_999n,
    ],
    [
      3_599_999_999n,
      120,
      '0000a7c5ac46531e8f765abdad3cf317c2b58f07b55fd4d4e4f3507760c3838d',
      100_000n,
    ],
    [
      180_000_000n,
      12,
      '000053e2d6238da3c21187e7c06e19b90ea9e6eeb702602c9081c2e33eff1950',
      200_000n,
    ],
  ])('after %d µs over %d blocks is a known target', (duration, window, hex, difficulty) => {
    const target = adjustedTarget(development, duration, window, DELAY);
    expect(targetToHexBe(target)).toBe(hex);
    expect(blockDifficulty(target)).toBe(difficulty);
  });

  it('stays a target whatever the clock says', () => {
    expect(adjustedTarget(MAX_TARGET, 5400n * SECOND, 120, DELAY)).toBe(MAX_TARGET);
    expect(adjustedTarget(development, 0n, 120, DELAY)).toBe(1n);
    expect(adjustedTarget(development, -5n, 120, DELAY)).toBe(1n);
    fc.assert(
      fc.property(
        fc.bigInt(1n, MAX_TARGET),
        fc.bigInt(-(10n ** 18n), 10n ** 18n),
        fc.constantFrom(12, 120),
        (target, duration, window) => {
          const adjusted = adjustedTarget(mkTarget(target), duration, window, DELAY);
          expect(adjusted >= 1n && adjusted <= MAX_TARGET).toBe(true);
        },
      ),
    );
  });

  it('is easier the longer the epoch took', () => {
    const duration = fc.bigInt(1n, 10n ** 12n);
    fc.assert(
      fc.property(duration, duration, (a, b) => {
        const [shorter, longer] = a < b ? [a, b] : [b, a];
        const easier = adjustedTarget(development, longer, 120, DELAY);
        expect(adjustedTarget(development, shorter, 120, DELAY) <= easier).toBe(true);
      }),
    );
  });
});

describe('the average over neighbours', () => {
  const seconds = [3000n, 3300n, 3600n, 4200n] as const;
  const headers = seconds.map((duration) => ({
    target: development,
    epochStartMicros: 7n,
    creationTimeMicros: 7n + duration * SECOND,
  }));

  it('of four known estimates is the known target', () => {
    const estimates = seconds.map((duration) =>
      targetToHexBe(adjustedTarget(development, duration * SECOND, 120, DELAY)),
    );
    expect(estimates).toEqual([
      '00008bcf64e5ec10ee1d37d7960cd589c31b2b8ddbaea04a462d9a2568fe7f86',
      '000099ca889683ac392023d38b74847df0377cb5a4d9b051b3988ff5f37e5913',
      targetToHexBe(development),
      '0000c3bbf3a84a7e1a28e7c76bab915a778c702d005ae067fbd9716792fde5bb',
    ]);
    const [own, ...adjacents] = headers;
    if (own === undefined) throw new Error('no header');
    expect(targetToHexBe(averagedTarget(own, adjacents, 120, DELAY))).toBe(
      '0000a446e35af560b16254d0838247b5120cb9937bb9fc5745a8c8525b5e3c3d',
    );
  });

  it('of a chain without neighbours is its own estimate', () => {
    for (const header of headers) {
      const duration = header.creationTimeMicros - header.epochStartMicros;
      expect(averagedTarget(header, [], 120, DELAY)).toBe(
        adjustedTarget(development, duration, 120, DELAY),
      );
    }
  });
});

describe('three epochs of mainnet01, chain 5', () => {
  const epochs = [
    {
      own: '00000000000001231d5411def4e48ed525786fd52a12c75969b53ef7983cd84d',
      next: '0000000000000121bc34c98b3670e02d977424d9529579e0ade96def88d7d782',
    },
    {
      own: '000000000000010d6a58fb128497429434f9ee7f70783e944210065ebcb5f1d3',
      next: '000000000000010ffd361abb0ce6d5d40c278d1d621fd931ff5e66114edb3313',
    },
    {
      own: '00000000000000f664cbfa5a5975f9e8266039f492d4d3b6351c7fa17bb605ef',
      next: '00000000000000f5215faa98fd16e46d00d37b85a8620cfd75e22b34aab3ad88',
    },
  ];

  it('follow from whole durations that add up to the time between the first and last epoch', () => {
    let target = mainnetFirst.target;
    let total = 0n;
    for (const { own, next } of epochs) {
      const estimate = fromHex(own);
      // The estimate is rounded up: only one duration can give it, if any does.
      const duration = (estimate * 120n * DELAY) / target;
      expect(adjustedTarget(target, duration, 120, DELAY)).toBe(estimate);
      total += duration;
      target = fromHex(next);
    }
    expect(total).toBe(mainnetLast.epochStartMicros - mainnetFirst.epochStartMicros);
    expect(target).toBe(mainnetLast.target);
  });

  it('ended at the heights where epochs end', () => {
    for (const height of [2111519, 2111639, 2111759]) expect(endsEpoch(height)).toBe(true);
    expect(endsEpoch(mainnetFirst.height)).toBe(false);
  });
});

describe('epochs', () => {
  it('end at each 12th height up to 120, then at each 120th', () => {
    const ends = Array.from({ length: 400 }, (_, height) => height).filter(endsEpoch);
    expect(ends.map((height) => height + 1)).toEqual([
      12, 24, 36, 48, 60, 72, 84, 96, 108, 120, 240, 360,
    ]);
  });

  it('are short up to height 120', () => {
    expect(epochWindow(120)).toBe(12);
    expect(epochWindow(121)).toBe(120);
  });
});
