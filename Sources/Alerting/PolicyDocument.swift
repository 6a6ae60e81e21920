import Foundation
import Records
import StageKit

/// A policy as its JSON says it, before it is checked. The only place here that needs Foundation: `JSONDecoder`.
struct PolicyDocument: Decodable {
    struct Level: Decodable {
        enum CodingKeys: String, CodingKey, CaseIterable {
            case minScore = "min_score", minAmount = "min_amount", minAtRisk = "min_at_risk", minDrawn = "min_drawn"
            case severity
        }

        var minScore: Double
        var minAmount: Amount?
        var minAtRisk: Amount?
        var minDrawn: Double?
        var severity: String
        var unknownFields: [String]

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            minScore = try fields.decode(Double.self, forKey: .minScore)
            minAmount = try fields.decodeIfPresent(Amount.self, forKey: .minAmount)
            minAtRisk = try fields.decodeIfPresent(Amount.self, forKey: .minAtRisk)
            minDrawn = try fields.decodeIfPresent(Double.self, forKey: .minDrawn)
            severity = try fields.decode(String.self, forKey: .severity)
            unknownFields = try DocumentText.unknownFields(decoder, CodingKeys.allCases.map(\.rawValue))
        }
    }

    /// Rupees: a decimal string, or a whole number.
    struct Amount: Decodable {
        var value: MinorUnits?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let whole = try? container.decode(Int64.self) {
                value = Self.minorUnits(String(whole))
            } else {
                value = Self.minorUnits(try container.decode(String.self))
            }
        }

        /// `49000`, `49000.5`, `49000.50`; nil for anything else and for more than ``MinorUnits/largest``.
        private static func minorUnits(_ text: String) -> MinorUnits? {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard let whole = parts.first, parts.count <= 2, (1...15).contains(whole.count) else { return nil }
            let paise = parts.count == 2 ? parts[1] : "00"
            guard (1...2).contains(paise.count), (whole + paise).utf8.allSatisfy({ (48...57).contains($0) }) else {
                return nil
            }
            guard let value = Int64(whole + paise + (paise.count == 1 ? "0" : "")) else { return nil }
            return value <= MinorUnits.largest.rawValue ? MinorUnits(value) : nil
        }
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case id, version, kind, enabled, description, record, minScore = "min_score", anyTags = "any_tags"
        case allTags = "all_tags", noTags = "no_tags", withPolicies = "with_policies", stations, roles, tests
        case groupWaitSeconds = "group_wait_seconds", groupIntervalSeconds = "group_interval_seconds"
        case repeatIntervalMinutes = "repeat_interval_minutes", budgetPerDay = "budget_per_day"
        case roleRatePerHour = "role_rate_per_hour"
        case hopKinds = "hop_kinds", minAmount = "min_amount", states, districts, severity
        case interdictScore = "interdict_score", groupKey = "group_key", dedupKey = "dedup_key", channels
        case templateID = "template_id", expiresAfterMinutes = "expires_after_minutes"
        case dedupWindowMinutes = "dedup_window_minutes", escalationPolicy = "escalation_policy"
        case deliverReplays = "deliver_replays"
    }

    var id: String
    var version: String
    var enabled: Bool?
    var description: String?
    var record: String
    var minScore: Double?
    var anyTags: [String]?
    var hopKinds: [String]?
    var minAmount: Amount?
    var states: [String]?
    var districts: [String]?
    var severity: [Level]
    var interdictScore: Double?
    var groupKey: String
    var dedupKey: String
    var channels: [String]
    var templateID: String?
    var expiresAfterMinutes: Int
    var dedupWindowMinutes: Int
    var escalationPolicy: String?
    var deliverReplays: Bool?
    var allTags: [String]?
    var noTags: [String]?
    var withPolicies: [String]?
    var stations: [String]?
    var roles: [String]?
    var groupWaitSeconds: Int?
    var groupIntervalSeconds: Int?
    var repeatIntervalMinutes: Int?
    var budgetPerDay: Int?
    var roleRatePerHour: Int?
    var tests: [PolicyProof]?
    /// Names that a policy does not have: most likely a condition that was mistyped, and would be missing.
    var unknownFields: [String]

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(String.self, forKey: .id)
        version = try fields.decode(String.self, forKey: .version)
        enabled = try fields.decodeIfPresent(Bool.self, forKey: .enabled)
        description = try fields.decodeIfPresent(String.self, forKey: .description)
        record = try fields.decode(String.self, forKey: .record)
        minScore = try fields.decodeIfPresent(Double.self, forKey: .minScore)
        anyTags = try fields.decodeIfPresent([String].self, forKey: .anyTags)
        hopKinds = try fields.decodeIfPresent([String].self, forKey: .hopKinds)
        minAmount = try fields.decodeIfPresent(Amount.self, forKey: .minAmount)
        states = try fields.decodeIfPresent([String].self, forKey: .states)
        districts = try fields.decodeIfPresent([String].self, forKey: .districts)
        severity = try fields.decode([Level].self, forKey: .severity)
        interdictScore = try fields.decodeIfPresent(Double.self, forKey: .interdictScore)
        groupKey = try fields.decode(String.self, forKey: .groupKey)
        dedupKey = try fields.decode(String.self, forKey: .dedupKey)
        channels = try fields.decode([String].self, forKey: .channels)
        templateID = try fields.decodeIfPresent(String.self, forKey: .templateID)
        expiresAfterMinutes = try fields.decode(Int.self, forKey: .expiresAfterMinutes)
        dedupWindowMinutes = try fields.decode(Int.self, forKey: .dedupWindowMinutes)
        escalationPolicy = try fields.decodeIfPresent(String.self, forKey: .escalationPolicy)
        deliverReplays = try fields.decodeIfPresent(Bool.self, forKey: .deliverReplays)
        allTags = try fields.decodeIfPresent([String].self, forKey: .allTags)
        noTags = try fields.decodeIfPresent([String].self, forKey: .noTags)
        withPolicies = try fields.decodeIfPresent([String].self, forKey: .withPolicies)
        stations = try fields.decodeIfPresent([String].self, forKey: .stations)
        roles = try fields.decodeIfPresent([String].self, forKey: .roles)
        groupWaitSeconds = try fields.decodeIfPresent(Int.self, forKey: .groupWaitSeconds)
        groupIntervalSeconds = try fields.decodeIfPresent(Int.self, forKey: .groupIntervalSeconds)
        repeatIntervalMinutes = try fields.decodeIfPresent(Int.self, forKey: .repeatIntervalMinutes)
        budgetPerDay = try fields.decodeIfPresent(Int.self, forKey: .budgetPerDay)
        roleRatePerHour = try fields.decodeIfPresent(Int.self, forKey: .roleRatePerHour)
        tests = try fields.decodeIfPresent([PolicyProof].self, forKey: .tests)
        unknownFields = try DocumentText.unknownFields(decoder, CodingKeys.allCases.map(\.rawValue))
    }
}
