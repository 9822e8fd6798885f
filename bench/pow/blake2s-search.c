/*
 * The nonce search of src-core/pow-kernel in C, as the yardstick of `npm run bench -- pow`, with the
 * same ideas: the blocks before the nonce hashed beforehand, only word 5 of the last block of a
 * 286-byte header varies, only the top word of the hash is wanted. What does not depend on the
 * nonce is left to the compiler, which takes it out of the loop.
 *
 * Compile with -DVECTOR_BYTES=16 (SSE4.1), 32 (AVX2) or 64 (AVX-512), and -DGROUPS=2 to search two
 * vectors at a time.
 *
 * Input: 8 words of chaining value, 16 message words, the target's top word, milliseconds.
 * Output: solutions among the 2^16 nonces of the word, the sum of their numbers; then hashes, wall
 * and CPU seconds of a run of that many milliseconds.
 */
#include <immintrin.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#ifndef GROUPS
#define GROUPS 1
#endif
#define LANES (VECTOR_BYTES / 4)
#define WORK_BYTES 286
#define NONCE_WORD 5
#define NONCE_SHIFT 16

typedef uint32_t vec __attribute__((vector_size(VECTOR_BYTES)));

#if VECTOR_BYTES == 64 && defined(__AVX512F__)
#define ROTATE(x, n) ((vec)_mm512_ror_epi32((__m512i)(x), n))
#define ROTATE_16(x) ROTATE(x, 16)
#define ROTATE_8(x) ROTATE(x, 8)
#else
#define ROTATE(x, n) (((x) >> (n)) | ((x) << (32 - (n))))
#define MASK_16 13, 12, 15, 14, 9, 8, 11, 10, 5, 4, 7, 6, 1, 0, 3, 2
#define MASK_8 12, 15, 14, 13, 8, 11, 10, 9, 4, 7, 6, 5, 0, 3, 2, 1
#if VECTOR_BYTES == 32
#define ROTATE_16(x) ((vec)_mm256_shuffle_epi8((__m256i)(x), _mm256_set_epi8(MASK_16, MASK_16)))
#define ROTATE_8(x) ((vec)_mm256_shuffle_epi8((__m256i)(x), _mm256_set_epi8(MASK_8, MASK_8)))
#elif VECTOR_BYTES == 16
#define ROTATE_16(x) ((vec)_mm_shuffle_epi8((__m128i)(x), _mm_set_epi8(MASK_16)))
#define ROTATE_8(x) ((vec)_mm_shuffle_epi8((__m128i)(x), _mm_set_epi8(MASK_8)))
#else /* 64 bytes without AVX-512: to check the source, not for speed */
#define ROTATE_16(x) ROTATE(x, 16)
#define ROTATE_8(x) ROTATE(x, 8)
#endif
#endif

