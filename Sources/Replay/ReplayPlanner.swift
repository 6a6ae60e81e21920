public import Records
public import Runtime
public import StageKit

/// What a plan asks of a cluster.
public protocol LogCatalogue {
    /// Nil when there is no such topic.
    func partitionCount(of topic: String) throws -> Int?
    /// The first offset and the one after the last committed record.
    func range(of partition: TopicPartition) throws -> (start: Offset, end: Offset)
    /// The first offset whose Kafka timestamp is `time` or later; nil when all are earlier.
    func offset(of partition: TopicPartition, at time: EventTime) throws -> Offset?
    /// The Kafka timestamp of the first record at `offset` or after it; nil at the end.
    func timestamp(of partition: TopicPartition, at offset: Offset) throws -> EventTime?
}

/// Why a replay cannot be, and what would do.
public struct ReplayFault: Error, Sendable, Equatable, CustomStringConvertible {
    public var description: String
    public init(_ description: String) { self.description = description }
}

/// What somebody asks for.
public struct ReplayRequest: Sendable {
    /// Which records of the live inputs.
    public enum Span: Sendable, Equatable {
        /// By Kafka timestamp, half open; nil: from the first, to the last there is now.
        case time(from: EventTime?, to: EventTime?)
        /// By offset, half open; partitions that are not named are not read. Physical names.
        case offsets([TopicPartition: Swift.Range<Int64>])
    }

    /// What is read before the span, to make the state that live work had, publishing nothing.
    public enum WarmUp: Sendable, Equatable {
        case none
        /// So many milliseconds before the span's first record.
        case milliseconds(Int64)
        /// From the first record there is.
        case everything
    }

    public var id: String
    public var stages: [StageDescriptor]
    public var span: Span
    public var warmUp = WarmUp.none
    public var keys: [String] = []
    public var rate: Int?
    public var outputs = RunManifest.Outputs.run
    /// Tables of which the run has a copy with other documents.
    public var tables: [Topic] = []
    public var deliver = false
    public var reason: String?
    public var by = ""
    public var createdAt = ""

    public init(id: String, stages: [StageDescriptor], span: Span) {
        self.id = id
        self.stages = stages
        self.span = span
    }
}

/// What a replay would do, before it does anything.
public struct ReplayPlan: Sendable, Equatable {
    public struct Created: Sendable, Equatable {
        public var topic: String
        public var partitions: Int
        public var isCompacted: Bool
    }

    public var manifest: RunManifest
    /// Topics to make, sorted; the ledger is among them.
    public var creates: [Created]
    /// Live topics that are read, sorted.
    public var reads: [String]
    /// Live topics that are written to, each with the stages outside of the run that read it.
    public var writes: [(topic: String, readers: [String])]
    /// What a person should know.
    public var cautions: [String]

    /// Offsets to read, warm-up included: an upper bound of the records, for transactions leave gaps.
    public var records: Int64 { manifest.ranges.reduce(0) { $0 + ($1.to - $1.warmUp) } }
    public var warmUpRecords: Int64 { manifest.ranges.reduce(0) { $0 + ($1.from - $1.warmUp) } }
    /// At the rate cap; nil without one.
    public var seconds: Int64? { manifest.rate.map { (records + Int64($0) - 1) / Int64(max(1, $0)) } }

    public static func == (a: ReplayPlan, b: ReplayPlan) -> Bool {
        a.manifest == b.manifest && a.creates == b.creates && a.reads == b.reads && a.cautions == b.cautions
            && a.writes.map(\.topic) == b.writes.map(\.topic) && a.writes.map(\.readers) == b.writes.map(\.readers)
    }
}

/// Turns a request into a plan. Asks the cluster, changes nothing.
public struct ReplayPlanner {
    private let catalogue: any LogCatalogue
    private let prefix: String
    private let all: [StageDescriptor]

    /// - Parameter all: every stage there is, in the order records pass them.
    public init(_ catalogue: any LogCatalogue, prefix: String, all: [StageDescriptor]) {
        self.catalogue = catalogue
        self.prefix = prefix
        self.all = all
    }

