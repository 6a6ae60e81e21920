#include "WireInternal.h"

#include <simdjson.h>

#include <cstdlib>
#include <memory>
#include <new>

namespace {

constexpr uint32_t deepest = 1024;

struct Scope {
  uint32_t token;
  bool object;
};

bool is_space(uint8_t c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/// Grows `memory` to hold `needed` elements; keeps nothing.
template <typename T> bool reserve(T *&memory, size_t &capacity, size_t needed) {
  if (capacity >= needed) return true;
  free(memory);
  const size_t rounded = needed + needed / 2 + 64;
  memory = static_cast<T *>(malloc(rounded * sizeof(T)));
  capacity = memory ? rounded : 0;
  return memory != nullptr;
}

}  // namespace

struct WireParser {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> simd;
  WireDocument document = {};
  uint32_t slots[WireLevels][WireFieldSlots];
  WireToken *tokens = nullptr;
  size_t token_capacity = 0;
  uint8_t *unescaped = nullptr;
  size_t unescaped_capacity = 0;
  uint32_t unescaped_length = 0;
  uint32_t max_depth = 0;
  bool has_escapes = false;
  Scope scopes[deepest];

  ~WireParser() {
    free(tokens);
    free(unescaped);
  }

  bool fail(WireStatus status, uint32_t offset) {
    document.status = status;
    document.error_offset = offset;
    return false;
  }
  bool prepare(const uint8_t *input, uint32_t length);
  bool structure(const uint8_t *input, uint32_t length);
  bool string(uint32_t offset, uint32_t after, WireToken &token);
  bool scalar(uint32_t offset, uint32_t after, WireToken &token);
  bool walk(uint32_t length);
};

/// Memory for an input of `length` bytes, and what its bytes as a whole say about its strings.
bool WireParser::prepare(const uint8_t *input, uint32_t length) {
  document.input = input;
  document.status = WireStatusOk;
  document.error_offset = 0;
  if (simd->capacity() < length && simd->set_capacity(length + length / 2) != simdjson::SUCCESS) return false;
  uint8_t any = 0, backslash = 0, deleted = 0;
  for (uint32_t i = 0; i < length; ++i) {
    any |= input[i];
    backslash |= input[i] == '\\';
    deleted |= input[i] == 0x7F;
  }
  has_escapes = backslash != 0;
  document.ascii = any < 0x80 && !has_escapes;
  document.plain = document.ascii && deleted == 0;
  unescaped_length = 0;
  if (has_escapes && !reserve(unescaped, unescaped_capacity, length)) return false;
  document.unescaped = unescaped;
  return true;
}

/// simdjson's first stage.
bool WireParser::structure(const uint8_t *input, uint32_t length) {
  const auto error = simd->stage1(input, length, simdjson::stage1_mode::regular);
  if (error == simdjson::SUCCESS) {
    // Every token starts at an index of its own.
    if (!reserve(tokens, token_capacity, simd->n_structural_indexes)) return fail(WireStatusOutOfMemory, 0);
    document.tokens = tokens;
    return true;
  }
  if (error == simdjson::EMPTY) return fail(WireStatusBlank, 0);
  if (error == simdjson::MEMALLOC || error == simdjson::CAPACITY) return fail(WireStatusOutOfMemory, 0);
  const wire::Place place = wire::locate(input, length);
  return fail(place.status, place.offset);
}

/// The string that opens at `offset`; `after` is where the next token starts.
inline bool WireParser::string(uint32_t offset, uint32_t after, WireToken &token) {
  const uint8_t *input = document.input;
  uint32_t end = after - 1;
  while (end > offset && is_space(input[end])) --end;
  if (end == offset || input[end] != '"') return fail(WireStatusUnclosedString, offset);
  const uint8_t *text = input + offset + 1;
  const uint32_t length = end - offset - 1;
  token.offset = offset;
  token.length = length;
  token.text = offset + 1;
  token.escaped = false;
  if (!has_escapes || memchr(text, '\\', length) == nullptr) return true;
  wire::Place bad;
  const int64_t written = wire::unescape(text, length, unescaped + unescaped_length, bad);
  if (written < 0) return fail(bad.status, offset + 1 + bad.offset);
  token.escaped = true;
  token.text = unescaped_length;
  token.length = uint32_t(written);
  unescaped_length += uint32_t(written);
  return true;
}

/// The number or literal at `offset`.
inline bool WireParser::scalar(uint32_t offset, uint32_t after, WireToken &token) {
  const uint8_t *text = document.input + offset;
  uint32_t length = after - offset;
  while (length > 1 && is_space(text[length - 1])) --length;
  token.offset = token.text = offset;
  token.length = length;
  token.escaped = false;
  const uint8_t first = text[0];
  if (first == '-' || (first >= '0' && first <= '9')) {
    token.kind = WireTokenKindNumber;
    return wire::is_number(text, length) || fail(WireStatusBadNumber, offset);
  }
  if (length == 4 && memcmp(text, "null", 4) == 0) {
    token.kind = WireTokenKindNull;
    return true;
  }
  token.kind = WireTokenKindBoolean;
  if ((length == 4 && memcmp(text, "true", 4) == 0) || (length == 5 && memcmp(text, "false", 5) == 0)) return true;
  const uint8_t letter = first | 0x20;
  return fail(letter >= 'a' && letter <= 'z' ? WireStatusBadLiteral : WireStatusExpectedValue, offset);
}

/// The second stage: checks the grammar and writes the tokens.
///
///     object -> '{' ( member ( ',' member )* )? '}'     member -> key ':' value
///     array  -> '[' ( value ( ',' value )* )? ']'
bool WireParser::walk(uint32_t length) {
  const uint8_t *input = document.input;
  const uint32_t *at = simd->structural_indexes.get();
  const uint32_t count = simd->n_structural_indexes;
  uint32_t i = 0, made = 0, depth = 0, offset = at[0];
  const auto after = [&](uint32_t index) { return index < count ? at[index] : length; };
  const auto is = [&](char c) { return i < count && input[at[i]] == uint8_t(c); };
  const auto wrong = [&](WireStatus status) {
    return i < count ? fail(status, at[i]) : fail(WireStatusTruncated, length);
  };

  if (input[offset] != '{') {
    WireToken token;
    const uint8_t c = input[offset];
    return c == '[' || c == '"' || scalar(offset, after(1), token) ? fail(WireStatusNotAnObject, offset) : false;
  }

value:
  if (i >= count) return wrong(WireStatusExpectedValue);
  offset = at[i];
  {
    WireToken &token = tokens[made];
    const uint8_t c = input[offset];
    if (c == '"') {
      token.kind = WireTokenKindString;
      if (!string(offset, after(i + 1), token)) return false;
    } else if (c == '{' || c == '[') {
      if (depth == max_depth) return fail(WireStatusTooDeep, offset);
      const bool object = c == '{';
      token = {offset, 0, offset, 0, object ? WireTokenKindObject : WireTokenKindArray, WireFieldNone, false};
      scopes[depth++] = {made++, object};
      ++i;
      if (is(object ? '}' : ']')) goto close;
      if (object) goto member;
      goto value;
    } else if (c == ',' || c == ':' || c == '}' || c == ']') {
      return fail(WireStatusExpectedValue, offset);
    } else if (!scalar(offset, after(i + 1), token)) {
      return false;
    }
    token.next = ++made;
    ++i;
  }

next:
  if (scopes[depth - 1].object) {
    if (is(',')) {
      ++i;
      goto member;
    }
    if (is('}')) goto close;
    return wrong(WireStatusExpectedCommaOrBrace);
  }
  if (is(',')) {
    ++i;
    goto value;
  }
  if (is(']')) goto close;
  return wrong(WireStatusExpectedCommaOrBracket);

member:
  if (!is('"')) return wrong(WireStatusExpectedKey);
  {
    WireToken &token = tokens[made];
    if (!string(at[i], after(i + 1), token)) return false;
    token.kind = WireTokenKindKey;
    token.field = token.escaped ? wire::find_field(unescaped + token.text, token.length, token.length)
                                : wire::find_field(input + token.text, token.length, length - token.text);
    token.next = ++made;
  }
  ++i;
  if (!is(':')) return wrong(WireStatusExpectedColon);
  ++i;
  goto value;

close:
  {
    WireToken &token = tokens[scopes[--depth].token];
    token.next = made;
    token.length = at[i] + 1 - token.offset;
    ++i;
  }
  if (depth > 0) goto next;
  return i == count || fail(WireStatusTrailing, at[i]);
}

extern "C" WireParser *wire_parser_create(uint32_t max_depth) {
  std::unique_ptr<WireParser> parser(new (std::nothrow) WireParser);
  if (!parser) return nullptr;
  parser->max_depth = max_depth < 1 ? 1 : max_depth < deepest ? max_depth : deepest;
  parser->document.slots = &parser->slots[0][0];
  const auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(
      4096, simdjson::DEFAULT_MAX_DEPTH, parser->simd);
  return error == simdjson::SUCCESS ? parser.release() : nullptr;
}

extern "C" void wire_parser_destroy(WireParser *parser) { delete parser; }

extern "C" const WireDocument *wire_parse(WireParser *parser, const uint8_t *input, uint32_t length) {
  WireDocument &document = parser->document;
  if (!parser->prepare(input, length)) {
    parser->fail(WireStatusOutOfMemory, 0);
  } else if (parser->structure(input, length) && parser->walk(length)) {
    wire_index(&document, 0, 0);
  }
  return &document;
}

extern "C" void wire_index(const WireDocument *document, uint32_t object, uint32_t level) {
  uint32_t *slots = document->slots + size_t(level) * WireFieldSlots;
  memset(slots, 0, sizeof(uint32_t) * WireFieldSlots);
  const WireToken *tokens = document->tokens;
  const uint32_t end = tokens[object].next;
  for (uint32_t key = object + 1; key < end;) {
    const uint32_t value = key + 1;
    uint32_t &slot = slots[tokens[key].field];
    slot = slot == 0 ? value : (value | WireSlotDuplicate);
    key = tokens[value].next;
  }
}
