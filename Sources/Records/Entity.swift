/// An identifier found in text, validated and normalised.
public struct Entity: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case phone, upi, account, ifsc, rrn, utr, amount, pan, aadhaar, card, email, url, ip, crypto
        case gstin, imei, vehicle, date, time, person, organisation, place
    }

    public var kind: Kind
    /// The normal form: `+919876543210`, `name@okaxis`, `HDFC0001234`.
    public var value: String
    /// What a log or a person without clearance may see: `+91******3210`.
    public var masked: String
    /// 0...1: 1 when a checksum proves it.
    public var confidence: Double
    /// Byte range in the UTF-8 text.
    public var start: Int
    public var end: Int

    public init(kind: Kind, value: String, masked: String, confidence: Double, start: Int, end: Int) {
        self.kind = kind
        self.value = value
        self.masked = masked
        self.confidence = confidence
        self.start = start
        self.end = end
    }
}

/// One tag given to a case.
public struct Tag: Sendable, Equatable {
    public enum Origin: String, Sendable, CaseIterable { case rule, model, llm, person }

    /// One of the taxonomy's facets: `crime_type`.
    public var facet: String
    public var tag: String
    public var confidence: Double
    /// The words of the text that gave it.
    public var evidence: String
    /// Byte range of the evidence in the UTF-8 gist; nil when no single place gave it.
    public var start: Int?
    public var end: Int?
    public var origin: Origin
    /// Which rule, model or person.
    public var originID: String

    public init(
        facet: String, tag: String, confidence: Double, evidence: String, start: Int? = nil, end: Int? = nil,
        origin: Origin, originID: String
    ) {
        self.facet = facet
        self.tag = tag
        self.confidence = confidence
        self.evidence = evidence
        self.start = start
        self.end = end
        self.origin = origin
        self.originID = originID
    }
}
