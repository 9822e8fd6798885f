/** The words that the Haskell library yaml reads as booleans: those of YAML 1.1. */
import type { ScalarTag, Tags } from 'yaml';

const yesAndNo: ScalarTag = {
  tag: 'tag:yaml.org,2002:bool',
  default: true,
  identify: (value) => typeof value === 'boolean',
  test: /^(y|Y|yes|Yes|YES|on|On|ON|true|True|TRUE|n|N|no|No|NO|off|Off|OFF|false|False|FALSE)$/,
  resolve: (word) => /^(y|t|on$)/i.test(word),
  stringify: ({ value }) => (value === true ? 'true' : 'false'),
};

/** For the option `customTags` of the YAML library. */
export const withYesAndNo = (tags: Tags): Tags => [yesAndNo, ...tags];
