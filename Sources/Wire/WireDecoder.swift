import CSimdJSON
public import Records

/// JSON -> records. One per thread: it reuses its parser's memory, which grows to fit the largest value seen (some
/// 30 bytes for each byte of it) and is bounded by the limits.
///
/// Total: all bytes give a record or one ``DecodeFault`` that names the field, the reason and, where there is one, the
/// byte. Fields that a record does not know are ignored, though their JSON must be valid. A transaction of 350 bytes
/// takes less than a microsecond.
public final class WireDecoder {
    private let limits: WireLimits
    /// Nil when there was no memory for it.
    private let parser: OpaquePointer?

    public init(limits: WireLimits = .init()) {
        self.limits = limits
        parser = wire_parser_create(UInt32(clamping: limits.depth))
    }

    deinit {
        if let parser { wire_parser_destroy(parser) }
    }

    /// The record that `bytes` hold.
    ///
    /// - Parameter key: the record's key; it is the name of a ``RecordKind/document``, and not looked at otherwise.
    public func decode(_ kind: RecordKind, key: String?, _ bytes: RawSpan) throws(DecodeFault) -> DomainRecord {
        guard bytes.byteCount > 0 else { throw DecodeFault(field: "", reason: .empty) }
        guard bytes.byteCount <= limits.recordBytes, let length = Int32(exactly: bytes.byteCount) else {
            throw DecodeFault(field: "", reason: .tooLarge(bytes: bytes.byteCount, limit: limits.recordBytes))
        }
        // The bytes stay where they are for the whole of this call, and the document is not used after it.
        let parsed = bytes.withUnsafeBytes { buffer -> UnsafePointer<WireDocument>? in
            guard let parser, let start = buffer.bindMemory(to: UInt8.self).baseAddress else { return nil }
            return wire_parse(parser, start, UInt32(length))
        }
        guard let document = parsed else { throw ParseFault.outOfMemory }
        guard document.pointee.status == .ok else { throw ParseFault.fault(of: document.pointee, limits: limits) }
        if kind == .document { return .document(try document.pointee.verbatim(key: key)) }
        return try DomainRecord(kind, from: ObjectReader(root: document))
    }
}

extension WireDocument {
    fileprivate func verbatim(key: String?) throws(DecodeFault) -> ReferenceDocument {
        guard let key, !key.isEmpty else {
            throw DecodeFault(field: "", reason: .keyMismatch("a reference document needs a record key, its name"))
        }
        let object = tokens[0]
        let text = UnsafeBufferPointer(start: input + Int(object.offset), count: Int(object.length))
        return ReferenceDocument(key: key, json: String(decoding: text, as: UTF8.self))
    }
}

extension DomainRecord {
    fileprivate init(_ kind: RecordKind, from object: ObjectReader) throws(DecodeFault) {
        switch kind {
        case .bankTransaction: self = .bankTransaction(try BankTransaction(from: object))
        case .socialPost: self = .socialPost(try SocialPost(from: object))
        case .fir: self = .fir(try FIR(from: object))
        case .scoredTransaction: self = .scoredTransaction(try ScoredTransaction(from: object))
        case .segmentDrift: self = .segmentDrift(try SegmentDrift(from: object))
        case .volumePartial: self = .volumePartial(try VolumePartial(from: object))
        case .volumeScore: self = .volumeScore(try VolumeScore(from: object))
        case .taggedFIR: self = .taggedFIR(try TaggedFIR(from: object))
        case .reviewRequest: self = .reviewRequest(try ReviewRequest(from: object))
        case .scoredPost: self = .scoredPost(try ScoredPost(from: object))
        case .caseSubject: self = .caseSubject(try CaseSubject(from: object))
        case .trailTaint: self = .trailTaint(try TrailTaint(from: object))
        case .trailHop: self = .trailHop(try TrailHop(from: object))
        case .ringStep: self = .ringStep(try RingStep(from: object))
        case .ringScore: self = .ringScore(try RingScore(from: object))
        case .riskForecast: self = .riskForecast(try RiskForecast(from: object))
        case .riskWithdrawal: self = .riskWithdrawal(try RiskWithdrawal(from: object))
        case .riskCell: self = .riskCell(try RiskCell(from: object))
        case .alertCandidate: self = .alertCandidate(try AlertCandidate(from: object))
        case .alertCommand: self = .alertCommand(try AlertCommand(from: object))
        case .alertReceipt: self = .alertReceipt(try AlertReceipt(from: object))
        case .terminal: self = .terminal(try ReferenceTerminal(from: object))
        case .station: self = .station(try ReferenceStation(from: object))
        case .stageControl: self = .stageControl(try StageControl(from: object))
        case .label: self = .label(try Label(from: object))
        case .groundTruth: self = .groundTruth(try GroundTruth(from: object))
        case .document: throw DecodeFault(field: "", reason: .notAnObject)
        }
    }
}
