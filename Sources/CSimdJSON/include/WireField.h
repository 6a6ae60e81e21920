// Every JSON field name that the records use, once. Swift sees them as `WireField.account` and so on.
#ifndef PRAHARI_WIREFIELD_H
#define PRAHARI_WIREFIELD_H

#include <stdint.h>

// clang-format off
#define WIRE_FIELDS(X) \
  X(account) X(accounts) X(action) X(active) X(age) X(alarm) X(alert_rate) X(alerts) X(amount)               \
  X(amount_distance) X(amount_psi) X(at) X(at_risk) X(attribution) X(author) X(bank) X(booked_at) X(bookings) X(by)         \
  X(calibration) X(case_id) X(case_ids) X(category) X(cell) X(channel) X(channels) X(code) X(command_id)     \
  X(complainant) X(confidence) X(contribution) X(corrects) X(count) X(counterparty) X(crew) X(crews) X(currency)    \
  X(dedup_key)                                                                                               \
  X(detail) X(detector) X(device) X(direction) X(district) X(end) X(entities) X(escalation_level)            \
  X(escalation_policy) X(eta_s) X(evidence) X(expected_15m) X(expected_60m) X(expires_at) X(facet)           \
  X(factors) X(fir_id) X(fir_no) X(forecast_id) X(from_account) X(gist) X(group_key) X(held_back)            \
  X(home_ifsc) X(id) X(ifsc) X(intensity_all) X(intensity_fraud) X(interdiction_rate) X(interdictions) X(ip) \
  X(issued_at) X(jurisdiction) X(kind) X(label) X(lang) X(lat) X(late) X(layer) X(level) X(lon)              \
  X(loss_amount) X(masked) X(media) X(members) X(model) X(moved_at) X(name) X(narration) X(needs_review)     \
  X(not_before) X(occupation) X(offset) X(origin) X(origin_id) X(partition) X(partitions) X(path) X(pattern) X(platform)   \
  X(police_station) X(policy_id) X(policy_version) X(post_id) X(posted_at) X(probability) X(rationale)       \
  X(reason) X(reasons) X(recipient) X(record) X(registered_at) X(requested_at) X(ring) X(risk) X(role) X(roles) X(rrn) \
  X(rules) X(run_id) X(score) X(score_distance) X(score_psi) X(seconds) X(sections) X(segment) X(series)     \
  X(severity) X(shadow) X(source) X(source_refs) X(stage) X(start) X(start_amount) X(state) X(station) X(status)      \
  X(stolen_at) X(subject) X(subject_kind) X(sum) X(summary) X(tag) X(tags) X(tail) X(tainted) X(taxonomy)    \
  X(template_id) X(terminal) X(terminals) X(text) X(threshold) X(to_account) X(to_ifsc) X(topic) X(trails)   \
  X(transaction_id) X(transactions) X(uncertainty) X(until) X(updated_at) X(urls) X(usual_count) X(usual_sum) X(utr)  \
  X(value) X(versions) X(visits) X(vpa) X(weight) X(why)
// clang-format on

typedef enum __attribute__((enum_extensibility(closed))) WireField : uint8_t {
  WireFieldNone,
#define WIRE_FIELD(name) WireField_##name __attribute__((swift_name(#name))),
  WIRE_FIELDS(WIRE_FIELD)
#undef WIRE_FIELD
} WireField;

enum {
  /// Slots that one level of reading needs, `WireFieldNone` included.
  WireFieldSlots = 192
};

#endif
