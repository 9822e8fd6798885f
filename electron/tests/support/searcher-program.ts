/** A program as someone else would write it: it knows its last argument and its input alone. */
export const SEARCHER = `
const { createHash } = require('node:crypto');
const target = Buffer.from(process.argv.at(-1), 'hex').reverse().toString('hex');
const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk));
process.stdin.on('end', () => {
  const work = Buffer.concat(chunks);
  for (let nonce = 0n; ; nonce += 1n) {
    work.writeBigUInt64LE(nonce, work.length - 8);
    const hash = createHash('blake2s256').update(work).digest().reverse().toString('hex');
    if (hash <= target) {
      console.log(nonce.toString(16).padStart(16, '0'));
      return;
    }
  }
});
`;
