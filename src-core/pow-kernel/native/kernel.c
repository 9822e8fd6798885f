/*
 * The nonce search for the widest vectors of the processor: what kernel-generator.ts is for
 * WebAssembly. Only one word of a header's last block varies, and only the top word of the hash is
 * wanted. What does not depend on the nonce is the same in every pass: the compiler takes it out of the loop,
 * and leaves out what the top word does not need.
 *
 * Compiled once for each instruction set: -mavx2, -mavx512f, or for arm64, which always has NEON.
 * -DKERNEL names the kernel.
 */
#include "kernel.h"

/* GROUPS vectors are searched side by side, so that the processor need not wait for one of them. */
#if defined(__AVX512F__)
#include <immintrin.h>
#define VECTOR_BYTES 64
#define GROUPS 2
#elif defined(__AVX2__)
#include <immintrin.h>
#define VECTOR_BYTES 32
#define GROUPS 1
#elif defined(__aarch64__)
#include <arm_neon.h>
#define VECTOR_BYTES 16
#define GROUPS 1
#else
#error "no kernel for this instruction set"
#endif

typedef uint32_t vector __attribute__((vector_size(VECTOR_BYTES)));
#define LANES (VECTOR_BYTES / 4)

/* What instruction sets differ in: turning words to the right, and the comparison. */
#if defined(__AVX512F__)
#define TURN(x, bits) ((vector)_mm512_ror_epi32((__m512i)(x), bits))
#define TURN_16(x) TURN(x, 16)
#define TURN_8(x) TURN(x, 8)
#define ANY_AT_MOST(x, top) (_mm512_cmple_epu32_mask((__m512i)(x), _mm512_set1_epi32((int)(top))) != 0)

#elif defined(__AVX2__)
#define TURN(x, bits) ((x) >> (bits) | (x) << (32 - (bits)))
#define SHUFFLE(x, ...) ((vector)_mm256_shuffle_epi8((__m256i)(x), _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)))
#define TURN_16(x) SHUFFLE(x, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13)
#define TURN_8(x) SHUFFLE(x, 1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12)
static inline int any_at_most(__m256i x, __m256i top) {
  return _mm256_movemask_epi8(_mm256_cmpeq_epi32(_mm256_min_epu32(x, top), x)) != 0;
}
#define ANY_AT_MOST(x, top) any_at_most((__m256i)(x), _mm256_set1_epi32((int)(top)))

#else
#define TURN(x, bits) ((vector)vsriq_n_u32(vshlq_n_u32((uint32x4_t)(x), 32 - (bits)), (uint32x4_t)(x), bits))
#define TURN_16(x) ((vector)vrev32q_u16((uint16x8_t)(x)))
static const uint8_t TURN_8_BYTES[16] = {1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12};
#define TURN_8(x) ((vector)vqtbl1q_u8((uint8x16_t)(x), vld1q_u8(TURN_8_BYTES)))
#define ANY_AT_MOST(x, top) (vmaxvq_u32(vcleq_u32((uint32x4_t)(x), vdupq_n_u32(top))) != 0)
#endif

/* Every word of a vector; every step of the loops below is written out. */
#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("GCC unroll 16")

static const uint32_t IV[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                               0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

static const uint8_t SIGMA[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
};

INLINE vector all(uint32_t word) { return (vector){0} + word; }

/* Four mixing functions side by side, down the columns (0) or the diagonals (1) of the state. */
INLINE void mix_four(vector v[16], const vector m[16], const uint8_t order[8], int diagonal) {
#define A v[i]
#define B v[4 + (i + diagonal) % 4]
#define C v[8 + (i + 2 * diagonal) % 4]
#define D v[12 + (i + 3 * diagonal) % 4]
#define FOUR UNROLL for (int i = 0; i < 4; i++)
  FOUR A = A + m[order[2 * i]] + B;
  FOUR D = TURN_16(D ^ A);
  FOUR C = C + D;
  FOUR B = TURN(B ^ C, 12);
  FOUR A = A + m[order[2 * i + 1]] + B;
  FOUR D = TURN_8(D ^ A);
  FOUR C = C + D;
  FOUR B = TURN(B ^ C, 7);
}

/* The top word of the hash. Nothing comes after the nonce, which ends two words on at the latest. */
INLINE vector top_word(const struct inputs *in, vector nonce, uint32_t word) {
  vector m[16], v[16];
  UNROLL for (uint32_t i = 0; i < 16; i++) {
    m[i] = i == word ? nonce : i <= word + 2 ? all(in->message[i]) : all(0);
  }
  UNROLL for (int i = 0; i < 8; i++) {
    v[i] = all(in->state[i]);
    v[i + 8] = all(IV[i]);
  }
  v[12] ^= all(in->work_bytes);
  v[14] = ~v[14];
  UNROLL for (int round = 0; round < 10; round++) {
    mix_four(v, m, SIGMA[round], 0);
    mix_four(v, m, SIGMA[round] + 8, 1);
  }
  return all(in->state[7]) ^ v[7] ^ v[15];
}

/* A scan that is specialised for the varying word, where that is known to the compiler. */
INLINE uint32_t scan_word(const struct inputs *given, uint32_t first, uint32_t passes, uint32_t word) {
  const struct inputs in = *given; /* a copy that nothing else can change */
  vector nonce[GROUPS], hash[GROUPS];
  for (uint32_t i = 0; i < GROUPS * LANES; i++) nonce[i / LANES][i % LANES] = first + (i << in.shift);
  for (; passes > 0; passes--) {
    int any = 0;
    UNROLL for (int group = 0; group < GROUPS; group++) {
      hash[group] = top_word(&in, nonce[group], word);
    }
    UNROLL for (int group = 0; group < GROUPS; group++) {
      any |= ANY_AT_MOST(hash[group], in.target_top);
      nonce[group] += all(GROUPS * LANES << in.shift);
    }
    if (__builtin_expect(any, 0)) return passes;
  }
  return 0;
}

static uint32_t scan(const struct inputs *in, uint32_t first, uint32_t passes) {
  switch (in->word) {
#define SPECIALISED(word) \
  case word: return scan_word(in, first, passes, word);
    /* The words of all headers of known graphs, which have up to seven neighbours. */
    SPECIALISED(0) SPECIALISED(3) SPECIALISED(5) SPECIALISED(7)
    SPECIALISED(9) SPECIALISED(10) SPECIALISED(12)
    default: return scan_word(in, first, passes, in->word);
  }
}

#define TEXT(name) #name
#define NAME_OF(name) TEXT(name)
const struct kernel KERNEL = {NAME_OF(KERNEL), GROUPS * LANES, scan};
