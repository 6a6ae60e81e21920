/// S2 cells for Swift: the few calls the cash-out forecast needs of libs2, behind a C interface.
///
/// All functions are pure. A cell id of 0 is "no cell": bad input gives it, and every function accepts it.
#ifndef CS2_H
#define CS2_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The cell of `level` (0...30) that holds a point in degrees; 0 for a point that is none.
uint64_t cs2_cell(double latitude, double longitude, int32_t level);

/// Writes the token (at most 16 lower-case hex digits, no terminator) and returns its length; 0 for no cell.
int32_t cs2_token(uint64_t cell, char token[16]);

/// The cell of a token; 0 for text that is none.
uint64_t cs2_from_token(const char *token, size_t length);

/// 0...30, -1 for no cell.
int32_t cs2_level(uint64_t cell);

/// The ancestor at `level`; 0 when the cell is larger than that.
uint64_t cs2_parent(uint64_t cell, int32_t level);

/// Writes the centre in degrees; returns 0 for no cell, else 1.
int32_t cs2_centre(uint64_t cell, double *latitude, double *longitude);

/// Writes the four corners in degrees, latitude before longitude, counter-clockwise; returns 0 for no cell, else 1.
int32_t cs2_corners(uint64_t cell, double corners[8]);

/// Writes the cells of the same level around `cell`, corners included, ascending; at most 8. Returns how many.
int32_t cs2_neighbours(uint64_t cell, uint64_t *cells, int32_t capacity);

/// Writes the cells of `level` that touch the circle of `metres` around a point, ascending. Returns how many there
/// are, which may be more than `capacity`; -1 for bad input or more than 100,000 cells.
int32_t cs2_covering(double latitude, double longitude, double metres, int32_t level, uint64_t *cells, int32_t capacity);

#ifdef __cplusplus
}
#endif

#endif
