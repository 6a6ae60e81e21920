import Foundation
import Records
import StageKit

/// A policy as its JSON says it, before it is checked. The only place here that needs Foundation: `JSONDecoder`.
struct PolicyDocument: Decodable {
    struct Level: Decodable {
        enum CodingKeys: String, CodingKey {
            case minScore = "min_score", severity
        }

        var minScore: Double
        var severity: String
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

    private struct AnyKey: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case id, version, enabled, description, record, minScore = "min_score", anyTags = "any_tags"
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
        let known = Set(CodingKeys.allCases.map(\.rawValue))
        let present = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
        unknownFields = present.filter { !known.contains($0) }.sorted()
    }

    /// One policy.
    static func read(_ json: String, key: String) throws(StageFault) -> PolicyDocument {
        try decode(PolicyDocument.self, json, key: key)
    }

    /// An array of policies.
    static func readAll(_ json: String) throws(StageFault) -> [PolicyDocument] {
        try decode([PolicyDocument].self, json, key: "(list)")
    }

    private static func decode<T: Decodable>(_ type: T.Type, _ json: String, key: String) throws(StageFault) -> T {
        do {
            return try JSONDecoder().decode(type, from: Data(json.utf8))
        } catch let fault as DecodingError {
            throw StageFault.invalidPolicy(key, field: field(of: fault), "is missing or of the wrong type")
        } catch {
            throw StageFault.invalidPolicy(key, field: "(document)", "is not JSON")
        }
    }

    private static func field(of fault: DecodingError) -> String {
        var path: [String]
        switch fault {
        case .keyNotFound(let key, let context): path = (context.codingPath + [key]).map(\.stringValue)
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            path = context.codingPath.map(\.stringValue)
        @unknown default: path = []
        }
        path.removeAll { $0.isEmpty }
        return path.isEmpty ? "(document)" : path.joined(separator: ".")
    }
}

extension StageFault {
    /// The policy stays as it was before.
    static func invalidPolicy(_ id: String, field: String, _ what: String) -> StageFault {
        StageFault(code: "invalid_policy", message: "policy \(id): \(field) \(what)")
    }
}
