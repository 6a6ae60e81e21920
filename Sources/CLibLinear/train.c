#include "CLibLinear.h"

#include <limits.h>
#include <linear.h>
#include <stdlib.h>
#include <string.h>

struct clin_rows {
    size_t rows, width;
    struct feature_node *nodes;
    struct feature_node **row;
};

static void quiet(const char *text) { (void)text; }

void clin_rows_free(clin_rows *rows) {
    if (rows == NULL) return;
    free(rows->nodes);
    free(rows->row);
    free(rows);
}

clin_rows *clin_rows_create(size_t rows, size_t width, const size_t *starts, const uint32_t *columns,
                            const float *values) {
    if (rows == 0 || rows > INT_MAX || width >= INT_MAX) return NULL;
    clin_rows *made = calloc(1, sizeof *made);
    if (made == NULL) return NULL;
    made->rows = rows;
    made->width = width;
    // Two nodes more a row: the bias and the end mark.
    made->nodes = malloc((starts[rows] + 2 * rows) * sizeof *made->nodes);
    made->row = malloc(rows * sizeof *made->row);
    if (made->nodes == NULL || made->row == NULL) {
        clin_rows_free(made);
        return NULL;
    }
    struct feature_node *next = made->nodes;
    for (size_t row = 0; row < rows; row++) {
        made->row[row] = next;
        for (size_t entry = starts[row]; entry < starts[row + 1]; entry++) {
            if (columns[entry] >= width) {
                clin_rows_free(made);
                return NULL;
            }
            next->index = (int)columns[entry] + 1;
            next->value = values[entry];
            next++;
        }
        next->index = (int)width + 1;
        next->value = 1;
        next++;
        next->index = -1;
        next->value = 0;
        next++;
    }
    return made;
}

const char *clin_train(const clin_rows *rows, const uint8_t *positive, int solver, double cost, double tolerance,
                       double positive_weight, double *weights) {
    double *labels = malloc(rows->rows * sizeof *labels);
    if (labels == NULL) return "out of memory";
    size_t count = 0;
    for (size_t row = 0; row < rows->rows; row++) {
        labels[row] = positive[row] ? 1 : -1;
        count += positive[row] != 0;
    }
    if (count == 0 || count == rows->rows) {
        free(labels);
        return "all rows are of one class";
    }
    int classes[1] = {1};
    double factors[1] = {positive_weight};
    struct parameter parameter;
    memset(&parameter, 0, sizeof parameter);
    parameter.solver_type = solver;
    parameter.eps = tolerance;
    parameter.C = cost;
    parameter.p = 0.1;
    parameter.nr_weight = 1;
    parameter.weight_label = classes;
    parameter.weight = factors;
    struct problem problem;
    memset(&problem, 0, sizeof problem);
    problem.l = (int)rows->rows;
    problem.n = (int)rows->width + 1;
    problem.y = labels;
    problem.x = rows->row;
    problem.bias = -1;  // the constant column is already among the nodes
    const char *fault = check_parameter(&problem, &parameter);
    if (fault == NULL) {
        set_print_string_function(quiet);
        struct model *model = train(&problem, &parameter);
        // liblinear's weights point to whichever label it saw first.
        const double sign = model->label[0] == 1 ? 1 : -1;
        for (size_t column = 0; column <= rows->width; column++) weights[column] = sign * model->w[column];
        free_and_destroy_model(&model);
    }
    free(labels);
    return fault;
}
