/*
 * The native module: for each kernel that this processor can run, an object with
 * - `lanes`: the nonces of one pass,
 * - `scan(inputs, first, passes)`: see kernel.h.
 * Only Node-API is used, which stays the same over the versions of Node and Electron.
 */
#include <node_api.h>
#include <stddef.h>

#include "kernel.h"

#if defined(__x86_64__)
extern const struct kernel avx2, avx512;
/* Compiled for every x64 processor: asks it, and whether the system keeps its registers. */
static int runs_here(const struct kernel *kernel) {
  return kernel == &avx2 ? __builtin_cpu_supports("avx2") != 0 : __builtin_cpu_supports("avx512f") != 0;
}
static const struct kernel *const kernels[] = {&avx2, &avx512};
#elif defined(__aarch64__)
extern const struct kernel neon;
static int runs_here(const struct kernel *kernel) { return kernel == &neon; }
static const struct kernel *const kernels[] = {&neon};
#else
#error "no kernels for this processor"
#endif

static napi_value scan(napi_env env, napi_callback_info info) {
  napi_value arguments[3], result;
  size_t count = 3, length;
  void *data, *inputs;
  napi_typedarray_type type;
  uint32_t first, passes;
  if (napi_get_cb_info(env, info, &count, arguments, NULL, &data) != napi_ok || count < 3 ||
      napi_get_typedarray_info(env, arguments[0], &type, &length, &inputs, NULL, NULL) != napi_ok ||
      type != napi_uint32_array || length * 4 != sizeof(struct inputs) ||
      napi_get_value_uint32(env, arguments[1], &first) != napi_ok ||
      napi_get_value_uint32(env, arguments[2], &passes) != napi_ok) {
    napi_throw_type_error(env, NULL, "scan takes the inputs, the first word and the number of passes");
    return NULL;
  }
  const struct kernel *kernel = data;
  return napi_create_uint32(env, kernel->scan(inputs, first, passes), &result) == napi_ok ? result : NULL;
}

NAPI_MODULE_INIT() {
  for (size_t i = 0; i < sizeof kernels / sizeof kernels[0]; i++) {
    const struct kernel *kernel = kernels[i];
    napi_value object, lanes, function;
    if (!runs_here(kernel)) continue;
    if (napi_create_object(env, &object) != napi_ok ||
        napi_create_uint32(env, kernel->lanes, &lanes) != napi_ok ||
        napi_set_named_property(env, object, "lanes", lanes) != napi_ok ||
        napi_create_function(env, "scan", NAPI_AUTO_LENGTH, scan, (void *)kernel, &function) != napi_ok ||
        napi_set_named_property(env, object, "scan", function) != napi_ok ||
        napi_set_named_property(env, exports, kernel->name, object) != napi_ok) {
      return NULL;
    }
  }
  return exports;
}
