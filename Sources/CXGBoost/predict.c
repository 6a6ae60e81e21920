#include "CXGBoost.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

// The JSON text is formatted here: a few hundred nanoseconds of a String's work a call otherwise.
int cxgb_predict_dense(BoosterHandle booster, const float *values, size_t rows, size_t columns, int margin,
                       float *out) {
    char array[192];
    snprintf(array, sizeof array,
             "{\"data\":[%" PRIuPTR ",true],\"shape\":[%zu,%zu],\"typestr\":\"<f4\",\"version\":3}",
             (uintptr_t)values, rows, columns);
    const char *config = margin ? "{\"type\":1,\"training\":false,\"iteration_begin\":0,\"iteration_end\":0,"
                                  "\"strict_shape\":false,\"missing\":NaN,\"cache_id\":0}"
                                : "{\"type\":0,\"training\":false,\"iteration_begin\":0,\"iteration_end\":0,"
                                  "\"strict_shape\":false,\"missing\":NaN,\"cache_id\":0}";
    const bst_ulong *shape = NULL;
    bst_ulong dimensions = 0;
    const float *result = NULL;
    if (XGBoosterPredictFromDense(booster, array, config, NULL, &shape, &dimensions, &result) != 0) return -1;
    memcpy(out, result, rows * sizeof(float));
    return 0;
}
