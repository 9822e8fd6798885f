/** Answers as the machines give them, with made-up figures. */

const STATUS = [
  { STATUS: 'S', When: 1789518797, Code: 11, Msg: 'Summary', Description: 'intminer 5.4.2' },
];

/** A KD-BOX Pro with one board. */
export const GOLDSHELL = {
  status: {
    hardware: '30.40.SA',
    model: 'Goldshell-KDBoxPro',
    mcbversion: 'MCB_V4_3',
    firmware: '2.2.0',
  },
  summary: {
    STATUS,
    SUMMARY: [
      {
        Elapsed: 104370,
        'MHS av': 2579381.867,
        'MHS 20s': 2620453.247,
        Accepted: 13661,
        Rejected: 13,
        'Hardware Errors': 3248,
        'Device Hardware%': 0.1865,
      },
    ],
    id: 1,
  },
  devs: {
    STATUS,
    DEVS: [
      {
        PGA: 0,
        Name: 'INCS',
        Status: 'Alive',
        'MHS av': 2579381.867,
        'MHS 20s': 2620453.247,
        'Hardware Errors': 3248,
        clock: 550,
        fan0: 1260,
        fan1: 0,
        'tstemp-0': 67,
        'tstemp-1': 68.5,
        'tstemp-2': 59.25,
      },
    ],
    id: 1,
  },
  // As SC5 Pro and others send it: two objects that run together, and a comma too much.
  stats: '{"STATUS":[{"STATUS":"S"}],"STATS":[{"STATS":0,"temp_max":0}{"fan1":1200,}],"id":1}\0',
  pools: {
    STATUS,
    POOLS: [
      {
        POOL: 0,
        URL: 'stratum+tcp://192.168.1.20:1917',
        User: 'k:abc.box',
        Status: 'Alive',
        Priority: 0,
        'Stratum Active': true,
        'Last Share Time': 1789518700,
      },
      {
        POOL: 1,
        URL: 'stratum+tcp://pool.example:3700',
        User: 'k:abc',
        Status: 'Alive',
        Priority: 1,
        'Stratum Active': true,
        'Last Share Time': 1789518783,
      },
    ],
    id: 1,
  },
} as const;

/** What a Goldshell's settings hold. */
export const GOLDSHELL_SETTING = {
  select: 0,
  tempcontrol: true,
  ledcontrol: false,
  manualPowerplan: '625 MHz 9100 V 75 RPM 75 RPM PV 9400',
  name: '28:e2:97:00:00:01',
  powerplans: [
    { level: 0, info: '625 MHz 9100 V 40 RPM 40 RPM PV 9400' },
    { level: 1, info: '500 MHz 9100 V 40 RPM 40 RPM PV 9400' },
    { level: 3, info: '0 MHz 0 V 100 RPM 100 RPM' },
  ],
  manual: true,
  version: 'v1.0',
};

/** A KA3 with firmware that numbers its chains in one object. */
export const ANTMINER = {
  version: {
    STATUS: [{ STATUS: 'S', Msg: 'CGMiner versions', Description: 'cgminer 1.0.0' }],
    VERSION: [
      {
        API: '3.1',
        Miner: 'uart_trans.1.3',
        CompileTime: 'Mon Feb 20 12:43:39 CST 2023',
        Type: 'Antminer KA3',
      },
    ],
  },
  summary: {
    SUMMARY: [
      {
        Elapsed: 2534,
        'GHS 5s': 167850.1,
        'GHS av': 166000.5,
        Accepted: 120,
        Rejected: 2,
        'Hardware Errors': 41,
      },
    ],
  },
  stats: {
    STATS: [
      { BMMiner: '1.0.0', Type: 'Antminer KA3' },
      {
        Elapsed: 2534,
        'GHS 5s': 167850.1,
        rate_unit: 'GH',
        fan_num: 4,
        fan1: 5880,
        fan2: 5940,
        fan3: 0,
        fan4: 5910,
        chain_acn1: 92,
        chain_acn2: 92,
        chain_acn3: 92,
        chain_acn4: 0,
        chain_rate1: '56002.28',
        chain_rate2: '55900.00',
        chain_rate3: '55947.82',
        chain_rate4: '',
        chain_hw1: 30,
        chain_hw2: 10,
        chain_hw3: 1,
        temp_chip1: '63-59-56-61',
        temp_chip2: '64-58-56-61',
        temp_chip3: '0-0-0-0',
        temp_pcb1: '38-48-47-52',
        total_rateideal: 166000,
      },
    ],
  },
  pools: {
    POOLS: [
      {
        POOL: 0,
        URL: 'stratum+tcp://192.168.1.20:1917',
        User: 'ka3',
        Status: 'Alive',
        'Stratum Active': true,
        'Last Share Time': '0:00:12',
      },
    ],
  },
} as const;
