#ifndef PRAHARI_WIREINTERNAL_H
#define PRAHARI_WIREINTERNAL_H

#include "CSimdJSON.h"

#include <cstdint>
#include <cstring>

namespace wire {

/// The known field with this name, `WireFieldNone` for any other.
/// - Parameter readable: bytes that may be read from `name` on, at least `length`.
uint8_t find_field(const uint8_t *name, uint32_t length, size_t readable);

struct Place {
  WireStatus status;
  uint32_t offset;
};

/// The first thing that simdjson's first stage refuses in `input`: bad UTF-8, an unescaped control character or an
/// unclosed string. Byte by byte: for bad records only, and the same on every machine.
Place locate(const uint8_t *input, uint32_t length);

/// Unescapes the text of a string. `out` needs `length` bytes. Returns the bytes written, or -1 with `bad` filled in
/// relative to `text`.
int64_t unescape(const uint8_t *text, uint32_t length, uint8_t *out, Place &bad);

/// Whether the bytes are one number of JSON's grammar.
bool is_number(const uint8_t *text, uint32_t length);

}  // namespace wire

#endif