    public func plan(_ request: ReplayRequest) throws -> ReplayPlan {
        if let fault = RunNames.fault(in: request.id) { throw ReplayFault(fault) }
        try checkDelivery(request)
        let stages = try ordered(request.stages)
        let names = renamed(stages, request)
        let inputs = sorted(stages.flatMap(\.inputs)).filter { names[$0] == nil }
        let ranges = try ranges(of: inputs, request)
        guard ranges.contains(where: { $0.to > $0.from }) else {
            throw ReplayFault(
                "there is no record to replay in this span of \(inputs.joined(separator: ", ")); "
                    + "prahari tail TOPIC --from beginning shows what is kept")
        }
        let window = try window(of: ranges, request.span)
        let manifest = RunManifest(
            id: request.id, stages: stages.map(\.name), ranges: ranges, windowFrom: window.lowerBound,
            windowTo: window.upperBound, keys: request.keys.sorted(), rate: request.rate, outputs: request.outputs,
            names: names, readBack: readBack(stages), tables: sorted(request.tables), deliver: request.deliver,
            reason: request.reason,
            by: request.by, createdAt: request.createdAt)
        let outputs = sorted(stages.flatMap(\.outputs)).filter { names[$0] == nil }
        return ReplayPlan(
            manifest: manifest, creates: try created(stages, manifest), reads: inputs,
            writes: outputs.map { topic in (topic, readers(of: topic, but: stages)) },
            cautions: cautions(stages, manifest))
    }

    private func name(_ topic: Topic) -> String { prefix + topic.rawValue }

    private func sorted(_ topics: [Topic]) -> [String] { Set(topics.map(name)).sorted() }

    private func checkDelivery(_ request: ReplayRequest) throws {
        if let rate = request.rate, rate < 1 { throw ReplayFault("--rate \(rate): at least 1 record a second") }
        guard request.deliver else { return }
        guard let reason = request.reason, !reason.isEmpty else {
            throw ReplayFault("--deliver lets a replay alert people: say why with --reason")
        }
        guard request.outputs == .live else {
            throw ReplayFault("--deliver needs --outputs live: nobody reads the topics of a run")
        }
    }

    private func ordered(_ stages: [StageDescriptor]) throws -> [StageDescriptor] {
        guard !stages.isEmpty else { throw ReplayFault("name the stages to replay with --stage") }
        let names = Set(stages.map(\.name))
        return all.filter { names.contains($0.name) }
    }

    /// What the run has of its own: what its stages keep, what they read back, and in `run` mode all they publish.
    private func renamed(_ stages: [StageDescriptor], _ request: ReplayRequest) -> [String: String] {
        var own: Set<String> = []
        let read = Set(stages.flatMap { $0.inputs + $0.tables })
        for stage in stages {
            own.formUnion([stage.changelogTopic, stage.deadLetterTopic, stage.lateTopic].map { prefix + $0 })
            for topic in stage.outputs where request.outputs == .run || read.contains(topic) { own.insert(name(topic)) }
        }
        own.formUnion(request.tables.map(name))
        if !request.deliver, stages.contains(where: { $0.outputs.contains(.alertCommands) }) {
            own.insert(name(.alertCommands))
        }
        return Dictionary(uniqueKeysWithValues: own.map { ($0, RunNames.topic($0, run: request.id)) })
    }

    private func readBack(_ stages: [StageDescriptor]) -> [String] {
        let read = Set(stages.flatMap { $0.inputs + $0.tables })
        return sorted(stages.flatMap(\.outputs).filter(read.contains))
    }

    private func ranges(of inputs: [String], _ request: ReplayRequest) throws -> [RunManifest.Range] {
        if case .offsets(let named) = request.span {
            for source in named.keys.sorted() where !inputs.contains(source.topic) {
                throw ReplayFault(
                    "\(source) is no live input of these stages; they read \(inputs.joined(separator: ", "))")
            }
        }
        var ranges: [RunManifest.Range] = []
        for topic in inputs {
            guard let count = try catalogue.partitionCount(of: topic) else {
                throw ReplayFault("topic '\(topic)' does not exist; prahari topics apply creates it")
            }
            for number in 0..<Int32(count) {
                let source = TopicPartition(topic: topic, partition: Partition(number))
                if let range = try range(of: source, request) { ranges.append(range) }
            }
        }
        return ranges
    }

