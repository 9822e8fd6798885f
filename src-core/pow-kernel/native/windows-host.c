/*
 * Node-API on Windows, where a library names the program that has the functions it calls: that is node.exe, or
 * heddle.exe, or electron.exe. So each is looked up in whatever program has loaded this library.
 */
#include <node_api.h>
#include <windows.h>

#define FORWARD(name, parameters, arguments)                                       \
  napi_status NAPI_CDECL name parameters {                                         \
    static napi_status(NAPI_CDECL *found) parameters;                              \
    if (found == NULL) *(FARPROC *)&found = GetProcAddress(GetModuleHandleW(NULL), #name); \
    return found == NULL ? napi_generic_failure : found arguments;                 \
  }

FORWARD(napi_create_function,
        (napi_env env, const char *name, size_t length, napi_callback callback, void *data, napi_value *result),
        (env, name, length, callback, data, result))
FORWARD(napi_create_object, (napi_env env, napi_value *result), (env, result))
FORWARD(napi_create_uint32, (napi_env env, uint32_t value, napi_value *result), (env, value, result))
FORWARD(napi_get_cb_info,
        (napi_env env, napi_callback_info info, size_t *count, napi_value *arguments, napi_value *self, void **data),
        (env, info, count, arguments, self, data))
FORWARD(napi_get_typedarray_info,
        (napi_env env, napi_value array, napi_typedarray_type *type, size_t *length, void **data,
         napi_value *buffer, size_t *offset),
        (env, array, type, length, data, buffer, offset))
FORWARD(napi_get_value_uint32, (napi_env env, napi_value value, uint32_t *result), (env, value, result))
FORWARD(napi_set_named_property, (napi_env env, napi_value object, const char *name, napi_value value),
        (env, object, name, value))
FORWARD(napi_throw_type_error, (napi_env env, const char *code, const char *message), (env, code, message))
