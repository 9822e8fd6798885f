import { describe, expect, it } from 'vitest';
import {
  antminerModel,
  goldshellModel,
  ibelinkModel,
  isSameModel,
  nameplateOf,
  powerModesOf,
} from './models.ts';

describe('models', () => {
  it.each([
    ['Goldshell-KDBox', 'Goldshell KD-BOX'],
    ['Goldshell-KDBoxPro', 'Goldshell KD-BOX Pro'],
    ['Goldshell-KDBoxⅡ', 'Goldshell KD-BOX II'],
    ['Goldshell-KDBOX-II', 'Goldshell KD-BOX II'],
    ['Goldshell-KD5', 'Goldshell KD5'],
    ['Goldshell-KD6-SE', 'Goldshell KD6-SE'],
    ['Goldshell-KDLite', 'Goldshell KD LITE'],
    ['KDMAX', 'Goldshell KD MAX'],
    ['Goldshell-SCLITE', 'Goldshell SCLITE'],
    ['Goldshell', 'Goldshell'],
    ['Goldshell _- KD5', 'Goldshell KD5'],
    ['My Goldshell-KD5', 'Goldshell My Goldshell-KD5'],
    ['', 'Goldshell'],
    [`KD5${' '.repeat(300)}x`, 'Goldshell KD5'],
  ])('of Goldshell: %s', (reported, name) => {
    expect(goldshellModel(reported, null)).toBe(name);
  });

  it('tell the two KD6 apart by their hardware', () => {
    expect(goldshellModel('Goldshell-KD6', '2.50.SA')).toBe('Goldshell KD6 (2 boards)');
    expect(goldshellModel('Goldshell-KD6', '2.40.SA')).toBe('Goldshell KD6 (4 boards)');
    expect(goldshellModel('Goldshell-KD6', null)).toBe('Goldshell KD6');
    expect(isSameModel('Goldshell KD6', 'Goldshell KD6 (4 boards)')).toBe(true);
    expect(goldshellModel('Goldshell-KD6', '1.2.50')).toBe('Goldshell KD6');
    expect(goldshellModel('Goldshell-KD5', '2.50.SA')).toBe('Goldshell KD5');
    expect(isSameModel('Goldshell KD6', 'Goldshell KD6-SE')).toBe(false);
    expect(isSameModel('Goldshell KD6 (a) (b)', 'Goldshell KD6(a)')).toBe(false);
  });

  it('tell the stronger KA3 by the rate that it holds for its own', () => {
    expect(antminerModel('Antminer KA3', 166e12)).toBe('Antminer KA3');
    expect(antminerModel('Antminer KA3', 173e12)).toBe('Antminer KA3 (173 TH/s)');
    expect(antminerModel('antminer ka3', null)).toBe('Antminer KA3');
    expect(antminerModel('Antminer KA3', 170e12)).toBe('Antminer KA3');
    expect(antminerModel('Antminer S19', 195e12)).toBe('Antminer S19');
  });

  it('of iBeLink keep the plus', () => {
    expect(ibelinkModel('BM-K1+')).toBe('iBeLink BM-K1+');
    expect(ibelinkModel('BM-K1')).toBe('iBeLink BM-K1');
    expect(ibelinkModel('BM-K1Max')).toBe('iBeLink BM-K1 Max');
    expect(ibelinkModel('BM-N1Max')).toBe('iBeLink BM-N1Max');
  });

  it('have a nameplate where it is certain', () => {
    expect(nameplateOf('Goldshell KD-BOX II')).toEqual({
      hashesPerSecond: 5e12,
      watts: 400,
      boards: 1,
      fans: 2,
    });
    expect(nameplateOf('Antminer KA3')).toMatchObject({
      hashesPerSecond: 166e12,
      boards: 3,
      fans: 4,
    });
    expect(nameplateOf('iBeLink BM-K3')).toBeNull();
    expect(nameplateOf('toString')).toBeNull();
    expect(nameplateOf(null)).toBeNull();
  });

  it.each([
    ['Goldshell KD-BOX II', true, false],
    ['Antminer KA3', true, true],
    ['Antminer KA3 (173 TH/s)', true, true],
    ['Goldshell KD5', false, false],
    ['toString', false, false],
    [null, false, false],
  ])('have power plans and sleep where that is certain: %s', (model, hasPlans, canSleep) => {
    expect(powerModesOf(model)).toEqual({ hasPlans, canSleep });
  });
});
