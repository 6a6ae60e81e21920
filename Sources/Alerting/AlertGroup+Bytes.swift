public import Records
import StageKit

extension AlertGroup {
    public func encode(into writer: inout ByteWriter) {
        writer.append(Self.version)
        writer.append(phase.rawValue)
        writer.append(integer: number)
        writer.append(integer: life)
        writer.append(varint: UInt64(max(0, forgotten)))
        for time in [toldAt, resolvedAt, flushAt, escalateAt, repeatAt] { writer.append(time: time) }
        writer.append(optional: toldSeverity?.rawValue)
        writer.append(varint: UInt64(max(0, level)))
        writer.append(isHeld ? 1 as UInt8 : 0)
        writer.append(list: members) { $1.write(into: &$0) }
    }

    public init(from reader: inout ByteReader) throws(StateFault) {
        self.init()
        let version = try reader.byte()
        if version == 1 {
            try restoreSingle(&reader)
            return
        }
        guard version == Self.version else { throw .unknownVersion(version) }
        guard let phase = Phase(rawValue: try reader.byte()) else { throw .invalid("phase of a group") }
        self.phase = phase
        number = try reader.integer()
        life = try reader.integer()
        forgotten = try reader.count()
        toldAt = try reader.time()
        resolvedAt = try reader.time()
        flushAt = try reader.time()
        escalateAt = try reader.time()
        repeatAt = try reader.time()
        toldSeverity = try reader.optionalString().flatMap(Severity.init)
        level = try reader.count()
        isHeld = try reader.byte() != 0
        members = try reader.list { (reader) throws(StateFault) in try AlertMemberState(stored: &reader) }
    }

    /// What version 1.0.0 of the stage kept: one alert, told.
    private mutating func restoreSingle(_ reader: inout ByteReader) throws(StateFault) {
        let phases: [Phase] = [.active, .acknowledged, .resolved]
        let stored = Int(try reader.byte())
        guard phases.indices.contains(stored) else { throw .invalid("phase of an alert") }
        phase = phases[stored]
        let count = try reader.count()
        number = try reader.integer()
        let windowStart = EventTime(milliseconds: try reader.integer())
        let toldScore = try reader.double()
        let resolvedAt = EventTime(milliseconds: try reader.integer())
        let sources = try reader.list { (reader) throws(StateFault) in try reader.source() }
        var member = AlertMemberState(try AlertCandidate(stored: &reader, version: 1))
        member.count = count
        member.windowStart = windowStart
        member.toldScore = toldScore
        member.sources = sources
        member.isNews = false
        member.isResolved = phase == .resolved
        if phase == .resolved { self.resolvedAt = resolvedAt }
        toldAt = windowStart
        toldSeverity = member.latest.severity
        members = [member]
    }
}

extension AlertMemberState {
    fileprivate func write(into writer: inout ByteWriter) {
        writer.append(varint: UInt64(max(0, count)))
        writer.append((isResolved ? 1 : 0) | (isNews ? 2 : 0) as UInt8)
        writer.append(integer: windowStart.milliseconds)
        writer.append(double: toldScore)
        writer.append(optional: toldTerminal)
        writer.append(list: sources) { $0.append(source: $1) }
        latest.write(into: &writer)
    }

    fileprivate init(stored reader: inout ByteReader) throws(StateFault) {
        let count = try reader.count()
        let flags = try reader.byte()
        let windowStart = EventTime(milliseconds: try reader.integer())
        let toldScore = try reader.double()
        let toldTerminal = try reader.optionalString()
        let sources = try reader.list { (reader) throws(StateFault) in try reader.source() }
        self.init(try AlertCandidate(stored: &reader, version: 2))
        self.count = count
        isResolved = flags & 1 != 0
        isNews = flags & 2 != 0
        self.windowStart = windowStart
        self.toldScore = toldScore
        self.toldTerminal = toldTerminal
        self.sources = sources
    }
}

extension AlertCandidate {
    fileprivate func write(into writer: inout ByteWriter) {
        for text in [groupKey, dedupKey, policyID, policyVersion, action.rawValue, severity.rawValue, summary] {
            writer.append(string: text)
        }
        writer.append(list: reasons) { writer, reason in
            writer.append(string: reason.code)
            writer.append(double: reason.contribution)
            writer.append(string: reason.evidence)
        }
        writer.append(list: caseIDs) { $0.append(string: $1) }
        for text in [jurisdiction.state, jurisdiction.district, jurisdiction.station, cell] {
            writer.append(optional: text)
        }
        writer.append(list: terminals) { $0.append(chance: $1) }
        writer.append(integer: at.milliseconds)
        writer.append(integer: expiresAt.milliseconds)
        writer.append(list: channels) { $0.append(string: $1) }
        for text in [templateID, escalationPolicy, runID, subject, record] { writer.append(optional: text) }
        writer.append(double: score)
        writer.append(source: source)
    }

