#include "WireInternal.h"

namespace wire {
namespace {

constexpr const char *names[] = {
    "",
#define WIRE_FIELD(name) #name,
    WIRE_FIELDS(WIRE_FIELD)
#undef WIRE_FIELD
};
constexpr uint32_t count = sizeof(names) / sizeof(names[0]);
static_assert(count <= WireFieldSlots, "one slot a field");

/// A name's first and last eight bytes (they overlap below sixteen) and its length: names up to 16 bytes are equal
/// when these are.
struct Shape {
  uint64_t head, tail;
  uint32_t length;
  bool operator==(const Shape &o) const { return head == o.head && tail == o.tail && length == o.length; }
  uint32_t hash() const {
    return uint32_t(((head * 0x9E3779B97F4A7C15u) ^ (tail * 0xC2B2AE3D27D4EB4Fu) ^ length) >> 48);
  }
};

uint64_t load(const uint8_t *p, uint32_t length) {
  uint64_t word = 0;
  memcpy(&word, p, length);
  return word;
}

Shape shape(const uint8_t *name, uint32_t length, size_t readable) {
  uint64_t head, tail;
  if (length >= 8) {
    memcpy(&head, name, 8);
    memcpy(&tail, name + length - 8, 8);
  } else if (readable >= 8) {
    memcpy(&head, name, 8);
    head &= (uint64_t(1) << (8 * length)) - 1;
    tail = head;
  } else {
    head = tail = load(name, length);
  }
  return {head, tail, length};
}

/// Open addressing; the index is small so that it stays in the nearest cache.
struct Table {
  static constexpr uint32_t size = 1024;
  uint8_t index[size] = {};
  Shape shapes[count] = {};

  Table() {
    for (uint32_t field = 1; field < count; ++field) {
      const uint32_t length = uint32_t(strlen(names[field]));
      shapes[field] = shape(reinterpret_cast<const uint8_t *>(names[field]), length, length);
      uint32_t at = shapes[field].hash() % size;
      while (index[at] != WireFieldNone) at = (at + 1) % size;
      index[at] = uint8_t(field);
    }
  }
};

const Table table;

}  // namespace

uint8_t find_field(const uint8_t *name, uint32_t length, size_t readable) {
  if (length == 0 || length > 24) return WireFieldNone;
  const Shape s = shape(name, length, readable);
  for (uint32_t at = s.hash() % Table::size; table.index[at] != WireFieldNone; at = (at + 1) % Table::size) {
    const uint8_t field = table.index[at];
    if (table.shapes[field] == s && (length <= 16 || memcmp(names[field], name, length) == 0)) return field;
  }
  return WireFieldNone;
}

}  // namespace wire

extern "C" const char *wire_field_name(WireField field) {
  return field < wire::count ? wire::names[field] : "";
}
