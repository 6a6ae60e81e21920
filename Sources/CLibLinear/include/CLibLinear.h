// The part of liblinear that fits one linear classifier, behind two calls that share the rows between fits.
#ifndef PRAHARI_CLIBLINEAR_H
#define PRAHARI_CLIBLINEAR_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Sparse rows in liblinear's own layout; 16 bytes a value.
typedef struct clin_rows clin_rows;

// The two solvers that use no random numbers: L2-regularised logistic regression, and L2-regularised squared hinge
// loss, both in the primal (liblinear's types 0 and 2).
enum { CLIN_LOGISTIC = 0, CLIN_SQUARED_HINGE = 2 };

// Copies compressed rows: `starts` has `rows` + 1 entries, `columns` (from 0, below `width`, ascending in a row) and
// `values` have starts[rows]. A constant column of 1 is added as the bias. NULL without memory or for a bad column.
clin_rows *clin_rows_create(size_t rows, size_t width, const size_t *starts, const uint32_t *columns,
                            const float *values);

void clin_rows_free(clin_rows *rows);

// Fits `positive` (one byte a row, 0 or 1; both must occur) and writes `width` + 1 weights, the bias last.
// `cost` is liblinear's C, `positive_weight` a factor of it for positive rows. Returns NULL, or what is wrong.
const char *clin_train(const clin_rows *rows, const uint8_t *positive, int solver, double cost, double tolerance,
                       double positive_weight, double *weights);

#ifdef __cplusplus
}
#endif

#endif
