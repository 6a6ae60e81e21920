#include "CZlib.h"

#include <limits.h>
#include <zlib.h>

size_t czlib_bound(size_t length) { return compressBound(length); }

size_t czlib_compress(const uint8_t *bytes, size_t length, uint8_t *out, size_t capacity) {
    uLongf written = capacity;
    return compress2(out, &written, bytes, length, 9) == Z_OK ? written : 0;
}

uint32_t czlib_crc32(uint32_t seed, const uint8_t *bytes, size_t length) {
    uLong crc = seed;
    // zlib takes an unsigned int.
    for (size_t done = 0; done < length;) {
        const size_t part = length - done < UINT_MAX ? length - done : UINT_MAX;
        crc = crc32(crc, bytes + done, (uInt)part);
        done += part;
    }
    return (uint32_t)crc;
}
