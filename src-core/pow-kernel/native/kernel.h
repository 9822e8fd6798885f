/* What module.c and the kernels agree on. */
#include <stdint.h>

/* Written by native-kernels.ts as one Uint32Array, in this order. */
struct inputs {
  uint32_t state[8];    /* the chaining value before the header's last block */
  uint32_t message[16]; /* that block; what stands in its varying word does not matter */
  uint32_t target_top;  /* the highest word of the target */
  uint32_t work_bytes;  /* length of the header */
  uint32_t word;        /* index of the varying word, 0..15 */
  uint32_t shift;       /* of the lowest varying bit in it */
};

/*
 * Tries `passes` x lanes nonces, the first of which has `first` as its varying word. Stops at the
 * first pass with a hash whose highest word is at most `target_top`, and returns the number of
 * passes left, that one included; 0 when there was none.
 */
typedef uint32_t scan_function(const struct inputs *inputs, uint32_t first, uint32_t passes);

/* A kernel; kernel.c is compiled once for each, with KERNEL set to its name. */
struct kernel {
  const char *name;
  uint32_t lanes;
  scan_function *scan;
};