    /// - Parameter version: of the group around it; 1 had neither subject nor record.
    fileprivate init(stored reader: inout ByteReader, version: UInt8) throws(StateFault) {
        let groupKey = try reader.string()
        let dedupKey = try reader.string()
        let policyID = try reader.string()
        let policyVersion = try reader.string()
        guard let action = AlertCommand.Action(rawValue: try reader.string()) else { throw .invalid("action") }
        guard let severity = Severity(rawValue: try reader.string()) else { throw .invalid("severity") }
        let summary = try reader.string()
        let reasons = try reader.list { (reader) throws(StateFault) in
            Reason(code: try reader.string(), contribution: try reader.double(), evidence: try reader.string())
        }
        let caseIDs = try reader.list { (reader) throws(StateFault) in try reader.string() }
        let jurisdiction = Jurisdiction(
            state: try reader.optionalString(), district: try reader.optionalString(),
            station: try reader.optionalString())
        let cell = try reader.optionalString()
        let terminals = try reader.list { (reader) throws(StateFault) in try reader.chance() }
        let at = EventTime(milliseconds: try reader.integer())
        let expiresAt = EventTime(milliseconds: try reader.integer())
        let channels = try reader.list { (reader) throws(StateFault) in try reader.string() }
        let templateID = try reader.optionalString()
        let escalationPolicy = try reader.optionalString()
        let runID = try reader.optionalString()
        let subject = version < 2 ? nil : try reader.optionalString()
        let record = version < 2 ? nil : try reader.optionalString()
        self.init(
            groupKey: groupKey, dedupKey: dedupKey, policyID: policyID, policyVersion: policyVersion, action: action,
            severity: severity, summary: summary, reasons: reasons, caseIDs: caseIDs, jurisdiction: jurisdiction,
            cell: cell, terminals: terminals, at: at, expiresAt: expiresAt, channels: channels,
            templateID: templateID, escalationPolicy: escalationPolicy, score: try reader.double(),
            source: try reader.source(), runID: runID, subject: subject, record: record)
    }
}

extension ByteWriter {
    mutating func append<T>(list: [T], _ write: (inout ByteWriter, T) -> Void) {
        append(varint: UInt64(list.count))
        for element in list { write(&self, element) }
    }

    mutating func append(time: EventTime?) {
        append(time == nil ? 0 as UInt8 : 1)
        if let time { append(integer: time.milliseconds) }
    }

    mutating func append(optional text: String?) {
        append(text == nil ? 0 as UInt8 : 1)
        if let text { append(string: text) }
    }

    fileprivate mutating func append(source: SourceRef) {
        append(string: source.topic)
        append(integer: source.partition.rawValue)
        append(integer: source.offset.rawValue)
    }

    fileprivate mutating func append(chance: TerminalChance) {
        append(string: chance.id)
        append(double: chance.probability)
        append(signedVarint: Int64(chance.etaSeconds))
        append(optional: chance.name)
        append(chance.location == nil ? 0 as UInt8 : 1)
        guard let point = chance.location else { return }
        append(double: point.latitude)
        append(double: point.longitude)
    }
}

extension ByteReader {
    mutating func count() throws(StateFault) -> Int {
        let count = try varint()
        guard count <= UInt64(Int.max) else { throw .invalid("count") }
        return Int(count)
    }

    mutating func time() throws(StateFault) -> EventTime? {
        try byte() == 0 ? nil : EventTime(milliseconds: try integer())
    }

    mutating func list<T>(
        _ read: (inout ByteReader) throws(StateFault) -> T
    ) throws(StateFault) -> [T] {
        let count = try varint()
        guard count <= UInt64(bytes.count - index) else { throw .truncated }
        var list: [T] = []
        list.reserveCapacity(Int(count))
        for _ in 0..<count { list.append(try read(&self)) }
        return list
    }

    mutating func optionalString() throws(StateFault) -> String? {
        try byte() == 0 ? nil : try string()
    }

    fileprivate mutating func source() throws(StateFault) -> SourceRef {
        let topic = try string()
        let partition: Int32 = try integer()
        return SourceRef(topic: topic, partition: Partition(partition), offset: Offset(try integer()))
    }

    fileprivate mutating func chance() throws(StateFault) -> TerminalChance {
        var chance = TerminalChance(
            id: try string(), probability: try double(), etaSeconds: Int(truncatingIfNeeded: try signedVarint()))
        chance.name = try optionalString()
        guard try byte() != 0 else { return chance }
        chance.location = GeoPoint(latitude: try double(), longitude: try double())
        return chance
    }
}