static const uint32_t IV[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                               0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

static inline vec all(uint32_t word) { return (vec){0} + word; }

/* One half of four mixing functions side by side; s0..s3 are the message words of the four. */
#define HALF(a0, b0, c0, d0, a1, b1, c1, d1, a2, b2, c2, d2, a3, b3, c3, d3, s0, s1, s2, s3, D, B) \
  a0 = (a0 + m[s0]) + b0; a1 = (a1 + m[s1]) + b1; a2 = (a2 + m[s2]) + b2; a3 = (a3 + m[s3]) + b3; \
  d0 = D(d0 ^ a0); d1 = D(d1 ^ a1); d2 = D(d2 ^ a2); d3 = D(d3 ^ a3);                             \
  c0 += d0; c1 += d1; c2 += d2; c3 += d3;                                                         \
  b0 = B(b0 ^ c0); b1 = B(b1 ^ c1); b2 = B(b2 ^ c2); b3 = B(b3 ^ c3);
#define COLUMNS v0, v4, v8, v12, v1, v5, v9, v13, v2, v6, v10, v14, v3, v7, v11, v15
#define DIAGONALS v0, v5, v10, v15, v1, v6, v11, v12, v2, v7, v8, v13, v3, v4, v9, v14
#define ROTATE_12(x) ROTATE(x, 12)
#define ROTATE_7(x) ROTATE(x, 7)
#define APPLY(...) HALF(__VA_ARGS__)
#define ROUND(s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15) \
  APPLY(COLUMNS, s0, s2, s4, s6, ROTATE_16, ROTATE_12)                              \
  APPLY(COLUMNS, s1, s3, s5, s7, ROTATE_8, ROTATE_7)                                \
  APPLY(DIAGONALS, s8, s10, s12, s14, ROTATE_16, ROTATE_12)                         \
  APPLY(DIAGONALS, s9, s11, s13, s15, ROTATE_8, ROTATE_7)

/* The top word of the hash. Words 8 and up are filling. */
static inline __attribute__((always_inline)) vec top_word(const uint32_t *h, const uint32_t *words,
                                                          vec nonce_word) {
  vec m[16];
  for (int i = 0; i < 16; i++) m[i] = i < 8 ? all(words[i]) : (vec){0};
  m[NONCE_WORD] = nonce_word;
  vec v0 = all(h[0]), v1 = all(h[1]), v2 = all(h[2]), v3 = all(h[3]);
  vec v4 = all(h[4]), v5 = all(h[5]), v6 = all(h[6]), v7 = all(h[7]);
  vec v8 = all(IV[0]), v9 = all(IV[1]), v10 = all(IV[2]), v11 = all(IV[3]);
  vec v12 = all(IV[4] ^ WORK_BYTES), v13 = all(IV[5]), v14 = all(~IV[6]), v15 = all(IV[7]);
  ROUND(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  ROUND(14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3)
  ROUND(11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4)
  ROUND(7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8)
  ROUND(9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13)
  ROUND(2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9)
  ROUND(12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11)
  ROUND(13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10)
  ROUND(6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5)
  ROUND(10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0)
  return all(h[7]) ^ v7 ^ v15;
}

struct found {
  uint64_t count, sum;
};

static inline int any(vec mask) {
#if VECTOR_BYTES == 16
  return !_mm_testz_si128((__m128i)mask, (__m128i)mask);
#elif VECTOR_BYTES == 32
  return !_mm256_testz_si256((__m256i)mask, (__m256i)mask);
#else
  uint32_t bits = 0;
  for (int lane = 0; lane < LANES; lane++) bits |= mask[lane];
  return bits != 0;
#endif
}

static inline int any_at_most(vec word, uint32_t top) {
#if VECTOR_BYTES == 16
  __m128i limit = _mm_set1_epi32((int)top);
  return any((vec)_mm_cmpeq_epi32(_mm_max_epu32((__m128i)word, limit), limit));
#elif VECTOR_BYTES == 32
  __m256i limit = _mm256_set1_epi32((int)top);
  return any((vec)_mm256_cmpeq_epi32(_mm256_max_epu32((__m256i)word, limit), limit));
#elif defined(__AVX512F__)
  return _mm512_cmple_epu32_mask((__m512i)word, _mm512_set1_epi32((int)top)) != 0;
#else
  return any((vec)(word <= all(top)));
#endif
}

/* All 2^16 nonces that differ in word 5. */
static __attribute__((noinline)) struct found search(const uint32_t *h_in, const uint32_t *m_in,
                                                     uint32_t top) {
  uint32_t h[8], m[16];
  memcpy(h, h_in, sizeof h);
  memcpy(m, m_in, sizeof m);
  struct found found = {0, 0};
  vec nonce[GROUPS];
  for (int group = 0; group < GROUPS; group++)
    for (int lane = 0; lane < LANES; lane++)
      nonce[group][lane] = (m[NONCE_WORD] & 0xffff) | (uint32_t)(group * LANES + lane) << NONCE_SHIFT;
  for (uint32_t done = 0; done < 1u << NONCE_SHIFT; done += LANES * GROUPS) {
    vec hash[GROUPS];
    for (int group = 0; group < GROUPS; group++) hash[group] = top_word(h, m, nonce[group]);
    for (int group = 0; group < GROUPS; group++) {
      nonce[group] += all((uint32_t)(LANES * GROUPS) << NONCE_SHIFT);
      if (__builtin_expect(any_at_most(hash[group], top), 0)) {
        for (int lane = 0; lane < LANES; lane++)
          if (hash[group][lane] <= top) {
            found.count++;
            found.sum += done + group * LANES + lane;
          }
      }
    }
  }
  return found;
}

static double seconds(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(void) {
  uint32_t input[26];
  for (int i = 0; i < 26; i++)
    if (scanf("%u", &input[i]) != 1) return 2;
  const uint32_t *h = input, *m = input + 8;
  struct found found = search(h, m, input[24]);
  double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
  double end = wall + input[25] / 1000.0;
  uint32_t words[16];
  memcpy(words, m, sizeof words);
  uint64_t hashes = 0, hits = 0;
  while (seconds(CLOCK_MONOTONIC) < end) {
    words[6]++;
    hits += search(h, words, 0).count;
    hashes += 1u << NONCE_SHIFT;
  }
  wall = seconds(CLOCK_MONOTONIC) - wall;
  cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  printf("%llu %llu %llu %.6f %.6f %llu\n", (unsigned long long)found.count,
         (unsigned long long)found.sum, (unsigned long long)hashes, wall, cpu,
         (unsigned long long)hits);
  return 0;
}
