import Records
import StageKit
import TextModel

/// One case as the rules and the model read it.
struct CaseReading {
    let fir: FIR
    let source: SourceRef
    let runID: String?
    let versions: Versions
    let tags: [Tag]
    let entities: [Entity]
    private let review: (why: String, uncertainty: Double)?

    init(
        fir: FIR, book: RuleBook, model: CaseModel?, source: SourceRef, runID: String?, _ scratch: inout TextScratch?
    ) {
        self.fir = fir
        self.source = source
        self.runID = runID
        versions = Versions(
            detector: "1.1.0", model: model?.version, rules: book.rules.version, taxonomy: book.taxonomy.version)
        // Folded once for rules and identifiers; the model folds otherwise.
        let text = FoldedText(fir.gist)
        let rules = book.tags(of: text, lossRupees: fir.lossAmount?.major, age: fir.complainant?.age)
        if let model {
            var memory = scratch.flatMap { model.model.fits($0) ? $0 : nil } ?? model.model.scratch()
            scratch = nil
            tags = model.join(rules, text.source, &memory)
            scratch = memory
        } else {
            tags = rules
        }
        entities = EntityExtractor.extract(text)
        review = Self.question(tags)
    }

    /// A fixed hash of what tags and subjects depend on.
    static func digest(of fir: FIR) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ text: String, then separator: UInt8? = nil) {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            if let separator { hash = (hash ^ UInt64(separator)) &* 0x100_0000_01B3 }
        }
        for text in [fir.gist, fir.district, fir.policeStation] { add(text, then: 1) }
        add(String(fir.lossAmount?.rawValue ?? -1), then: 1)
        add(String(fir.complainant?.age ?? -1))
        for transfer in fir.transactions {
            add("", then: 1)
            for text in [transfer.rrn, transfer.fromAccount, transfer.toAccount] { add(text ?? "", then: 2) }
            add(String(transfer.amount.rawValue))
        }
        return hash
    }

    /// When a person should look, and how unsure the rules are.
    static func question(_ tags: [Tag]) -> (why: String, uncertainty: Double)? {
        let crimes = tags.filter { $0.facet == "crime_type" }
        guard let best = crimes.first else {
            return ("neither a rule nor the model recognised the type of the crime", 1)
        }
        if best.confidence < 0.6 {
            return (
                "the best crime type, \(best.tag), has a confidence of only \(best.confidence)", 1 - best.confidence
            )
        }
        // A linear model is sure of texts that are like none it learned from.
        if crimes.allSatisfy({ $0.origin == .model }) {
            return ("no rule names the type of the crime, only the model: \(best.tag)", 0.6)
        }
        if crimes.contains(where: { $0.tag == "not_a_cyber_crime" }), crimes.count > 1 {
            return ("tagged \(crimes.map(\.tag).joined(separator: ", ")) and yet not a cyber crime", 0.7)
        }
        return nil
    }

    func emit(into effects: inout Effects) {
        let at = fir.registeredAt.time
        effects.emit(
            .taggedFIR(
                TaggedFIR(
                    firID: fir.firID, state: fir.state, district: fir.district, policeStation: fir.policeStation,
                    registeredAt: fir.registeredAt, lossAmount: fir.lossAmount, tags: tags, entities: entities,
                    needsReview: review != nil, verdict: verdict)), to: .taggedFIRs, at: at)
        for subject in subjects() { effects.emit(.caseSubject(subject), to: .caseSubjects, at: at) }
        if let review {
            effects.emit(
                .reviewRequest(
                    ReviewRequest(
                        firID: fir.firID, why: review.why, uncertainty: review.uncertainty, gist: fir.gist, tags: tags,
                        requestedAt: at, versions: versions, source: source)), to: .reviewFIRs, at: at)
        }
    }

    // MARK: Severity

    /// Severity 0...1: up to 0.6 by the loss (nothing at ₹1,000, all of it at ₹1 crore, by orders of magnitude), up to 0.4 by
    /// the gravest tag times its confidence.
    private var verdict: Verdict {
        var reasons: [Reason] = []
        if let loss = fir.lossAmount, loss > .zero {
            let share = 0.6 * min(1, max(0, Self.magnitude(loss) - 3) / 4)
            if share > 0 {
                reasons.append(
                    Reason(code: "LOSS", contribution: share, evidence: "a loss of \(loss.rupees) is reported"))
            }
        }
        let grave = tags.compactMap { tag in Self.gravity[tag.tag].map { (tag: tag, weight: $0 * tag.confidence) } }
            .max { $0.weight != $1.weight ? $0.weight < $1.weight : $0.tag.tag > $1.tag.tag }
        if let grave {
            let words = grave.tag.evidence.isEmpty ? "" : ": \"\(grave.tag.evidence)\""
            reasons.append(
                Reason(
                    code: "TAG_" + grave.tag.tag.uppercased(), contribution: 0.4 * grave.weight,
                    evidence: grave.tag.tag + words))
        }
        let score = reasons.reduce(0) { $0 + $1.contribution }
        return Verdict(score: score, reasons: reasons, versions: versions, source: source, runID: runID)
    }

    /// Decimal orders of magnitude of the rupees, by halves of digits: 4.5 for ₹50,000. No logarithm: the same everywhere.
    static func magnitude(_ amount: MinorUnits) -> Double {
        var rupees = amount.rawValue / 100
        var digits = 0.0
        while rupees >= 10 {
            rupees /= 10
            digits += 1
        }
        return digits + Double(rupees) / 10
    }

    private static let gravity: [String: Double] = [
        "digital_arrest": 1, "sextortion": 1, "child_exploitation": 1, "sexual_blackmail": 1, "ransom_demand": 0.9,
        "investment_scam": 0.8, "AEPS_fraud": 0.8, "account_takeover": 0.7, "task_based_fraud": 0.7,
        "bank_kyc_fraud": 0.6,
        "loan_fraud": 0.7, "customer_service_fraud": 0.5, "job_fraud": 0.5, "sim_card_fraud": 0.7,
        "stock_market_scam": 0.8,
    ]

    // MARK: Subjects

    /// Who the case names: by transfer, then by the gist, each once.
    private func subjects() -> [CaseSubject] {
        var subjects: [CaseSubject] = []
        for transfer in fir.transactions {
            if let to = transfer.toAccount {
                subjects.append(subject(.account, to, .beneficiary, transfer))
            }
            if let from = transfer.fromAccount { subjects.append(subject(.account, from, .victim, transfer)) }
        }
        let named = Set(subjects.map(\.subject))
        for entity in entities where !named.contains(entity.value) {
            let kind: CaseSubject.Kind
            switch entity.kind {
            case .account: kind = .account
            case .upi: kind = .upi
            case .phone: kind = .phone
            default: continue
            }
            subjects.append(subject(kind, entity.value, .mentioned, nil))
        }
        var seen: Set<String> = []
        return subjects.filter {
            seen.insert([$0.kind.rawValue, $0.subject, $0.role.rawValue, $0.rrn ?? ""].joined(separator: "\u{1}"))
                .inserted
        }
    }

    private func subject(
        _ kind: CaseSubject.Kind, _ name: String, _ role: CaseSubject.Role, _ transfer: FIR.Transfer?
    ) -> CaseSubject {
        CaseSubject(
            caseID: fir.firID, kind: kind, subject: name, role: role, amount: transfer?.amount, rrn: transfer?.rrn,
            fromAccount: transfer?.fromAccount, at: transfer?.at ?? fir.registeredAt, state: fir.state,
            district: fir.district, policeStation: fir.policeStation, source: source)
    }
}
