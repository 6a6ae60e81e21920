#include "WireInternal.h"

#include <charconv>
#include <limits>

namespace wire {
namespace {

int hex(uint8_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// Four hex digits, or -1.
int32_t code_unit(const uint8_t *text, const uint8_t *end) {
  if (end - text < 4) return -1;
  int32_t value = 0;
  for (int i = 0; i < 4; ++i) {
    const int digit = hex(text[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

uint8_t *put_utf8(uint32_t c, uint8_t *out) {
  if (c < 0x80) {
    *out++ = uint8_t(c);
  } else if (c < 0x800) {
    *out++ = uint8_t(0xC0 | c >> 6);
    *out++ = uint8_t(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    *out++ = uint8_t(0xE0 | c >> 12);
    *out++ = uint8_t(0x80 | (c >> 6 & 0x3F));
    *out++ = uint8_t(0x80 | (c & 0x3F));
  } else {
    *out++ = uint8_t(0xF0 | c >> 18);
    *out++ = uint8_t(0x80 | (c >> 12 & 0x3F));
    *out++ = uint8_t(0x80 | (c >> 6 & 0x3F));
    *out++ = uint8_t(0x80 | (c & 0x3F));
  }
  return out;
}

/// What a one-letter escape stands for, 0 when there is no such escape.
uint8_t short_escape(uint8_t letter) {
  switch (letter) {
    case '"': return '"';
    case '\\': return '\\';
    case '/': return '/';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return 0;
  }
}

/// Bytes of the well-formed UTF-8 sequence at `p` (Unicode 15, table 3-7), 0 when there is none.
uint32_t sequence_length(const uint8_t *p, const uint8_t *end) {
  const uint8_t lead = p[0];
  if (lead < 0x80) return 1;
  const uint32_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || end - p < ptrdiff_t(length)) return 0;
  const uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (p[1] < low || p[1] > high) return 0;
  for (uint32_t i = 2; i < length; ++i) {
    if ((p[i] & 0xC0) != 0x80) return 0;
  }
  return length;
}

}  // namespace

Place locate(const uint8_t *input, uint32_t length) {
  const uint8_t *end = input + length;
  for (const uint8_t *p = input; p < end;) {
    const uint32_t step = sequence_length(p, end);
    if (step == 0) return {WireStatusInvalidUTF8, uint32_t(p - input)};
    p += step;
  }
  for (const uint8_t *p = input; p < end; ++p) {
    if (*p == '\\') return {WireStatusUnexpectedByte, uint32_t(p - input)};
    if (*p != '"') continue;
    const uint32_t start = uint32_t(p - input);
    for (++p; p < end && *p != '"'; ++p) {
      if (*p < 0x20) return {WireStatusControlCharacter, uint32_t(p - input)};
      if (*p == '\\' && p + 1 < end && p[1] >= 0x20) ++p;
    }
    if (p >= end) return {WireStatusUnclosedString, start};
  }
  return {WireStatusUnexpectedByte, 0};
}

int64_t unescape(const uint8_t *text, uint32_t length, uint8_t *out, Place &bad) {
  const uint8_t *p = text, *end = text + length;
  uint8_t *start = out;
  const auto fail = [&](WireStatus status) -> int64_t {
    bad = {status, uint32_t(p - text)};
    return -1;
  };
  while (p < end) {
    const void *found = memchr(p, '\\', size_t(end - p));
    const uint8_t *stop = found ? static_cast<const uint8_t *>(found) : end;
    memcpy(out, p, size_t(stop - p));
    out += stop - p;
    p = stop;
    if (p == end) break;
    if (end - p < 2) return fail(WireStatusBadEscape);
    if (p[1] != 'u') {
      const uint8_t c = short_escape(p[1]);
      if (c == 0) return fail(WireStatusBadEscape);
      *out++ = c;
      p += 2;
      continue;
    }
    const int32_t unit = code_unit(p + 2, end);
    if (unit < 0) return fail(WireStatusBadEscape);
    uint32_t c = uint32_t(unit);
    if (c >= 0xD800 && c < 0xE000) {
      const bool pair = c < 0xDC00 && end - p >= 12 && p[6] == '\\' && p[7] == 'u';
      const int32_t low = pair ? code_unit(p + 8, end) : -1;
      if (low < 0xDC00 || low >= 0xE000) return fail(WireStatusLoneSurrogate);
      c = 0x10000 + ((c - 0xD800) << 10) + (uint32_t(low) - 0xDC00);
      p += 6;
    }
    p += 6;
    out = put_utf8(c, out);
  }
  return out - start;
}

bool is_number(const uint8_t *text, uint32_t length) {
  const uint8_t *p = text, *end = text + length;
  const auto digits = [&] {
    const uint8_t *from = p;
    while (p < end && *p >= '0' && *p <= '9') ++p;
    return p - from;
  };
  if (p < end && *p == '-') ++p;
  if (p < end && *p == '0') {
    ++p;
  } else if (digits() == 0) {
    return false;
  }
  if (p < end && *p == '.') {
    ++p;
    if (digits() == 0) return false;
  }
  if (p < end && (*p | 0x20) == 'e') {
    ++p;
    if (p < end && (*p == '+' || *p == '-')) ++p;
    if (digits() == 0) return false;
  }
  return p == end;
}

}  // namespace wire

extern "C" double wire_double(const uint8_t *digits, uint32_t length) {
  const char *text = reinterpret_cast<const char *>(digits);
  double value = 0;
  const auto result = std::from_chars(text, text + length, value);
  if (result.ec == std::errc()) return value;
  // Out of range: too large, or so small that it is zero. A number that is small has a negative exponent.
  if (result.ec == std::errc::result_out_of_range) {
    const void *exponent = memchr(text, '-', length);
    if (exponent && exponent != text) return 0;
  }
  return std::numeric_limits<double>::infinity();
}