    private func range(of source: TopicPartition, _ request: ReplayRequest) throws -> RunManifest.Range? {
        let kept = try catalogue.range(of: source)
        var from = kept.start
        var to = kept.end
        switch request.span {
        case .time(let first, let last):
            if let first { from = try catalogue.offset(of: source, at: first) ?? kept.end }
            if let last { to = try catalogue.offset(of: source, at: last) ?? kept.end }
        case .offsets(let named):
            guard let wanted = named[source] else {
                return RunManifest.Range(
                    topic: source.topic, partition: source.partition.rawValue, warmUp: kept.start.rawValue,
                    from: kept.start.rawValue, to: kept.start.rawValue)
            }
            guard wanted.lowerBound >= kept.start.rawValue, wanted.upperBound <= kept.end.rawValue else {
                throw ReplayFault(
                    "\(source): offsets \(wanted.lowerBound)..\(wanted.upperBound) are not all in the log, which has "
                        + "\(kept.start.rawValue)..\(kept.end.rawValue)")
            }
            from = Offset(wanted.lowerBound)
            to = Offset(wanted.upperBound)
        }
        from = min(max(from, kept.start), kept.end)
        to = max(from, min(to, kept.end))
        let warm = try warmUp(source, kept: kept.start, from: from, request)
        return RunManifest.Range(
            topic: source.topic, partition: source.partition.rawValue, warmUp: warm.rawValue, from: from.rawValue,
            to: to.rawValue)
    }

    private func warmUp(
        _ source: TopicPartition, kept: Offset, from: Offset, _ request: ReplayRequest
    ) throws -> Offset {
        switch request.warmUp {
        case .none: return from
        case .everything: return kept
        case .milliseconds(let length):
            var first = try catalogue.timestamp(of: source, at: from)
            if case .time(let start?, _) = request.span { first = start }
            guard let first else { return from }
            let offset = try catalogue.offset(of: source, at: first.advanced(byMilliseconds: -length)) ?? from
            return max(kept, min(offset, from))
        }
    }

    /// The Kafka timestamps of the span: as asked for, or of its records.
    private func window(
        of ranges: [RunManifest.Range], _ span: ReplayRequest.Span
    ) throws -> Swift.Range<Int64> {
        var first: Int64?
        var last: Int64?
        for range in ranges where range.to > range.from {
            if let time = try catalogue.timestamp(of: range.source, at: Offset(range.from)) {
                first = min(first ?? time.milliseconds, time.milliseconds)
            }
            if let time = try catalogue.timestamp(of: range.source, at: Offset(range.to)) {
                last = max(last ?? time.milliseconds, time.milliseconds)
            } else {
                last = Int64.max / 4
            }
        }
        var from = first ?? 0
        var to = last ?? Int64.max / 4
        if case .time(let start, let end) = span {
            if let start { from = start.milliseconds }
            if let end { to = end.milliseconds }
        }
        return from..<max(from, to)
    }

    private func created(_ stages: [StageDescriptor], _ manifest: RunManifest) throws -> [ReplayPlan.Created] {
        let changelogs = Set(stages.map { prefix + $0.changelogTopic })
        let counts = try Dictionary(
            uniqueKeysWithValues: manifest.names.keys.map { live in (live, try catalogue.partitionCount(of: live)) })
        var created: [ReplayPlan.Created] = []
        for (live, own) in manifest.names {
            guard let count = counts[live] ?? nil else {
                throw ReplayFault("topic '\(live)' does not exist; prahari topics apply creates it")
            }
            created.append(
                ReplayPlan.Created(
                    topic: own, partitions: count,
                    isCompacted: changelogs.contains(live) || manifest.tables.contains(live)))
        }
        created.append(
            ReplayPlan.Created(
                topic: RunNames.ledger(prefix: prefix, run: manifest.id), partitions: 1, isCompacted: true))
        return created.sorted { $0.topic < $1.topic }
    }

    private func readers(of topic: String, but stages: [StageDescriptor]) -> [String] {
        let names = Set(stages.map(\.name))
        return all.filter { stage in
            !names.contains(stage.name) && (stage.inputs + stage.tables).contains { name($0) == topic }
        }.map(\.name)
    }

    private func cautions(_ stages: [StageDescriptor], _ manifest: RunManifest) -> [String] {
        var cautions: [String] = []
        if manifest.ranges.contains(where: { $0.from == $0.warmUp && $0.from > 0 }) {
            cautions.append(
                "begins in the midst of a log without a warm-up: state is empty there, where live work remembered")
        }
        if !manifest.keys.isEmpty {
            cautions.append("reads some keys only: what a stage keeps across keys (tails, counts, places) will differ")
        }
        if stages.contains(where: { !$0.tables.isEmpty }) {
            cautions.append("tables are read as they are now, not as they were then")
        }
        if stages.contains(where: \.wantsWallClock) {
            cautions.append("what a stage does by the wall clock (escalation in silence) is not repeated")
        }
        if manifest.outputs == .live {
            cautions.append("outputs go to live topics; their readers take them, marked with \(RunNames.header)")
        }
        return cautions
    }
}
