// XGBoost's C interface for Swift, and the one call that is worth a shim.
#ifndef PRAHARI_CXGBOOST_H
#define PRAHARI_CXGBOOST_H

#include <stddef.h>
#include <stdint.h>
#include <xgboost/c_api.h>

#ifdef __cplusplus
extern "C" {
#endif

// Predicts `rows` x `columns` row-major values (NaN is missing) in place, without building a DMatrix.
//
// `margin` non-zero gives the raw score (log-odds), zero the probability. Writes `rows` values to `out`. Returns 0, or -1
// and the library's error text is in XGBGetLastError. Safe from several threads at once on one booster.
int cxgb_predict_dense(BoosterHandle booster, const float *values, size_t rows, size_t columns, int margin, float *out);

#ifdef __cplusplus
}
#endif

#endif
