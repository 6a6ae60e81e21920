/// A cash terminal, on the compacted `ref.terminals.v1`, keyed by its id.
public struct ReferenceTerminal: Sendable, Equatable {
    public var id: String
    /// `ATM`, `AEPS`, `BRANCH`, `POS`.
    public var kind: String
    public var name: String?
    public var bank: String?
    public var location: GeoPoint
    public var district: String?
    public var state: String?
    /// Whom the data's licence asks to name: `© OpenStreetMap contributors, ODbL 1.0`. Maps print it.
    public var attribution: String?

    public init(
        id: String, kind: String, name: String? = nil, bank: String? = nil, location: GeoPoint,
        district: String? = nil, state: String? = nil, attribution: String? = nil
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.bank = bank
        self.location = location
        self.district = district
        self.state = state
        self.attribution = attribution
    }
}

/// A police station, on the compacted `ref.stations.v1`, keyed by its id.
public struct ReferenceStation: Sendable, Equatable {
    public var id: String
    public var name: String
    public var location: GeoPoint
    public var district: String?
    public var state: String?
    /// Whom the data's licence asks to name: `© OpenStreetMap contributors, ODbL 1.0`. Maps print it.
    public var attribution: String?

    public init(
        id: String, name: String, location: GeoPoint, district: String? = nil, state: String? = nil,
        attribution: String? = nil
    ) {
        self.id = id
        self.name = name
        self.location = location
        self.district = district
        self.state = state
        self.attribution = attribution
    }
}

/// A reference table's entry whose meaning belongs to one stage: policies, taxonomy, lists, models.
/// The stage parses ``json`` itself when the entry arrives; what it refuses goes to its dead letters.
public struct ReferenceDocument: Sendable, Equatable {
    public var key: String
    public var json: String
    public init(key: String, json: String) {
        self.key = key
        self.json = json
    }
}

/// What a person decided, on `labels.v1`, keyed by the subject's id.
public struct Label: Sendable, Equatable {
    public var subject: String
    /// `transaction`, `account`, `fir`, `post`, `alert`.
    public var subjectKind: String
    /// `fraud`, `false_alarm`, `tag_added`, `tag_removed`, ...
    public var label: String
    public var detail: String?
    public var by: String
    public var at: ZonedTime

    public init(subject: String, subjectKind: String, label: String, detail: String? = nil, by: String, at: ZonedTime) {
        self.subject = subject
        self.subjectKind = subjectKind
        self.label = label
        self.detail = detail
        self.by = by
        self.at = at
    }
}

/// What the simulator knows and the processor must not: `scenario.truth.v1`, keyed by the subject.
public struct GroundTruth: Sendable, Equatable {
    public var subject: String
    /// `mule_account`, `victim_transfer`, `layer_transfer`, `cash_out`, `scam_post`, `fir`.
    public var kind: String
    public var ring: String?
    public var caseID: String?
    public var layer: Int?
    public var amount: MinorUnits?
    public var at: ZonedTime
    public var detail: String?

    public init(
        subject: String, kind: String, ring: String? = nil, caseID: String? = nil, layer: Int? = nil,
        amount: MinorUnits? = nil, at: ZonedTime, detail: String? = nil
    ) {
        self.subject = subject
        self.kind = kind
        self.ring = ring
        self.caseID = caseID
        self.layer = layer
        self.amount = amount
        self.at = at
        self.detail = detail
    }
}
