/// The two calls of zlib that a PNG needs. Both are pure.
#ifndef PRAHARI_CZLIB_H
#define PRAHARI_CZLIB_H

#include <stddef.h>
#include <stdint.h>

/// The most bytes that `length` bytes can take when compressed.
size_t czlib_bound(size_t length);

/// Compresses at level 9 into `out`, which holds `capacity` bytes; returns how many were written, 0 on failure.
size_t czlib_compress(const uint8_t *bytes, size_t length, uint8_t *out, size_t capacity);

/// The CRC-32 of ISO 3309, begun with `seed` (0 at first).
uint32_t czlib_crc32(uint32_t seed, const uint8_t *bytes, size_t length);

#endif
