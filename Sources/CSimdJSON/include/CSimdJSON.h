// JSON bytes -> a flat array of tokens, in one call.
//
// simdjson's first stage (SIMD, chosen for the machine at run time) validates UTF-8 and finds the structure; the second
// stage here checks the whole grammar, nothing skipped, and keeps what simdjson's own second stage throws away: byte
// offsets, the digits of numbers, and duplicate keys. See docs/decisions/0003-simdjson.md.
#ifndef PRAHARI_CSIMDJSON_H
#define PRAHARI_CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "WireField.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum __attribute__((enum_extensibility(closed))) WireTokenKind : uint8_t {
  WireTokenKindObject,
  WireTokenKindArray,
  WireTokenKindString,
  WireTokenKindNumber,
  WireTokenKindBoolean,
  WireTokenKindNull,
  WireTokenKindKey,
} WireTokenKind;

/// One value, or the key before it. An object's members follow it as key, value, key, value...
typedef struct WireToken {
  /// Where the token starts in the input: its quote, bracket, digit or letter.
  uint32_t offset;
  /// Bytes of a string (unescaped, without quotes), number or literal.
  uint32_t length;
  /// Where the bytes of a string are: after the quote in the input, or in the unescaped text.
  uint32_t text;
  /// Index of the token after this value and all that is inside it.
  uint32_t next;
  WireTokenKind kind;
  /// The known field that a key names, else `WireFieldNone`.
  uint8_t field;
  /// The bytes of the string are in the unescaped text.
  bool escaped;
} WireToken;

typedef enum __attribute__((enum_extensibility(closed))) WireStatus : uint8_t {
  WireStatusOk,
  WireStatusOutOfMemory,
  WireStatusBlank,
  WireStatusInvalidUTF8,
  WireStatusNotAnObject,
  WireStatusTooDeep,
  WireStatusTrailing,
  WireStatusTruncated,
  WireStatusExpectedKey,
  WireStatusExpectedColon,
  WireStatusExpectedValue,
  WireStatusExpectedCommaOrBrace,
  WireStatusExpectedCommaOrBracket,
  WireStatusBadNumber,
  WireStatusBadLiteral,
  WireStatusBadEscape,
  WireStatusLoneSurrogate,
  WireStatusControlCharacter,
  WireStatusUnclosedString,
  WireStatusUnexpectedByte,
} WireStatus;

/// The last parse. The pointers are valid until the next one.
typedef struct WireDocument {
  const uint8_t *input;
  const uint8_t *unescaped;
  const WireToken *tokens;
  /// For each level of reading, for each field: the index of its value's token, 0 when it is absent.
  uint32_t *slots;
  /// Where the parse failed.
  uint32_t error_offset;
  WireStatus status;
  /// Every byte of the input is ASCII.
  bool ascii;
  /// No string of the input can hold a control character.
  bool plain;
} WireDocument;

enum {
  /// Objects inside objects that can be read at the same time.
  WireLevels = 4
};

/// Set in a slot when the key came twice; the index is then the last one's.
static const uint32_t WireSlotDuplicate = 0x80000000u;

typedef struct WireParser WireParser;

/// Null when there is no memory.
WireParser *wire_parser_create(uint32_t max_depth);
void wire_parser_destroy(WireParser *parser);

/// Parses `length` bytes and indexes the fields of the outermost object at level 0. `input` need not be padded, but
/// must outlive the use of the document. Time and memory: O(length); memory is kept for the next parse.
const WireDocument *wire_parse(WireParser *parser, const uint8_t *input, uint32_t length);

/// Fills the slots of `level` with the fields of the object at token `object`.
void wire_index(const WireDocument *document, uint32_t object, uint32_t level);

/// The double nearest to a JSON number; infinite when it is too large.
double wire_double(const uint8_t *digits, uint32_t length);

/// The JSON name of a field.
const char *wire_field_name(WireField field);

#ifdef __cplusplus
}
#endif
#endif
