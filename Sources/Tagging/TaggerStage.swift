public import Records
public import StageKit

/// Reads FIRs: tags in eight facets by rules that are data, identifiers with validation, the subjects that a case names, and
/// a question to a person where the rules are unsure.
public struct TaggerStage: Stage {
    public init() {}

    public var descriptor: StageDescriptor {
        StageDescriptor(
            name: "tagger", version: "1.0.0", inputs: [.policeFIRs], tables: [.refTaxonomy],
            outputs: [.taggedFIRs, .caseSubjects, .reviewFIRs])
    }

    /// What was last said about each case: a case delivered again unchanged says nothing new.
    public struct State: StageState {
        var cases: KeyedState<CaseDigest>
        public mutating func visitStores<V: StoreVisitor>(_ visitor: inout V) { visitor.visit(&cases) }
    }

    public struct CaseDigest: StateValue {
        var hash: UInt64
        init(hash: UInt64) { self.hash = hash }
        public func encode(into writer: inout ByteWriter) {
            writer.append(1 as UInt8)
            writer.append(integer: hash)
        }
        public init(from reader: inout ByteReader) throws(StateFault) {
            let version = try reader.byte()
            guard version == 1 else { throw .unknownVersion(version) }
            hash = try reader.integer()
        }
    }

    /// The rules in force. The built-in ones are used until the topic brings others.
    public struct Tables: Sendable {
        var book: RuleBook?
        var fault: StageFault?
    }

    public func makeTables() -> Tables {
        do throws(StageFault) {
            return Tables(book: try RuleBook.builtIn(), fault: nil)
        } catch {
            return Tables(book: nil, fault: error)
        }
    }

    public func makeState(cacheEntries: Int) -> State { State(cases: KeyedState(id: 0, cacheEntries: cacheEntries)) }

    public func apply(_ change: TableChange, to tables: inout Tables) throws(StageFault) {
        guard change.topic == .refTaxonomy, case .document(let document)? = change.record else { return }
        guard let book = tables.book else { return }
        tables.book = try book.replacing(document.key, json: document.json)
    }

    public func step(
        _ input: borrowing Envelope, state: inout State, tables: borrowing Tables, effects: inout Effects
    ) throws(StageFault) {
        guard case .fir(let fir) = input.record else { return }
        guard let book = tables.book else {
            throw StageFault(
                code: "no_rules", message: "no rules in force: \(tables.fault?.message ?? "none were loaded")")
        }
        let digest = CaseReading.digest(of: fir)
        if state.cases.get(fir.firID)?.hash == digest { return }
        state.cases.put(CaseDigest(hash: digest), for: fir.firID)
        CaseReading(fir: fir, book: book, source: input.source, runID: input.runID).emit(into: &effects)
    }
}
