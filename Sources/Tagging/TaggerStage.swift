public import Records
public import StageKit
import TextModel

/// Reads FIRs: tags in eight facets by rules that are data and by a text model, identifiers with validation, the subjects
/// that a case names, and a question to a person where the tags are unsure.
public struct TaggerStage: Stage {
    public init() {}

    public var descriptor: StageDescriptor {
        StageDescriptor(
            name: "tagger", version: "1.1.0", inputs: [.policeFIRs], tables: [.refTaxonomy, .refModels],
            outputs: [.taggedFIRs, .caseSubjects, .reviewFIRs])
    }

    /// What was last said about each case: a case delivered again unchanged says nothing new.
    public struct State: StageState {
        var cases: KeyedState<CaseDigest>
        /// Working memory of the model, no state.
        var scratch: TextScratch?
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

    /// The rules and the model in force. The built-in ones are used until the topics bring others.
    public struct Tables: Sendable {
        var book: RuleBook?
        var document: TextModelDocument?
        var model: CaseModel?
        var fault: StageFault?

        /// The model's labels depend on the taxonomy.
        mutating func fit() {
            guard let book, let document else {
                model = nil
                return
            }
            model = CaseModel(document, taxonomy: book.taxonomy)
        }
    }

    public func makeTables() -> Tables {
        var tables = Tables()
        do throws(StageFault) {
            tables.book = try RuleBook.builtIn()
            tables.document = try CaseModel.builtIn()
        } catch {
            tables.fault = error
        }
        tables.fit()
        return tables
    }

    /// The rules alone, for what must not be taught by the model itself.
    public func makeTablesWithoutModel() -> Tables {
        var tables = makeTables()
        tables.document = nil
        tables.fit()
        return tables
    }

    public func makeState(cacheEntries: Int) -> State { State(cases: KeyedState(id: 0, cacheEntries: cacheEntries)) }

    public func apply(_ change: TableChange, to tables: inout Tables) throws(StageFault) {
        var json: String?
        if case .document(let document)? = change.record { json = document.json }
        if change.topic == .refModels, change.key == CaseModel.key {
            if let json {
                tables.document = try TextModelDocument(json: json, key: CaseModel.key, stage: "tagger")
            } else {
                tables.document = try CaseModel.builtIn()
            }
        } else if change.topic == .refTaxonomy, let json, let book = tables.book {
            tables.book = try book.replacing(change.key, json: json)
        }
        tables.fit()
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
        CaseReading(
            fir: fir, book: book, model: tables.model, source: input.source, runID: input.runID, &state.scratch
        ).emit(into: &effects)
    }
}
