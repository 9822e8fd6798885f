/** What chainweb-mining-client 0.5 (bdd2c73) printed, captured, and the example of its README. */

/** `--public-key=abab… --stratum-difficulty=50 --print-config-as=full` */
export const HASKELL_FULL = `account: null
constantDelayBlockTime: 30
defaultHTTPTimeout: 1000000
externalWorkerCommand: echo 'no external worker command configured' && /bin/false
generateKey: false
hashRate: 1000000.0
insecure: false
logLevel: info
node: localhost:1848
onDemandInterface: '*'
onDemandPort: 1917
publicKey: abababababababababababababababababababababababababababababababab
stratumDifficulty: 50
stratumInterface: '*'
stratumPort: 1917
stratumRate: 1000
threadCount: 2
useTls: false
worker: stratum

`;

/** The same with `minimal`. */
export const HASKELL_MINIMAL = `publicKey: abababababababababababababababababababababababababababababababab
stratumDifficulty: 50

`;

/** The same with `diff`. */
export const HASKELL_DIFF = `account:
  $both: null
constantDelayBlockTime:
  $both: 30
defaultHTTPTimeout:
  $both: 1000000
externalWorkerCommand:
  $both: echo 'no external worker command configured' && /bin/false
generateKey:
  $both: false
hashRate:
  $both: 1000000.0
insecure:
  $both: false
logLevel:
  $both: info
node:
  $both: localhost:1848
onDemandInterface:
  $both: '*'
onDemandPort:
  $both: 1917
publicKey:
  $left: ''
  $right: abababababababababababababababababababababababababababababababab
stratumDifficulty:
  $left: block
  $right: 50
stratumInterface:
  $both: '*'
stratumPort:
  $both: 1917
stratumRate:
  $both: 1000
threadCount:
  $both: 2
useTls:
  $both: false
worker:
  $both: stratum

`;

/** The file its README shows, written by an earlier version: some keys are not in it. */
export const HASKELL_README_FILE = `account: null
externalWorkerCommand: echo 'no external worker command configured' && /bin/false
generateKey: false
hashRate: 1000000.0
insecure: true
logLevel: info
node: example.com:1848
publicKey: 87ef8fdb229ad10285ae191a168ea2ec0794621a127df21e372f41fd0246e4cf
stratumDifficulty: 50
stratumInterface: '*'
stratumPort: 1917
threadCount: 10
useTls: true
worker: stratum
`;
